package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LineageLockIT {

    private static TestDatabase database;

    /** Half of the table is one lineage, which makes the planner think of reading all of it. */
    @BeforeAll
    static void fill() {
        database = TestDatabase.fresh().migrate();
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title, version_number, parent_version_id, is_latest)
                SELECT 'model-' || n, 'model', 'M', n, CASE WHEN n > 1 THEN 'model-1' END, (n = 500)::INTEGER
                  FROM generate_series(1, 1000) n
                 UNION ALL
                SELECT 'other-' || n, 'model', 'M', 1, NULL, 1 FROM generate_series(1, 1000) n;
                INSERT INTO model_versions (artifact_id) SELECT id FROM artifacts;
                ANALYZE
                """);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void findsTheStartOfALineageByIndex() {
        assertThat(plan(LineageLock.LOCK))
                .doesNotContain("Seq Scan on artifacts")
                .contains("artifacts_pkey");
    }

    @Test
    void findsTheVersionsOfALineageByIndex() {
        assertThat(plan(LineageLock.READ))
                .doesNotContain("Seq Scan on artifacts", "Seq Scan on model_versions")
                .contains("idx_artifacts_model_parent", "model_versions_pkey");
    }

    @Test
    void findsThemByIndexWhereAllHaveTheSameParent() {
        try (TestDatabase small = TestDatabase.fresh().migrate()) {
            small.execute("""
                    INSERT INTO artifacts (id, artifact_type, title, version_number, parent_version_id, is_latest)
                    SELECT 'model-' || n, 'model', 'M', n, CASE WHEN n > 1 THEN 'model-1' END, (n = 500)::INTEGER
                      FROM generate_series(1, 1000) n;
                    ANALYZE
                    """);

            assertThat(plan(small, LineageLock.READ))
                    .doesNotContain("Seq Scan on artifacts")
                    .contains("idx_artifacts_model_parent");
        }
    }

    private static String plan(String sql) {
        return plan(database, sql);
    }

    private static String plan(TestDatabase database, String sql) {
        String bound = sql.replace("ANY (?)", "ANY ('{model-1}')").replace("?", "'model-700'");
        return String.valueOf(database.queryText("EXPLAIN (FORMAT JSON, COSTS OFF) " + bound))
                .replaceAll(
                        "\"Node Type\": \"Seq Scan\",(\\s+\"[^\"]+\": [^,]+,)*?\\s+\"Relation Name\": \"([a-z_]+)\"",
                        "Seq Scan on $2");
    }
}
