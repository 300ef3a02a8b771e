package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A function that an index rests on is replaced by one that returns the same for every value. */
class ReplacedFunctionsIT {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.fresh().migrate();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void modelTime() throws IOException {
        assertTheSame("V0100__model_versions_checks.sql", "model_time", """
                SELECT '2026-01-02T03:04:05' || unnest(ARRAY['Z', '.1Z', '.123456Z', '.1234567Z', '+00', 'z', ''])
                 UNION ALL
                SELECT unnest(ARRAY['2024-02-29', '2023-02-29', '2026-04-31', '2026-12-31', '0000-01-01', '0001-01-01',
                                    '9999-12-31', '2026-13-01']) || 'T23:59:59Z'
                 UNION ALL
                SELECT unnest(ARRAY['', 'yesterday', NULL, '2026-01-02', '2026-01-02T24:00:00Z'])
                """);
    }

    @Test
    void metricNames() throws IOException {
        assertTheSame("V0106__model_query_indexes.sql", "metric_names", """
                SELECT unnest(ARRAY['{}', '{"a": 1, "b": {"value": 2}}', '{"' || repeat('n', 150) || '": 1, "a": 2}', NULL])
                """);
    }

    @Test
    void firmestSaidRef() throws IOException {
        assertTheSame("V0106__model_query_indexes.sql", "firmest_said_ref", """
                SELECT jsonb_build_object(k, v)
                  FROM unnest(ARRAY['code_commit_sha', 'commit_sha', 'code_ref', 'git_tag', 'code_branch', 'revision', 'else']) k,
                       unnest(ARRAY['main', 'v1.2', 'abc1234', repeat('0a', 20), '', ' tbd ', repeat('x', 600)]) v
                 UNION ALL
                SELECT unnest(ARRAY['{"git_ref": 7}', '[]', '1', NULL, '{"git_branch": "b", "git_tag": "v2"}',
                                    '{"git_branch": "b", "commit_sha": "abc1234"}']::JSONB[])
                """);
    }

    private static void assertTheSame(String script, String function, String values) throws IOException {
        database.execute(former(script, function));

        assertThat(database.queryText("""
                        SELECT count(*) FILTER (WHERE %1$s(value) IS DISTINCT FROM former_%1$s(value))
                               || ' differ, several: ' || (count(DISTINCT former_%1$s(value)) > 2)
                          FROM (%2$s) t (value)
                        """.formatted(function, values))).isEqualTo("0 differ, several: true");
    }

    /** Returns the statement that made the function, with another name for it. */
    private static String former(String script, String function) throws IOException {
        try (InputStream in = ModelCatalog.class.getResourceAsStream("/db/model-catalog/" + script)) {
            return Pattern.compile("CREATE FUNCTION (%s\\(.*?;)\n\n".formatted(function), Pattern.DOTALL)
                    .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(made -> "CREATE FUNCTION former_" + made.group(1))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
