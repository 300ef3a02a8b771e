/** Which models a migration expects, and the state that each lands in. */
@NullMarked
package ai.scidex.migration.manifest;

import org.jspecify.annotations.NullMarked;
