package ai.scidex.report;

import java.io.IOException;
import java.io.Writer;

/** Where a report goes, and what would make it too long to read beside it. */
public interface ReportPlace {

    /** Returns the name of the report's own file; what stands beside it is named after it. */
    String name();

    /**
     * Opens a file; whoever asks for it closes it.
     *
     * @param name its name, with a folder before it if it stands in one
     */
    Writer open(String name) throws IOException;
}
