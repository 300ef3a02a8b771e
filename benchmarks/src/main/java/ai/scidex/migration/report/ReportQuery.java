package ai.scidex.migration.report;

/** The query of the report, put for psql. It stands beside the report's queries, which are nobody's to call. */
public final class ReportQuery {

    private static final String OPERATOR = "??";

    private ReportQuery() {}

    /** Returns it on one line, for all artifacts at once and without the metadata of those that have nothing to decide. */
    public static String ofAllArtifacts() {
        String query = RecordQueries.ARTIFACTS.replaceAll("\\s+", " ").strip();
        for (String value : new String[] {"''", "NULL", "false"}) {
            query = query.replaceFirst("(?<![?])[?](?![?])", value);
        }
        return query.replace(OPERATOR, "?");
    }
}
