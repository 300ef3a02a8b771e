package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelVersionsTypedIT {

    private static TestDatabase database;
    private static ModelCatalog catalog;
    private static ModelRows rows;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
        rows = new ModelRows(database);
    }

    @BeforeEach
    void removeAll() {
        rows.removeAll();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void hasAColumnForEachOfTheTableAndForWhatTheArtifactSays() {
        assertThat(database.queryText("""
                        SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
                          FROM pg_attribute WHERE attrelid = 'model_versions_typed'::regclass
                        """))
                .isEqualTo("artifact_id text, title text, is_external boolean, external_source_url text,"
                        + " external_source_version text, base_model_id text, code_repo_url text, code_commit_sha text,"
                        + " code_entrypoint text, training_started_at timestamp with time zone,"
                        + " training_completed_at timestamp with time zone, trained_by text, gpu_allocation_id text,"
                        + " training_params_json jsonb, eval_metrics_json jsonb, eval_dataset_artifact_id text,"
                        + " benchmark_id text, promotion_state text, promotion_notes text,"
                        + " created_at timestamp with time zone, version_number integer, parent_version_id text,"
                        + " is_latest boolean, lifecycle_state text, quality_score double precision,"
                        + " model_family text, framework text, parameter_count bigint, pin_strength text");
    }

    @Test
    void givesTypesToWhatIsText() {
        rows.artifact("model-a", "{\"model_family\": \"statistical\", \"framework\": \"r\", \"parameter_count\": 14.0}")
                .version("model-a", """
                        is_external = 1, training_started_at = '2026-01-01T00:00:00.5Z', created_at = '2026-01-03 00:00:00',
                        eval_metrics_json = '{"auroc": 0.90}', training_params_json = '{"rtol": 1}'
                        """);

        assertThat(database.queryText("""
                        SELECT concat_ws('|', is_external, training_started_at AT TIME ZONE 'UTC', training_completed_at,
                                         created_at AT TIME ZONE 'UTC', eval_metrics_json -> 'auroc',
                                         training_params_json, version_number, is_latest, model_family, framework,
                                         parameter_count, pin_strength)
                          FROM model_versions_typed
                        """))
                .isEqualTo("t|2026-01-01 00:00:00.5|2026-01-03 00:00:00|0.90|{\"rtol\": 1}|1|t|statistical|r|14|none");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "9007199254740991, 9007199254740991",
        "9007199254740992, ",
        "-1, ",
        "1.5, ",
        "1e15, 1000000000000000",
        "1e400, ",
        "\"14\", ",
        "null, ",
        "{}, "
    })
    void countsParametersOnlyWhereTheyAreAWholeNumber(String said, String count) {
        rows.artifact("model-a", "{\"parameter_count\": %s}".formatted(said)).version("model-a", "");

        assertThat(database.queryText("SELECT parameter_count FROM model_versions_typed"))
                .isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata = NULL",
                "metadata = '[]'",
                "metadata = '\"text\"'",
                "metadata = '7'",
                "metadata = 'null'",
                "metadata = '[\"git_sha\", \"model_family\"]'",
                "metadata = '{\"git_sha\": {\"a\": []}, \"framework\": {\"a\": 1}}'",
                "parent_version_id = ''",
                "lifecycle_state = 'frozen'",
                "updated_at = 'infinity'"
            })
    void failsOnNoArtifact(String change) {
        rows.artifact("model-a", "{\"parameter_count\": 1}")
                .version("model-a", "")
                .changeArtifact("model-a", change);

        assertThat(database.queryText("SELECT count(v::TEXT) FROM model_versions_typed v"))
                .isEqualTo("1");
        assertThat(catalog.findModelVersions(ModelVersionFilter.all())).hasSize(1);
        assertThat(catalog.findCodeGaps(PageRequest.first())).hasSize(1);
        assertThat(catalog.lineage(new ArtifactId("model-a")).descendants()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "2026-04-01 10:00:00, 2026-04-01 10:00:00",
                "2026-04-01T10:00:00Z, 2026-04-01 10:00:00",
                "2026-04-01 10:00:00.123456+00, 2026-04-01 10:00:00.123456",
                "2026-04-01 10:00:00+00:00, 2026-04-01 10:00:00",
                "2026-04-01 10:00:00+02, NULL",
                "2026-02-30 10:00:00, NULL",
                "yesterday, NULL",
                "infinity, NULL",
                "'', NULL"
            })
    void readsTheTimesThatWereWrittenAsUtc(String text, String time) {
        rows.model("model-a").change("model-a", "created_at = '%s'".formatted(text));

        assertThat(database.queryText("SELECT created_at AT TIME ZONE 'UTC' FROM model_versions_typed"))
                .isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "code_commit_sha = repeat('a', 40) | {\"git_tag\": \"v1\"} | commit",
                "is_external = 1, external_source_version = 'v1' | {} | tag",
                "is_external = 1, external_source_version = 'stable' | {\"git_sha\": \"abc1234\"} | tag",
                "is_external = 1, external_source_version = repeat('A', 64) | {} | commit",
                "is_external = 1, external_source_version = 'abc1234' | {} | short_sha",
                "is_external = 1, external_source_version = 'main' | {\"git_tag\": \"v1\"} | branch",
                "is_external = 1, external_source_version = 'TBD' | {\"git_tag\": \"v1\"} | tag",
                "is_external = 1, code_commit_sha = repeat('a', 40) | {} | none",
                "external_source_version = 'v1' | {} | none",
                "trained_by = 'a' | {\"git_tag\": \"v1\"} | tag",
                "trained_by = 'a' | {\"code_tag\": \"stable\"} | tag",
                "trained_by = 'a' | {\"git_tag\": \"latest\"} | branch",
                "trained_by = 'a' | {\"code_ref\": \"v1.2\"} | tag",
                "trained_by = 'a' | {\"git_ref\": \"refs/heads/v1.2\"} | branch",
                "trained_by = 'a' | {\"git_ref\": \"stable\"} | branch",
                "trained_by = 'a' | {\"commit_sha\": \"abc1234\"} | short_sha",
                "trained_by = 'a' | {\"git_commit\": \"HEAD\"} | branch",
                "trained_by = 'a' | {\"code_commit_sha\": \"v1.2\"} | tag",
                "trained_by = 'a' | {\"code_branch\": \"v1.2\"} | branch",
                "trained_by = 'a' | {\"git_branch\": \"abc1234\"} | branch",
                "trained_by = 'a' | {\"git_branch\": \" \"} | none",
                "trained_by = 'a' | {\"git_branch\": \"main\", \"git_sha\": \"abc1234\"} | short_sha",
                "trained_by = 'a' | {\"git_branch\": \"main\", \"git_sha\": \"abc1234\", \"git_tag\": \"v1\"} | tag",
                "trained_by = 'a' | {\"git_sha\": \"0123456789abcdef0123456789abcdef01234567\"} | none",
                "trained_by = 'a' | {\"revision\": \"main\"} | branch",
                "trained_by = 'a' | {\"revision\": \"v1\"} | none",
                "is_external = 1 | {\"external_source_version\": \"abc1234\"} | short_sha",
                "is_external = 1 | {\"external_source_version\": \"v1\"} | none",
                "trained_by = 'a' | {\"git_sha\": 1234567, \"git_tag\": [\"v1\"], \"code_ref\": null} | none",
                "trained_by = 'a' | [\"git_tag\"] | none"
            })
    void tellsHowFirmlyARevisionIsNamed(String columns, String metadata, String strength) {
        rows.artifact("model-a", metadata).version("model-a", columns);

        assertThat(database.queryText("SELECT pin_strength FROM model_versions_typed"))
                .isEqualTo(strength);
        assertThat(catalog.findModelVersions(ModelVersionFilter.all().withPinStrength(PinStrength.of(strength))))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(PinStrength.class)
    void isFoundByItsPinAlone(PinStrength strength) {
        rows.artifact("model-commit", "{\"git_tag\": \"v1\"}")
                .version("model-commit", "code_commit_sha = repeat('a', 40)");
        rows.artifact("model-tag", "{\"git_tag\": \"v1\", \"git_sha\": \"abc1234\"}")
                .version("model-tag", "");
        rows.artifact("model-short_sha", "{\"git_sha\": \"abc1234\", \"git_branch\": \"b\"}")
                .version("model-short_sha", "");
        rows.artifact("model-branch", "{\"git_branch\": \"b\"}").version("model-branch", "");
        rows.artifact("model-none", "{\"git_branch\": \"\"}").version("model-none", "");

        assertThat(catalog.findModelVersions(ModelVersionFilter.all().withPinStrength(strength)))
                .extracting(version -> version.artifactId().value())
                .containsExactly("model-" + strength.text());
    }

    /** An artifact is anybody's: the indexes must neither refuse one nor want rights that its writer does not have. */
    @Test
    void refusesNoArtifactBecauseOfAnIndex() throws SQLException {
        database.execute("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
        try (TestRole writer = TestRole.in(database)) {
            database.execute(
                    "GRANT SELECT, INSERT ON artifacts, model_versions, model_versions_typed TO " + writer.name());

            assertThat(ServerRefusal.of(writer.dataSource(), """
                            INSERT INTO artifacts (id, artifact_type, title, metadata)
                            SELECT 'model-long', 'model', 'L',
                                   jsonb_build_object('framework', t.long, 'model_family', t.long, 'git_sha', t.long,
                                                      'git_tag', t.long, 'revision', repeat(' ', 100000))
                              FROM (SELECT string_agg(md5(n::TEXT), '') AS long FROM generate_series(1, 1000) n) t;
                            INSERT INTO model_versions (artifact_id, eval_metrics_json)
                            SELECT 'model-long', jsonb_build_object(string_agg(md5(n::TEXT), ''), 1)
                              FROM generate_series(1, 1000) n;
                            SELECT * FROM model_versions_typed
                            """)).isNull();
        }
        assertThat(database.queryText("SELECT length(framework) FROM model_versions_typed"))
                .isEqualTo("500");
    }
}
