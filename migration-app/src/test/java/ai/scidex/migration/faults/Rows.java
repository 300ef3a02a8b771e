package ai.scidex.migration.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What stands in a database, row by row, so that it can be compared with another. Of each row the SHA-256 is kept; where two
 * differ, the databases are asked again for what they hold.
 */
final class Rows {

    /** How many rows that differ are told; all are counted. */
    private static final int TOLD = 5;

    /** How much is told of a row, before and after the first character that differs. */
    private static final int BEFORE = 20;

    private static final int AFTER = 30;

    /**
     * What a run leaves behind. Left out is only what no two runs share: the ids that sequences count up ({@code change_id},
     * {@code hold_id}, {@code event_id}, {@code decision_id}, which have gaps where a transaction was killed, {@code run_id},
     * and what names them), the transaction ({@code written_in}), and times of the tool: of {@code updated_at} and
     * {@code created_at} the rows count that were not touched. A run that was taken back counts for nothing.
     */
    private static final Map<String, String> RESULT = Map.of(
            "artifacts",
            """
            SELECT id AS name,
                   concat_ws(' ', to_jsonb(a) || jsonb_build_object('updated_at', least(updated_at, '2020-01-01Z')),
                             encode(sha256(convert_to(metadata::TEXT, 'UTF8')), 'hex')) AS line
              FROM artifacts a
            """,
            "model_versions",
            """
            SELECT artifact_id AS name,
                   (to_jsonb(v) || jsonb_build_object('created_at', least(created_at COLLATE "C", '2020')))::TEXT AS line
              FROM model_versions v
            """,
            "metadata_changes",
            """
            SELECT artifact_id AS name,
                   string_agg((to_jsonb(c) - '{change_id,run_id,changed_at,written_in,review_of}'::TEXT[])::TEXT,
                              ' + ' ORDER BY change_id) AS line
              FROM metadata_changes c
             WHERE outcome <> 'reverted'
               AND NOT EXISTS (SELECT FROM backfill_runs r WHERE r.run_id = c.run_id AND r.reverted_at IS NOT NULL)
             GROUP BY artifact_id
            """,
            "metadata_holds",
            """
            SELECT artifact_id AS name,
                   string_agg((to_jsonb(h) - '{hold_id,run_id}'::TEXT[])::TEXT, ' + ' ORDER BY field, hold_id) AS line
              FROM metadata_holds h
             WHERE NOT EXISTS (SELECT FROM backfill_runs r WHERE r.run_id = h.run_id AND r.reverted_at IS NOT NULL)
             GROUP BY artifact_id
            """,
            "hold_decisions",
            """
            SELECT artifact_id AS name,
                   string_agg((to_jsonb(d) - '{decision_id,hold_id,recorded_at}'::TEXT[])::TEXT,
                              ' + ' ORDER BY field, decision_id) AS line
              FROM hold_decisions d
             GROUP BY artifact_id
            """,
            "model_promotion_events",
            """
            SELECT artifact_id AS name,
                   string_agg((to_jsonb(e) - '{event_id,occurred_at}'::TEXT[] #- '{evidence,runId}')::TEXT,
                              ' + ' ORDER BY event_id) AS line
              FROM model_promotion_events e
             WHERE event_id > (SELECT coalesce(max(event_id), 0)
                                 FROM model_promotion_events
                                WHERE evidence ? 'revertedRunId')
             GROUP BY artifact_id
            """,
            "backfill_runs",
            """
            SELECT 'all' AS name,
                   string_agg(concat_ws(' ', started_by, tool_version, rules_version, schema_version, schema_sha256, manifest,
                                        finished_at IS NOT NULL), ' + ' ORDER BY run_id) AS line
              FROM backfill_runs
             WHERE reverted_at IS NULL
            """,
            "model_catalog_schema_history",
            """
            SELECT script AS name,
                   string_agg((to_jsonb(s) - '{installed_on,execution_time}'::TEXT[])::TEXT,
                              ' + ' ORDER BY installed_rank) AS line
              FROM model_catalog_schema_history s
             GROUP BY script
            """);

    /** All columns of what was there before any run; {@code updated_at} goes back too. */
    private static final Map<String, String> LEGACY = Map.of(
            "artifacts",
            """
            SELECT id AS name,
                   concat_ws(' ', to_jsonb(a), encode(sha256(convert_to(metadata::TEXT, 'UTF8')), 'hex')) AS line
              FROM artifacts a
            """,
            "model_versions",
            "SELECT artifact_id AS name, to_jsonb(v)::TEXT AS line FROM model_versions v");

    private final DataSource database;
    private final Map<String, String> queries;
    private final Map<String, Map<String, String>> hashes;

    private Rows(DataSource database, Map<String, String> queries) throws SQLException {
        this.database = database;
        this.queries = queries;
        this.hashes = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> query : queries.entrySet()) {
                Map<String, String> table = new TreeMap<>();
                try (ResultSet rows = statement.executeQuery(
                        "SELECT name, encode(sha256(convert_to(line, 'UTF8')), 'hex') FROM (%s) q"
                                .formatted(query.getValue()))) {
                    while (rows.next()) {
                        table.put(rows.getString(1), rows.getString(2));
                    }
                }
                hashes.put(query.getKey(), table);
            }
        }
    }

    /** Returns what the run that stands has left behind. */
    static Rows ofResult(DataSource database) throws SQLException {
        return new Rows(database, RESULT);
    }

    /** Returns what was there before the first run, or is again. */
    static Rows ofLegacy(DataSource database) throws SQLException {
        return new Rows(database, LEGACY);
    }

    /** Returns how many rows were read of each table; several of one artifact count as one. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        hashes.forEach((table, rows) -> counts.put(table, rows.size()));
        return counts;
    }

    int count() {
        return counts().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns where {@code found} is not as this is, the first rows in words. */
    List<String> differences(Rows found) throws SQLException {
        List<String> told = new ArrayList<>();
        int untold = 0;
        for (String table : queries.keySet().stream().sorted().toList()) {
            Map<String, String> ours = hashes.getOrDefault(table, Map.of());
            Map<String, String> theirs = found.hashes.getOrDefault(table, Map.of());
            TreeSet<String> names = new TreeSet<>(ours.keySet());
            names.addAll(theirs.keySet());
            names.removeIf(name -> ours.containsKey(name) && ours.get(name).equals(theirs.get(name)));
            for (String name : names) {
                if (told.size() < TOLD) {
                    told.add(difference(table, name, line(table, name), found.line(table, name)));
                } else {
                    untold++;
                }
            }
        }
        if (untold > 0) {
            told.add("and %d more".formatted(untold));
        }
        return told;
    }

    private static String difference(String table, String name, String expected, String found) {
        int same = 0;
        while (same < Math.min(expected.length(), found.length()) && expected.charAt(same) == found.charAt(same)) {
            same++;
        }
        return "%s of %s: expected %s, but found %s"
                .formatted(table, name, excerpt(expected, same), excerpt(found, same));
    }

    private static String excerpt(String line, int at) {
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(line.length(), at + AFTER);
        return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
    }

    private String line(String table, String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT line FROM (%s) q WHERE name = ?"
                        .formatted(queries.get(table).replace("?", "??")))) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "no row";
            }
        }
    }
}
