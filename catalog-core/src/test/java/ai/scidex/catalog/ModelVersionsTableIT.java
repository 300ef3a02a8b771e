package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.ServerErrorMessage;

class ModelVersionsTableIT {

    private static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";
    private static final String SHA256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @BeforeAll
    static void migrate() {
        DATABASE.migrate().execute("""
                INSERT INTO artifacts (id, artifact_type, title)
                VALUES ('model-a', 'model', 'A'), ('model-b', 'model', 'B'), ('dataset-c', 'dataset', 'C');
                INSERT INTO model_versions (artifact_id) VALUES ('model-a')
                """);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void hasTheColumnsThatOthersRelyOn() {
        assertThat(lines("""
                                SELECT concat_ws(' ', a.attname, upper(format_type(a.atttypid, a.atttypmod)),
                                                 CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                                                 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid))
                                  FROM pg_attribute a
                                  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                                 WHERE a.attrelid = 'model_versions'::regclass AND a.attnum > 0 AND NOT a.attisdropped
                                 ORDER BY a.attnum
                                """))
                .containsExactly(
                        "artifact_id TEXT NOT NULL",
                        "is_external INTEGER NOT NULL DEFAULT 0",
                        "external_source_url TEXT",
                        "external_source_version TEXT",
                        "base_model_id TEXT",
                        "code_repo_url TEXT",
                        "code_commit_sha TEXT",
                        "code_entrypoint TEXT",
                        "training_started_at TEXT",
                        "training_completed_at TEXT",
                        "trained_by TEXT",
                        "gpu_allocation_id TEXT",
                        "training_params_json TEXT",
                        "eval_metrics_json TEXT",
                        "eval_dataset_artifact_id TEXT",
                        "benchmark_id TEXT",
                        "promotion_state TEXT NOT NULL DEFAULT 'candidate'::text",
                        "promotion_notes TEXT",
                        "created_at TEXT NOT NULL"
                                + " DEFAULT to_char((now() AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD HH24:MI:SS'::text)");
    }

    @Test
    void hasTheKeysThatOthersRelyOn() {
        assertThat(lines("""
                                SELECT conname || ' ' || pg_get_constraintdef(oid)
                                  FROM pg_constraint
                                 WHERE conrelid = 'model_versions'::regclass AND contype IN ('p', 'f')
                                 ORDER BY conname COLLATE "C"
                                """))
                .containsExactly(
                        "model_versions_artifact_id_fkey"
                                + " FOREIGN KEY (artifact_id) REFERENCES artifacts(id) ON DELETE CASCADE",
                        "model_versions_base_model_id_fkey FOREIGN KEY (base_model_id) REFERENCES artifacts(id)",
                        "model_versions_eval_dataset_artifact_id_fkey"
                                + " FOREIGN KEY (eval_dataset_artifact_id) REFERENCES artifacts(id)",
                        "model_versions_pkey PRIMARY KEY (artifact_id)");
    }

    @Test
    void hasTheIndexesThatOthersRelyOn() {
        assertThat(lines("""
                                SELECT replace(indexdef, schemaname || '.', '')
                                  FROM pg_indexes
                                 WHERE tablename = 'model_versions'
                                 ORDER BY indexname COLLATE "C"
                                """))
                .contains(
                        "CREATE INDEX idx_model_versions_base ON model_versions USING btree (base_model_id)",
                        "CREATE INDEX idx_model_versions_promotion ON model_versions USING btree (promotion_state)",
                        "CREATE INDEX idx_model_versions_trained_by ON model_versions USING btree (trained_by)",
                        "CREATE UNIQUE INDEX model_versions_pkey ON model_versions USING btree (artifact_id)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati"})
    void datesARowInUtcWhateverTheTimeZoneOfTheSession(String timeZone) {
        DATABASE.execute("""
                DELETE FROM artifacts WHERE id = 'model-dated';
                SET LOCAL TimeZone = '%s';
                SET LOCAL DateStyle = 'German';
                INSERT INTO artifacts (id, artifact_type, title, created_at) VALUES ('model-dated', 'model', 'D', now());
                INSERT INTO model_versions (artifact_id) VALUES ('model-dated')
                """.formatted(timeZone));

        assertThat(DATABASE.queryText("SELECT created_at FROM model_versions WHERE artifact_id = 'model-dated'"))
                .isEqualTo(DATABASE.queryText("""
                        SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
                          FROM artifacts
                         WHERE id = 'model-dated'
                        """))
                .matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "is_external = 1",
                "is_external = 0, promotion_state = 'promoted'",
                "is_external = 1, promotion_state = 'rejected'",
                "is_external = 1, promotion_state = 'promoted', external_source_url = 'u', external_source_version = 'v'",
                "base_model_id = 'model-b'",
                "eval_dataset_artifact_id = 'dataset-c'",
                "code_commit_sha = '" + SHA1 + "'",
                "code_commit_sha = '" + SHA256 + "'",
                "training_started_at = '2026-02-28T23:59:59Z'",
                "training_completed_at = '2024-02-29T00:00:00.000001Z'",
                "training_started_at = '2026-01-01T00:00:00Z', training_completed_at = '2026-01-01T00:00:00.0Z'",
                "training_params_json = '{}', eval_metrics_json = '{\"auroc\": 0.80}'"
            })
    void takesWhatTheRulesAllow(String change) throws SQLException {
        assertThat(refusal(change)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "is_external = 2 | model_versions_is_external_check",
                "is_external = -1 | model_versions_is_external_check",
                "promotion_state = 'live' | model_versions_promotion_state_check",
                "promotion_state = 'Candidate' | model_versions_promotion_state_check",
                "promotion_state = 'promoted', is_external = 1, external_source_version = 'v'"
                        + " | model_versions_promoted_external_check",
                "promotion_state = 'promoted', is_external = 1, external_source_url = 'u'"
                        + " | model_versions_promoted_external_check",
                "base_model_id = 'model-a' | model_versions_base_model_id_check",
                "base_model_id = 'model-nowhere' | model_versions_base_model_id_fkey",
                "eval_dataset_artifact_id = 'dataset-nowhere' | model_versions_eval_dataset_artifact_id_fkey",
                "code_commit_sha = 'abc' | model_versions_code_commit_sha_check",
                "code_commit_sha = '' | model_versions_code_commit_sha_check",
                "code_commit_sha = '" + SHA1 + "0' | model_versions_code_commit_sha_check",
                "code_commit_sha = upper('" + SHA1 + "') | model_versions_code_commit_sha_check",
                "code_commit_sha = concat('" + SHA1 + "', chr(10)) | model_versions_code_commit_sha_check",
                "training_started_at = 'yesterday' | model_versions_training_started_at_check",
                "training_completed_at = '2026-01-01 00:00:00' | model_versions_training_completed_at_check",
                "training_started_at = '2026-01-01T00:00:01Z', training_completed_at = '2026-01-01T00:00:00Z'"
                        + " | model_versions_training_order_check",
                "training_params_json = '[]' | model_versions_training_params_json_check",
                "training_params_json = 'null' | model_versions_training_params_json_check",
                "eval_metrics_json = '0.8' | model_versions_eval_metrics_json_check"
            })
    void refusesWhatTheRulesForbid(String change, String constraint) throws SQLException {
        assertThat(refusal(change))
                .extracting(ServerErrorMessage::getConstraint)
                .isEqualTo(constraint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"training_params_json = 'lr=0.1'", "eval_metrics_json = ''"})
    void refusesTextThatIsNoJson(String change) throws SQLException {
        assertThat(refusal(change))
                .extracting(ServerErrorMessage::getMessage)
                .isEqualTo("invalid input syntax for type json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"is_external", "promotion_state", "created_at"})
    void refusesARequiredColumnThatIsEmpty(String column) throws SQLException {
        assertThat(refusal(column + " = NULL"))
                .extracting(ServerErrorMessage::getMessage)
                .isEqualTo("null value in column \"%s\" of relation \"model_versions\" violates not-null constraint"
                        .formatted(column));
    }

    @Test
    void goesWithItsArtifact() {
        DATABASE.execute("""
                INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-gone', 'model', 'G');
                INSERT INTO model_versions (artifact_id) VALUES ('model-gone');
                DELETE FROM artifacts WHERE id = 'model-gone'
                """);

        assertThat(DATABASE.queryText("SELECT count(*) FROM model_versions WHERE artifact_id = 'model-gone'"))
                .isEqualTo("0");
    }

    private static @Nullable ServerErrorMessage refusal(String change) throws SQLException {
        return ServerRefusal.of(
                DATABASE.dataSource(), "BEGIN; UPDATE model_versions SET %s; ROLLBACK".formatted(change));
    }

    private static List<String> lines(String query) {
        String lines = DATABASE.queryText("SELECT string_agg(line, E'\\n') FROM (%s) q (line)".formatted(query));
        return lines == null ? List.of() : lines.lines().toList();
    }
}
