/**
 * The model catalog: the one way in for every write to a model artifact.
 *
 * <p>{@code ModelCatalog} is the entry point. Everything about storage is package-private.
 */
@NullMarked
package ai.scidex.catalog;

import org.jspecify.annotations.NullMarked;
