package ai.scidex.migration.schema;

import ai.scidex.migration.failure.SqlFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The checks and triggers that others put on {@code artifacts}, and that our writes will meet. */
final class ArtifactGuards {

    private static final String ACTIVE = "active";

    private static final String INVALID_TEXT = "22P02";

    /** The other states that are ever written. */
    private static final List<LaterState> LATER_STATES = List.of(
            new LaterState(
                    "candidate", "let it allow 'candidate', or register new versions of models in another state"),
            new LaterState(
                    "superseded",
                    "let it allow 'superseded' before a new version of a model is promoted over another"));

    /** A check on {@code lifecycle_state} alone can be asked beforehand; others depend on the row. */
    private static final String LIFECYCLE_CHECKS = """
            SELECT c.conname AS name, pg_get_expr(c.conbin, c.conrelid) AS expression
              FROM pg_constraint c
              JOIN pg_attribute k ON k.attrelid = c.conrelid AND c.conkey = ARRAY[k.attnum]
             WHERE c.conrelid = 'artifacts'::REGCLASS
               AND c.contype = 'c'
               AND pg_get_constraintdef(c.oid) NOT LIKE '% NOT ENFORCED'
               AND k.attname = 'lifecycle_state'
             ORDER BY c.conname COLLATE "C"
            """;

    /** Checks of a column that the backfill changes; and those that older rows may break, which nobody asked so far. */
    private static final String OTHER_CHECKS = """
            SELECT c.conname AS name, pg_get_constraintdef(c.oid) AS definition
              FROM pg_constraint c
             WHERE c.conrelid = 'artifacts'::REGCLASS
               AND c.contype = 'c'
               AND pg_get_constraintdef(c.oid) NOT LIKE '% NOT ENFORCED'
               AND (NOT c.convalidated
                    OR EXISTS (SELECT
                                 FROM pg_attribute k
                                WHERE k.attrelid = c.conrelid
                                  AND k.attnum = ANY (c.conkey)
                                  AND k.attname IN ('metadata', 'origin_type', 'origin_url', 'updated_at')))
             ORDER BY c.conname COLLATE "C"
            """;

    /** Triggers of a row or a statement that inserts (4) or updates (16), unless of other columns only. */
    private static final String TRIGGERS = """
            SELECT t.tgname AS name, t.tgfoid::REGPROC AS function
              FROM pg_trigger t
             WHERE t.tgrelid = 'artifacts'::REGCLASS
               AND NOT t.tgisinternal
               AND t.tgenabled IN ('O', 'A')
               AND (t.tgtype & 4 <> 0
                    OR t.tgtype & 16 <> 0
                       AND (cardinality(t.tgattr::INT2[]) = 0
                            OR EXISTS (SELECT
                                         FROM pg_attribute k
                                        WHERE k.attrelid = t.tgrelid
                                          AND k.attnum = ANY (t.tgattr::INT2[])
                                          AND k.attname IN ('metadata', 'origin_type', 'origin_url', 'updated_at'))))
             ORDER BY t.tgname COLLATE "C"
            """;

    /**
     * A state that an artifact gets after the migration.
     *
     * @param cure what to do about a check that refuses it
     */
    private record LaterState(String name, String cure) {}

    private ArtifactGuards() {}

    /** Returns what our writes will meet; the tables must be there. Only a state that models cannot be in stops us. */
    static List<Finding> check(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> check :
                    pairs(statement, LIFECYCLE_CHECKS).entrySet()) {
                findings.addAll(ofLifecycle(statement, check.getKey(), check.getValue()));
            }
            pairs(statement, OTHER_CHECKS)
                    .forEach((name, definition) -> findings.add(Finding.warning(
                            "artifacts has the constraint %s, %s".formatted(name, definition),
                            "a model that breaks it is named and left as it is")));
            pairs(statement, TRIGGERS)
                    .forEach((name, function) -> findings.add(Finding.warning(
                            "artifacts has the trigger %s, which calls %s for what we write".formatted(name, function),
                            "see that it changes nothing; a model that it refuses is named and left as it is")));
        }
        return findings;
    }

    private static List<Finding> ofLifecycle(Statement statement, String name, String expression) throws SQLException {
        if (refuses(statement, expression, ACTIVE)) {
            return List.of(new Finding(refusal(name, ACTIVE), "let it allow 'active', the state that models are in"));
        }
        List<Finding> findings = new ArrayList<>();
        for (LaterState later : LATER_STATES) {
            if (refuses(statement, expression, later.name())) {
                findings.add(Finding.warning(refusal(name, later.name()), later.cure()));
            }
        }
        return findings;
    }

    private static String refusal(String name, String state) {
        return "the constraint %s of artifacts refuses lifecycle_state '%s'".formatted(name, state);
    }

    /** The expression is the server's own print of a check that it would evaluate at each such write. */
    private static boolean refuses(Statement statement, String expression, String state) throws SQLException {
        String sql = "SELECT (%s) IS FALSE FROM (VALUES ('%s'::TEXT)) AS artifacts (lifecycle_state)"
                .formatted(expression, state);
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException e) {
            // It may be cast to a type that does not know the state.
            if (SqlFailure.hasState(e, Set.of(INVALID_TEXT))) {
                return true;
            }
            throw e;
        }
    }

    private static Map<String, String> pairs(Statement statement, String sql) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }
}
