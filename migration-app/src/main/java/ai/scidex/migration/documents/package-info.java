/** Metadata as people have it: in files, in folders, a document a line, on standard input; one at a time in memory. */
@NullMarked
package ai.scidex.migration.documents;

import org.jspecify.annotations.NullMarked;
