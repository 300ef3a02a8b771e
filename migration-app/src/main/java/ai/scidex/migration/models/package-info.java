/** Models as people and programs look them up: found by an id or its beginning, listed by filters, shown one by one. */
@NullMarked
package ai.scidex.migration.models;

import org.jspecify.annotations.NullMarked;
