package ai.scidex.report;

import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what stands beside a report in memory. */
final class MemoryPlace implements ReportPlace {

    private final Map<String, StringWriter> files = new TreeMap<>();

    @Override
    public String name() {
        return "the report.md";
    }

    @Override
    public Writer open(String name) {
        StringWriter file = new StringWriter();
        files.put(name, file);
        return file;
    }

    Map<String, StringWriter> files() {
        return files;
    }
}
