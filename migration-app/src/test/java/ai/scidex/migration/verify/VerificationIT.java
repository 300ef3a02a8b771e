package ai.scidex.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.TestJson;
import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.MigratedDatabase;
import ai.scidex.migration.backfill.BackfillResult;
import ai.scidex.migration.manifest.Landing;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.progress.Unwatched;
import ai.scidex.migration.review.Review;
import ai.scidex.migration.review.Reviewer;
import ai.scidex.report.Criterion;
import ai.scidex.report.LaterChange;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationIT {

    private static final String CLASSIFIER = "model-14307274-0000-4000-8000-000000000003";
    private static final String RISK = "model-29ce54ef-040c-4831-97b6-4850faa31598";

    private static final String ACTIVATION = "model-45e16a37-0000-4000-8000-000000000005";

    private static final String LEGACY = """
            {"is_external": false, "model_family": "statistical", "library": "R", "parameter_count": 2, "note": 1.10,
             "training_data": "ADNI-1", "evaluation_dataset": "ADNI-2", "evaluation_metrics": {"auc": 0.90}}
            """;

    private MigratedDatabase database;

    @BeforeEach
    void backfill() {
        database = MigratedDatabase.withSample();
        database.backfill(Optional.of(Manifest.standard()));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void provesTheSample() {
        VerificationResult result = verify();

        assertThat(result.ok()).isTrue();
        assertThat(result.changedSince()).isEmpty();
        assertThat(result.checks())
                .containsExactly(
                        new Criterion("every-model-has-a-version", true, "8", "8"),
                        new Criterion("every-model-is-examined", true, "8", "8"),
                        new Criterion("outcomes-sum-to-the-examined", true, "8", "5 upgraded + 3 held + 0 unchanged"),
                        new Criterion("no-metadata-lost", true, "8", "8"),
                        new Criterion("metadata-is-as-decided", true, "8", "8"),
                        new Criterion("upgraded-metadata-is-valid", true, "5", "5"),
                        new Criterion("columns-agree-with-metadata", true, "5", "5"),
                        new Criterion("columns-are-as-decided", true, "8", "8"),
                        new Criterion("held-artifacts-have-their-holds", true, "3", "3"),
                        new Criterion("holds-are-as-decided", true, "8", "8"),
                        new Criterion("no-model-landed-rejected", true, "0", "0"),
                        new Criterion("expected-models-are-there", true, "8", "8"),
                        new Criterion("expected-models-landed-promoted", true, "6", "6"));
    }

    @Test
    void namesTheModelWhoseRowIsMissing() {
        database.execute("DELETE FROM model_versions WHERE artifact_id = 'model-biophys-microglia-001'");

        assertThat(failed(verify()))
                .isEqualTo(
                        new Criterion("every-model-has-a-version", false, "8", "7; not model-biophys-microglia-001"));
    }

    @Test
    void namesTheModelThatNobodyExamined() {
        database.insertModel("model-new", "{}");
        database.execute("INSERT INTO model_versions (artifact_id) VALUES ('model-new')");

        assertThat(failed(verify()))
                .isEqualTo(new Criterion("every-model-is-examined", false, "9", "8; not model-new"));
    }

    @Test
    void findsADigitThatTheRunChanged() {
        asTheRun(
                "UPDATE artifacts SET metadata = jsonb_set(metadata, '{calibration,slope}', '1.1') WHERE id = '%s'",
                RISK);

        assertThat(failed(verify())).isEqualTo(new Criterion("no-metadata-lost", false, "8", "7; not " + RISK));
    }

    @Test
    void findsAKeyThatTheRunLost() {
        asTheRun("UPDATE artifacts SET metadata = metadata - 'calibration' WHERE id = '%s'", RISK);

        assertThat(failed(verify())).isEqualTo(new Criterion("no-metadata-lost", false, "8", "7; not " + RISK));
    }

    @Test
    void findsARecordThatIsNotWhatWasRead() {
        withoutTheGuards(
                "UPDATE metadata_changes SET metadata_before = metadata_before || '{\"checkpoint_path\": \"forged\"}' WHERE artifact_id = '%s'",
                CLASSIFIER);

        assertThat(verify().checks()).contains(new Criterion("no-metadata-lost", false, "8", "7; not " + CLASSIFIER));
    }

    @Test
    void findsAChangeThatTouchesALegacyKey() {
        withoutTheGuards("UPDATE metadata_changes SET removed = '{calibration}' WHERE artifact_id = '%s'", RISK);

        assertThat(verify().checks()).contains(new Criterion("no-metadata-lost", false, "8", "7; not " + RISK));
    }

    @Test
    void findsAPairOfDocumentsThatTheRunSwapped() {
        asTheRun("""
                UPDATE artifacts a SET metadata = o.metadata
                  FROM artifacts o
                 WHERE a.id IN ('%1$s', '%2$s') AND o.id IN ('%1$s', '%2$s') AND a.id <> o.id
                """, CLASSIFIER, RISK);

        assertThat(verify().checks())
                .contains(new Criterion("no-metadata-lost", false, "8", "6; not %s, %s".formatted(CLASSIFIER, RISK)));
    }

    /** All that the record has of the two but how their fields were decided. */
    @Test
    void findsAPairOfDocumentsThatTheRunSwappedInItsRecordToo() {
        asTheRun("""
                UPDATE artifacts a SET metadata = o.metadata
                  FROM artifacts o
                 WHERE a.id IN ('%1$s', '%2$s') AND o.id IN ('%1$s', '%2$s') AND a.id <> o.id;
                UPDATE metadata_changes c
                   SET metadata_before = o.metadata_before, before_sha256 = o.before_sha256,
                       added = o.added, removed = o.removed, outcome = o.outcome
                  FROM metadata_changes o
                 WHERE c.artifact_id IN ('%1$s', '%2$s') AND o.artifact_id IN ('%1$s', '%2$s')
                   AND c.artifact_id <> o.artifact_id
                """, CLASSIFIER, RISK);

        assertThat(verify().checks())
                .contains(
                        new Criterion("no-metadata-lost", true, "8", "8"),
                        new Criterion(
                                "metadata-is-as-decided", false, "8", "6; not %s, %s".formatted(CLASSIFIER, RISK)));
    }

    @Test
    void findsAPairOfRowsThatTheRunSwapped() {
        asTheRun("""
                UPDATE model_versions v
                   SET code_repo_url = o.code_repo_url, code_commit_sha = o.code_commit_sha,
                       code_entrypoint = o.code_entrypoint, trained_by = o.trained_by,
                       training_params_json = o.training_params_json, eval_metrics_json = o.eval_metrics_json,
                       eval_dataset_artifact_id = o.eval_dataset_artifact_id, benchmark_id = o.benchmark_id
                  FROM model_versions o
                 WHERE v.artifact_id IN ('%1$s', '%2$s') AND o.artifact_id IN ('%1$s', '%2$s')
                   AND v.artifact_id <> o.artifact_id
                """, CLASSIFIER, RISK);

        VerificationResult result = verify();

        assertThat(result.checks())
                .contains(
                        new Criterion("columns-agree-with-metadata", false, "5", "4; not " + RISK),
                        new Criterion(
                                "columns-are-as-decided", false, "8", "6; not %s, %s".formatted(CLASSIFIER, RISK)));
        assertThat(result.changedSince()).isEmpty();
    }

    /** In the metadata, the column and the record alike: only what was said of it tells. */
    @Test
    void findsADigitThatTheRunChangedEverywhere() {
        asTheRun("""
                UPDATE artifacts SET metadata = jsonb_set(metadata, '{parameter_count}', '7') WHERE id = '%1$s';
                UPDATE metadata_changes
                   SET added = jsonb_set(added, '{parameter_count}', '7'),
                       evidence = (SELECT jsonb_agg(CASE WHEN e ->> 'field' = 'parameter_count'
                                                         THEN jsonb_set(e, '{value}', '7') ELSE e END ORDER BY n)
                                     FROM jsonb_array_elements(evidence) WITH ORDINALITY AS x (e, n))
                 WHERE artifact_id = '%1$s'
                """, RISK);

        assertThat(failed(verify())).isEqualTo(new Criterion("metadata-is-as-decided", false, "8", "7; not " + RISK));
    }

    @Test
    void findsAValueThatIsNotTheDecidedOne() {
        asTheRun("""
                UPDATE artifacts SET metadata = jsonb_set(metadata, '{framework}', '"other"') WHERE id = '%1$s';
                UPDATE metadata_changes SET added = jsonb_set(added, '{framework}', '"other"') WHERE artifact_id = '%1$s'
                """, RISK);

        assertThat(failed(verify())).isEqualTo(new Criterion("metadata-is-as-decided", false, "8", "7; not " + RISK));
    }

    @Test
    void findsAFieldThatTheRecordForgets() {
        withoutTheGuards("""
                UPDATE metadata_changes
                   SET evidence = (SELECT jsonb_agg(e) FROM jsonb_array_elements(evidence) e
                                    WHERE e ->> 'field' <> 'benchmark_id')
                 WHERE artifact_id = '%1$s'
                """, RISK);

        assertThat(verify().checks()).contains(new Criterion("metadata-is-as-decided", false, "8", "7; not " + RISK));
    }

    @Test
    void findsAKeyThatTheRecordSaysWasReadAndIsNotThere() {
        withoutTheGuards("""
                UPDATE metadata_changes
                   SET evidence = (SELECT jsonb_agg(CASE WHEN e -> 'alsoRead' = '["/intercept"]'
                                                         THEN jsonb_set(e, '{alsoRead,0}', '"/slope"') ELSE e END ORDER BY n)
                                     FROM jsonb_array_elements(evidence) WITH ORDINALITY AS x (e, n))
                 WHERE artifact_id = '%1$s'
                """, ACTIVATION);

        assertThat(failed(verify()))
                .isEqualTo(new Criterion("metadata-is-as-decided", false, "8", "7; not " + ACTIVATION));
    }

    /** In the metadata, the column and the record alike: the record itself tells that something was said. */
    @Test
    void findsAValueThatTheRunDropped() {
        database.insertModel("model-dropped", """
                {"is_external": false, "model_family": "statistical", "framework": "R", "parameter_count": 2,
                 "training_data": "ADNI-1", "evaluation_dataset": "ADNI-2", "evaluation_metrics": {"auc": 0.90},
                 "benchmark_id": "bench-7"}
                """);
        database.backfill(Optional.empty());
        assertThat(verify().checks()).allMatch(Criterion::ok);

        asTheRun("""
                UPDATE artifacts SET metadata = metadata - 'benchmark_id' WHERE id = '%1$s';
                UPDATE model_versions SET benchmark_id = NULL WHERE artifact_id = '%1$s';
                UPDATE metadata_changes
                   SET removed = '{benchmark_id}', outcome = 'upgraded',
                       evidence = (SELECT jsonb_agg(CASE WHEN e ->> 'field' = 'benchmark_id'
                                                         THEN '{"field": "benchmark_id", "decision": "absent", "old": "bench-7"}'
                                                         ELSE e END ORDER BY n)
                                     FROM jsonb_array_elements(evidence) WITH ORDINALITY AS x (e, n))
                 WHERE artifact_id = '%1$s'
                """, "model-dropped");

        assertThat(failed(verify()))
                .isEqualTo(new Criterion("metadata-is-as-decided", false, "9", "8; not model-dropped"));
    }

    /** The transaction of one page wrote what belongs to another. */
    @Test
    void findsAFaultThatAnotherPageOfTheRunMade() {
        withoutTheGuards("""
                UPDATE artifacts SET metadata = metadata - 'calibration' WHERE id = '%1$s';
                UPDATE model_versions SET trained_by = 'somebody' WHERE artifact_id = '%1$s';
                UPDATE metadata_changes SET written_in = pg_current_xact_id() WHERE artifact_id = '%2$s'
                """, RISK, CLASSIFIER);

        VerificationResult result = verify();

        assertThat(result.checks())
                .contains(
                        new Criterion("no-metadata-lost", false, "8", "7; not " + RISK),
                        new Criterion("columns-are-as-decided", false, "8", "7; not " + RISK));
        assertThat(result.changedSince()).extracting(LaterChange::artifactId).doesNotContain(RISK);
    }

    @Test
    void findsAColumnThatAnotherPageOfTheRunMadeDisagreeWithTheMetadata() {
        withoutTheGuards("""
                UPDATE model_versions SET eval_metrics_json = '{}' WHERE artifact_id = '%1$s';
                UPDATE metadata_changes SET written_in = pg_current_xact_id() WHERE artifact_id = '%2$s'
                """, RISK, CLASSIFIER);

        assertThat(verify().checks())
                .contains(new Criterion("columns-agree-with-metadata", false, "5", "4; not " + RISK));
    }

    /** It is refused before it is committed; afterwards nobody could tell it from what others changed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            artifacts      | UPDATE | NEW.metadata := jsonb_set(NEW.metadata, '{note}', '1.1');
            model_versions | INSERT | NEW.code_commit_sha := repeat('a', 40);
            """)
    void namesAModelOfWhichTheDatabaseMadeSomethingElse(String table, String event, String body) {
        database.insertModel("model-spoilt", LEGACY);
        database.insertModel("model-well", LEGACY);
        database.execute("""
                CREATE FUNCTION somebody_elses() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    IF NEW.%s = 'model-spoilt' THEN %s END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER somebody_elses BEFORE %s ON %s FOR EACH ROW EXECUTE FUNCTION somebody_elses()
                """.formatted(table.equals("artifacts") ? "id" : "artifact_id", body, event, table));

        BackfillResult result = database.backfill();

        assertThat(result.refused())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .contains(
                        "model-spoilt",
                        "the database makes something else of model 'model-spoilt' than what was decided");
        assertThat(database.query("SELECT metadata -> 'note' FROM artifacts WHERE id = 'model-spoilt'"))
                .isEqualTo("1.10");
        assertThat(verify().checks())
                .contains(
                        new Criterion("every-model-has-a-version", false, "10", "9; not model-spoilt"),
                        new Criterion("every-model-is-examined", false, "10", "9; not model-spoilt"),
                        new Criterion("no-metadata-lost", true, "9", "9"));
    }

    /** Its number is lower than that of the page, though it wrote after it. */
    @Test
    void listsWhatASessionWroteBackThatWasOlderThanThePage() throws SQLException {
        database.insertModel("model-raced", LEGACY);
        try (Connection older = database.connection();
                Statement statement = older.createStatement()) {
            older.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");
            database.backfill();
            statement.execute("UPDATE artifacts SET metadata = '%s' WHERE id = 'model-raced'".formatted(LEGACY));
            older.commit();
        }

        VerificationResult result = verify();

        assertThat(result.checks()).allMatch(Criterion::ok);
        assertThat(result.changedSince()).containsExactly(new LaterChange("model-raced", "metadata"));
    }

    @Test
    void takesADocumentThatAPersonGaveForOneThatIsTooDeep() {
        String document = LEGACY.replace("library", "framework");
        database.insertModel(
                "model-deep",
                document.replace(
                        "1.10",
                        "1.10, \"training_config\": {\"deep\": %s%s}".formatted("[".repeat(993), "]".repeat(993))));
        database.backfill();
        long hold = Long.parseLong(database.query(
                "SELECT hold_id FROM metadata_holds WHERE artifact_id = 'model-deep' AND field = 'metadata'"));

        database.bean(Review.class).resolve(hold, TestJson.parse(document), Reviewer.now("somebody", null));

        assertThat(database.query("SELECT status FROM metadata_holds WHERE hold_id = " + hold))
                .isEqualTo("resolved");
        assertThat(verify().checks()).allMatch(Criterion::ok);
    }

    @Test
    void findsAHashThatIsNotThatOfTheMetadata() {
        withoutTheGuards(
                "UPDATE metadata_changes SET before_sha256 = repeat('0', 64) WHERE artifact_id = '%1$s'", RISK);

        assertThat(verify().checks()).contains(new Criterion("no-metadata-lost", false, "8", "7; not " + RISK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM metadata_holds WHERE field = 'code_entrypoint' AND artifact_id = '%1$s'",
                "UPDATE metadata_holds SET reason = 'missing' WHERE field = 'code_entrypoint' AND artifact_id = '%1$s'",
                "UPDATE metadata_holds SET required = true WHERE field = 'code_entrypoint' AND artifact_id = '%1$s'",
                "UPDATE metadata_holds SET candidates = '[]' WHERE field = 'code_entrypoint' AND artifact_id = '%1$s'",
                "UPDATE metadata_holds SET field = 'framework' WHERE field = 'code_entrypoint' AND artifact_id = '%1$s'",
                "INSERT INTO metadata_holds (artifact_id, run_id, field, reason, required)"
                        + " VALUES ('%1$s', 1, 'framework', 'missing', false)"
            })
    void findsAHoldThatIsNotWhatWasDecided(String fault) {
        withoutTheGuards(fault, CLASSIFIER);

        assertThat(failed(verify()))
                .isEqualTo(new Criterion("holds-are-as-decided", false, "8", "7; not " + CLASSIFIER));
    }

    @Test
    void namesAHeldArtifactThatHasNoHold() {
        withoutTheGuards("DELETE FROM metadata_holds WHERE artifact_id = '%1$s'", CLASSIFIER);

        assertThat(verify().checks())
                .contains(
                        new Criterion("held-artifacts-have-their-holds", false, "3", "2; not " + CLASSIFIER),
                        new Criterion("holds-are-as-decided", false, "8", "7; not " + CLASSIFIER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %2$s | unchanged | 4 upgraded + 3 held + 1 unchanged; not %2$s
            %1$s | upgraded  | 6 upgraded + 2 held + 0 unchanged; not %1$s
            """)
    void findsAnOutcomeThatDoesNotFollow(String id, String outcome, String found) {
        String model = id.equals("%1$s") ? CLASSIFIER : RISK;
        withoutTheGuards("UPDATE metadata_changes SET outcome = '" + outcome + "' WHERE artifact_id = '%1$s'", model);

        assertThat(verify().checks())
                .contains(new Criterion("outcomes-sum-to-the-examined", false, "8", found.formatted(CLASSIFIER, RISK)));
    }

    @Test
    void judgesARowByTheSchemaThatItWasWrittenUnder() throws JsonProcessingException {
        MetadataValidator stricter = stricter();

        assertThat(stricter.validate(MetadataJson.parse(
                                database.query("SELECT metadata::TEXT FROM artifacts WHERE id = '%s'".formatted(RISK))))
                        .violations())
                .extracting(Violation::pointer)
                .containsExactly("/licence");
        assertThat(new Verification(database.bean(JdbcOperations.class), stricter, new Unwatched())
                        .run()
                        .checks())
                .isEqualTo(verify().checks())
                .allMatch(Criterion::ok);
    }

    @Test
    void judgesARowByALaterSchemaOnceItIsWrittenUnderIt() throws JsonProcessingException {
        withoutTheGuards("UPDATE metadata_changes SET schema_version = 'v99' WHERE artifact_id = '%s'", RISK);

        assertThat(new Verification(database.bean(JdbcOperations.class), stricter(), new Unwatched())
                        .run()
                        .checks())
                .contains(new Criterion("upgraded-metadata-is-valid", false, "5", "4; not " + RISK));
    }

    @Test
    void namesARowWhoseSchemaItDoesNotKnow() {
        withoutTheGuards("UPDATE metadata_changes SET schema_version = '../v1' WHERE artifact_id = '%s'", RISK);

        assertThat(verify().checks())
                .contains(new Criterion(
                        "upgraded-metadata-is-valid",
                        false,
                        "5",
                        "4; not %s (its schema ../v1 is not known here)".formatted(RISK)));
    }

    @Test
    void findsAColumnThatDisagreesWithTheMetadata() {
        asTheRun("UPDATE model_versions SET eval_metrics_json = '{\"auroc\": 0.99}' WHERE artifact_id = '%s'", RISK);

        assertThat(verify().checks())
                .contains(
                        new Criterion("columns-agree-with-metadata", false, "5", "4; not " + RISK),
                        new Criterion("columns-are-as-decided", false, "8", "7; not " + RISK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code_entrypoint = 'other.py'",
                "code_commit_sha = NULL",
                "trained_by = 'somebody'",
                "training_params_json = '{\"epochs\": 1}'",
                "is_external = 1, external_source_url = 'https://example.org', external_source_version = '1'"
            })
    void findsAColumnThatIsNotWhatWasDecided(String fault) {
        asTheRun("UPDATE model_versions SET " + fault + " WHERE artifact_id = '%s'", CLASSIFIER);

        assertThat(failed(verify()))
                .isEqualTo(new Criterion("columns-are-as-decided", false, "8", "7; not " + CLASSIFIER));
    }

    @Test
    void judgesAnEarlierRowByWhatTheRunFilledIn() {
        String metadata = """
                {"is_external": false, "model_family": "statistical", "framework": "R", "parameter_count": 2,
                 "training_data": "ADNI-1", "evaluation_dataset": "ADNI-2", "evaluation_metrics": {"auc": 0.90},
                 "training_config": {"lr": 0.2}}
                """;
        database.insertModel("model-fitted-before", metadata);
        database.execute("""
                INSERT INTO model_versions (artifact_id, external_source_url, training_params_json, eval_metrics_json)
                VALUES ('model-fitted-before', 'https://example.org', '{"lr": 0.1}', '{"auc": 0.9}')
                """);
        database.backfill(Optional.empty());

        assertThat(verify().checks()).allMatch(Criterion::ok);
        assertThat(database.query("""
                SELECT concat_ws(' ', v.external_source_url, v.training_params_json, v.eval_metrics_json, a.origin_url)
                  FROM model_versions v
                  JOIN artifacts a ON a.id = v.artifact_id
                 WHERE v.artifact_id = 'model-fitted-before'
                """)).isEqualTo("https://example.org {\"lr\": 0.1} {\"auc\": 0.9}");
        assertThat(
                        database.query(
                                "SELECT string_agg(field, ' ' ORDER BY field) FROM metadata_holds WHERE artifact_id = 'model-fitted-before'"))
                .isEqualTo("external_source_url training_params_json");
    }

    @Test
    void listsTheColumnsThatOthersChanged() {
        database.execute(
                "UPDATE model_versions SET eval_metrics_json = '{}', trained_by = 'agent-7' WHERE artifact_id = '%s'"
                        .formatted(RISK));
        database.execute("UPDATE artifacts SET artifact_type = 'retired' WHERE id = '%s'".formatted(CLASSIFIER));

        VerificationResult result = verify();

        assertThat(result.ok()).isTrue();
        assertThat(result.changedSince())
                .containsExactly(
                        new LaterChange(CLASSIFIER, "artifact_type"),
                        new LaterChange(RISK, "eval_metrics_json"),
                        new LaterChange(RISK, "trained_by"));
    }

    @Test
    void tellsWhatOthersChangedApartFromWhatTheRunDid() {
        database.execute("UPDATE artifacts SET metadata = metadata || '{\"note\": 1}' WHERE id = '%s'".formatted(RISK));
        database.execute("UPDATE model_versions SET promotion_state = 'superseded' WHERE artifact_id = '%s'"
                .formatted(CLASSIFIER));

        VerificationResult result = verify();

        assertThat(result.ok()).isTrue();
        assertThat(result.changedSince())
                .containsExactly(new LaterChange(CLASSIFIER, "promotion_state"), new LaterChange(RISK, "metadata"));
    }

    @Test
    void tellsOfAStateThatNoMoveExplains() {
        database.execute("""
                SET LOCAL session_replication_role = replica;
                UPDATE model_versions SET promotion_state = 'rejected' WHERE artifact_id = '%s'
                """.formatted(ACTIVATION));

        assertThat(verify().changedSince()).containsExactly(new LaterChange(ACTIVATION, "promotion_state"));
    }

    @Test
    void judgesNoLandingWithoutAManifest() {
        assertThat(database.bean(Verification.class).runWithoutManifest().checks())
                .extracting(Criterion::id)
                .doesNotContain("expected-models-are-there", "expected-models-landed-promoted")
                .hasSize(11);
    }

    @Test
    void namesAnExpectedModelThatLandedElsewhere() {
        Manifest other = new Manifest(
                List.of(new Manifest.Entry("model-56e6e50d-", new Landing(PromotionState.PROMOTED, "because"))));

        assertThat(failed(database.bean(Verification.class).run(other)))
                .isEqualTo(new Criterion("expected-models-landed-promoted", false, "1", "0; not model-56e6e50d-"));
    }

    @Test
    void saysThatAnExpectedModelIsNoneToPromoteWhileItsSourceIsHeld() {
        database.insertModel("model-outside", """
                {"is_external": true, "external_source_url": "https://example.org", "external_source_version": "main"}
                """);
        database.execute("UPDATE artifacts SET origin_type = 'external' WHERE id = 'model-outside'");
        Manifest expected = new Manifest(
                List.of(new Manifest.Entry("model-outside", new Landing(PromotionState.PROMOTED, "because"))));
        database.backfill(Optional.of(expected));

        assertThat(failed(database.bean(Verification.class).run(expected)))
                .isEqualTo(new Criterion(
                        "expected-models-landed-promoted",
                        false,
                        "1",
                        "0; not model-outside (its external source is held)"));
    }

    @Test
    void namesAnEntryThatMatchesNoModelOrTwo() {
        Landing candidate = new Landing(PromotionState.CANDIDATE, "because");
        Manifest other = new Manifest(List.of(
                new Manifest.Entry("model-1", candidate),
                new Manifest.Entry("model-4", candidate),
                new Manifest.Entry("model-none", candidate),
                new Manifest.Entry("model-biophys-microglia-001", candidate)));
        database.insertModel("model-4-second", "{}");
        database.backfill(Optional.empty());

        assertThat(failed(database.bean(Verification.class).run(other)))
                .isEqualTo(new Criterion("expected-models-are-there", false, "4", "2; not model-4, model-none"));
    }

    @Test
    void listsWhatTheCatalogChanged() {
        ModelCatalog catalog = database.bean(ModelCatalog.class);
        ArtifactId risk = new ArtifactId(RISK);
        String metadata =
                database.query("SELECT metadata || '{\"note\": 1}' FROM artifacts WHERE id = '%s'".formatted(RISK));
        catalog.linkCode(risk, new CodeLink("https://github.com/a/b", "ab".repeat(20), "train.py"));
        catalog.updateMetadata(risk, TestJson.parse(metadata));
        catalog.registerModelVersion(
                risk, ModelRegistration.of("Next", TestJson.parse(metadata)).withId(new ArtifactId("next")));
        catalog.promote(
                new ArtifactId("next"), PromotionDecision.of("gate", "better").withComparedWith(risk));

        VerificationResult result = verify();

        assertThat(result.checks()).allMatch(Criterion::ok);
        assertThat(result.changedSince())
                .containsExactly(
                        new LaterChange(RISK, "code_commit_sha"),
                        new LaterChange(RISK, "code_entrypoint"),
                        new LaterChange(RISK, "code_repo_url"),
                        new LaterChange(RISK, "metadata"),
                        new LaterChange(RISK, "promotion_state"));
    }

    @Test
    void doesNotTakeAChangeForAnExamination() {
        database.insertModel("model-new", "{}");
        database.execute("INSERT INTO model_versions (artifact_id) VALUES ('model-new')");
        database.bean(ModelCatalog.class)
                .linkCode(
                        new ArtifactId("model-new"),
                        new CodeLink("https://github.com/a/b", "ab".repeat(20), "train.py"));

        assertThat(failed(verify()))
                .isEqualTo(new Criterion("every-model-is-examined", false, "9", "8; not model-new"));
    }

    /** Asks for one member more than the published schema, and no longer knows another. */
    private static MetadataValidator stricter() throws JsonProcessingException {
        ObjectNode schema =
                (ObjectNode) MetadataJson.parse(MetadataSchema.published().text());
        schema.put("$id", "https://scidex.ai/schemas/model_artifact_metadata/v99.json");
        for (String variant : List.of("InternalModelMetadata", "ExternalModelMetadata")) {
            ObjectNode definition = (ObjectNode) schema.path("definitions").path(variant);
            definition.withArray("required").add("licence");
            definition.withObject("properties").remove("training_config");
            definition.withObject("properties").putObject("licence").put("description", "The licence.");
        }
        return MetadataValidator.of(new MetadataSchema(MetadataJson.write(schema), "v99", "0".repeat(64)));
    }

    private VerificationResult verify() {
        return database.bean(Verification.class).run();
    }

    private static Criterion failed(VerificationResult result) {
        assertThat(result.ok()).isFalse();
        assertThat(result.checks().stream().filter(criterion -> !criterion.ok()))
                .hasSize(1);
        return result.checks().stream()
                .filter(criterion -> !criterion.ok())
                .findFirst()
                .orElseThrow();
    }

    /** Plants a fault as the run itself would have made it: in the transaction that wrote the records. */
    private void asTheRun(String sql, String... ids) {
        StringBuilder all = new StringBuilder(sql);
        for (String id : ids) {
            all.append(";UPDATE metadata_changes SET written_in = pg_current_xact_id() WHERE artifact_id = '%s'"
                    .formatted(id));
        }
        withoutTheGuards(all.toString(), ids);
    }

    /** All in one transaction; {@code %1$s} is the first of the ids. */
    private void withoutTheGuards(String sql, String... ids) {
        database.execute("ALTER TABLE metadata_changes DISABLE TRIGGER USER");
        database.execute(sql.formatted((Object[]) ids));
        database.execute("ALTER TABLE metadata_changes ENABLE TRIGGER USER");
    }
}
