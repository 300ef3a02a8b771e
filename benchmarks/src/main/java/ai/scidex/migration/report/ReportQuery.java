package ai.scidex.migration.report;

import java.util.List;

/** The query of the report, put for psql. It stands beside the report's queries, which are package-private. */
public final class ReportQuery {

    private static final String OPERATOR = "??";

    /** The id that comes before the first one, no bound for a page, and no metadata of what has nothing to decide. */
    private static final List<String> PARAMETERS = List.of("''", "NULL", "false");

    private ReportQuery() {}

    /** Returns it on one line, for all artifacts at once and without the metadata of those that have nothing to decide. */
    public static String ofAllArtifacts() {
        String query = RecordQueries.ARTIFACTS.replaceAll("\\s+", " ").strip();
        for (String value : PARAMETERS) {
            query = query.replaceFirst("(?<![?])[?](?![?])", value);
        }
        return query.replace(OPERATOR, "?");
    }
}
