package ai.scidex.migration.backfill;

import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.migration.MigratedDatabase;
import ai.scidex.migration.backfill.BackfillResult.RefusedArtifact;
import ai.scidex.migration.manifest.Manifest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackfillIT {

    private static final String CANONICAL = """
            {"is_external": false, "model_family": "statistical", "framework": "scikit-learn", "parameter_count": 12,
             "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.810}}
            """;

    private static final String LEGACY = CANONICAL.replace("framework", "library");

    private static final String NO_METRICS = CANONICAL.replace("evaluation_metrics", "fit_metrics");

    @Test
    void decidesTheSampleAsItsFilesSay() {
        try (MigratedDatabase database = MigratedDatabase.withSample()) {
            BackfillResult result = database.backfill(Optional.of(Manifest.standard()));

            assertThat(result).isEqualTo(new BackfillResult("1", 8, 5, 3, 0, List.of()));
            assertThat(
                            database.query(
                                    "SELECT string_agg(artifact_id || ' ' || field || ' ' || reason, E'\\n' ORDER BY hold_id) FROM metadata_holds"))
                    .isEqualTo("""
                            model-14307274-0000-4000-8000-000000000003 parameter_count unparseable
                            model-14307274-0000-4000-8000-000000000003 code_entrypoint unsafe_path
                            model-8479a365-0000-4000-8000-000000000004 evaluation_metrics ambiguous
                            model-9ccc79de-0000-4000-8000-000000000006 code_commit_sha short_sha
                            model_ot_ad_zscore_rules_v1 framework missing""");
            assertThat(
                            database.query(
                                    "SELECT string_agg(DISTINCT promotion_state || ' ' || n, ', ') FROM (SELECT promotion_state, count(*) n FROM model_versions GROUP BY 1) s"))
                    .isEqualTo("candidate 2, promoted 6");
        }
    }

    @Test
    void changesNothingTheSecondTime() {
        try (MigratedDatabase database = MigratedDatabase.withSample()) {
            database.backfill();
            String before = contents(database);

            BackfillResult second = database.backfill();

            assertThat(second).isEqualTo(new BackfillResult("1", 0, 0, 0, 0, List.of()));
            assertThat(contents(database)).isEqualTo(before);
        }
    }

    @Test
    void recordsNothingWhereThereIsNothingToDo() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            assertThat(database.backfill()).isEqualTo(new BackfillResult(null, 0, 0, 0, 0, List.of()));
            assertThat(database.query("SELECT count(*) FROM backfill_runs")).isEqualTo("0");
        }
    }

    @Test
    void readsAndWritesByPages() {
        try (MigratedDatabase database = MigratedDatabase.empty(Map.of("backfill.batch-size", 3))) {
            for (int i = 0; i < 10; i++) {
                database.insertModel("model-" + i, LEGACY);
            }

            assertThat(database.backfill().upgraded()).isEqualTo(10);
            assertThat(database.query("SELECT count(DISTINCT xmin::TEXT) FROM metadata_changes"))
                    .isEqualTo("4");
        }
    }

    @Test
    void leavesOtherArtifactsAlone() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.execute(
                    "INSERT INTO artifacts (id, artifact_type, title, metadata) VALUES ('paper-1', 'paper', 'P', '{\"family\": \"ode\"}')");
            String before = database.query("SELECT a.xmin || a::TEXT FROM artifacts a");

            assertThat(database.backfill().examined()).isZero();
            assertThat(database.query("SELECT a.xmin || a::TEXT FROM artifacts a"))
                    .isEqualTo(before);
        }
    }

    @Test
    void resumesARunThatWasKilled() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", LEGACY);
            database.backfill();
            database.execute("UPDATE backfill_runs SET finished_at = NULL, next_from = ''");
            database.insertModel("model-b", LEGACY);

            BackfillResult resumed = database.backfill();

            assertThat(resumed).isEqualTo(new BackfillResult("1", 1, 1, 0, 0, List.of()));
            assertThat(database.query("SELECT count(*) || ' ' || count(finished_at) FROM backfill_runs"))
                    .isEqualTo("1 1");
        }
    }

    @Test
    void leavesARunThatDecidedOtherwiseAndBeginsItsOwn() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", LEGACY);
            database.backfill();
            database.execute("UPDATE backfill_runs SET finished_at = NULL, rules_version = 0");
            database.insertModel("model-b", LEGACY);

            assertThat(database.backfill().runId()).isEqualTo("2");
            assertThat(database.query("SELECT count(*) || ' ' || count(finished_at) FROM backfill_runs"))
                    .isEqualTo("2 2");
        }
    }

    @Test
    void decidesAHeldArtifactAgainOnceItWasEdited() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", NO_METRICS);
            assertThat(database.backfill().held()).isEqualTo(1);
            database.execute("UPDATE artifacts SET metadata = metadata || '{\"eval_metrics\": {\"auroc\": 0.80}}'");

            BackfillResult again = database.backfill();

            assertThat(again).isEqualTo(new BackfillResult("2", 1, 1, 0, 0, List.of()));
            assertThat(database.query("SELECT status || ' by ' || decided_by FROM metadata_holds"))
                    .isEqualTo("withdrawn by run 2");
            assertThat(database.query("SELECT metadata -> 'evaluation_metrics' ->> 'auroc' FROM artifacts"))
                    .isEqualTo("0.80");
        }
    }

    @Test
    void withdrawsOfAPageOnlyWhatIsHeldNoMore() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", NO_METRICS);
            database.insertModel("model-b", NO_METRICS);
            database.backfill();
            database.execute("UPDATE artifacts SET metadata = metadata || CASE id WHEN 'model-a' THEN '{\"seen\": 1}'"
                    + " ELSE '{\"eval_metrics\": {\"auroc\": 0.80}}' END::JSONB");

            assertThat(database.backfill()).isEqualTo(new BackfillResult("2", 2, 1, 1, 0, List.of()));

            assertThat(database.query("SELECT string_agg(artifact_id || ' ' || field || ' ' || status, ', '"
                            + " ORDER BY artifact_id) FROM metadata_holds"))
                    .isEqualTo("model-a evaluation_metrics open, model-b evaluation_metrics withdrawn");
        }
    }

    @Test
    void countsMetadataInTheNewFormAsUnchanged() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", CANONICAL);
            String before = database.query("SELECT xmin || metadata::TEXT FROM artifacts");

            assertThat(database.backfill()).isEqualTo(new BackfillResult("1", 1, 0, 0, 1, List.of()));
            assertThat(database.query("SELECT xmin || metadata::TEXT FROM artifacts"))
                    .isEqualTo(before);
        }
    }

    @Test
    void holdsMetadataThatIsNoObject() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", "[1.10, 2]");

            assertThat(database.backfill().held()).isEqualTo(1);
            assertThat(database.query("SELECT concat_ws(' ', field, reason, required, candidates) FROM metadata_holds"))
                    .isEqualTo("metadata unparseable t [{\"value\": [1.10, 2], \"source\": \"metadata (column)\"}]");
            assertThat(database.query("SELECT metadata FROM artifacts")).isEqualTo("[1.10, 2]");
        }
    }

    @Test
    void findsTheOneArtifactThatTheDatabaseRefusesAndGoesOn() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            for (int i = 0; i < 8; i++) {
                database.insertModel("model-" + i, LEGACY);
            }
            database.execute("""
                    ALTER TABLE model_versions ADD CONSTRAINT somebody_elses_rule CHECK (artifact_id <> 'model-5')
                    """);

            BackfillResult result = database.backfill();

            assertThat(result.upgraded()).isEqualTo(7);
            assertThat(result.refused()).singleElement().satisfies(refused -> {
                assertThat(refused.artifactId()).isEqualTo("model-5");
                assertThat(refused.reason()).contains("somebody_elses_rule");
            });
            assertThat(database.query("SELECT count(*) FROM metadata_changes WHERE artifact_id = 'model-5'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void namesTheArtifactsThatItCannotReadAndGoesOn() {
        try (MigratedDatabase database = MigratedDatabase.empty(Map.of("backfill.batch-size", 2))) {
            for (String id : List.of("", " ", "model-a", "model-b", "model-c")) {
                database.insertModel(id, LEGACY);
            }
            database.execute(
                    "INSERT INTO model_versions (artifact_id, training_params_json) VALUES ('model-b', '{\"a\": 1, \"a\": 2}')");

            assertThat(database.backfill())
                    .isEqualTo(new BackfillResult(
                            "1",
                            2,
                            2,
                            0,
                            0,
                            List.of(
                                    new RefusedArtifact(
                                            "", "an artifact id must not be blank; give it another id, or delete it"),
                                    new RefusedArtifact(
                                            " ", "an artifact id must not be blank; give it another id, or delete it"),
                                    new RefusedArtifact(
                                            "model-b",
                                            "its training_params_json in model_versions cannot be read"
                                                    + " (the document names \"a\" twice in one object, at line 1, column 2"
                                                    + " and at line 1, column 10; keep one of the two); correct it"))));
        }
    }

    @Test
    void refusesToWorkBesideAnotherRun() throws SQLException {
        try (MigratedDatabase database = MigratedDatabase.empty();
                Connection other = database.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended('model-catalog backfill ' || current_schema(), 0))");

            assertThatThrownBy(database::backfill)
                    .isInstanceOf(RunInProgressException.class)
                    .hasMessageMatching("another run is in progress on this database: user '.+' has the lock since"
                            + " .+Z \\(PostgreSQL JDBC Driver; server process \\d+\\); wait until it ends");
        }
    }

    @Test
    void takesARegisteredModelForExamined() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.bean(ModelCatalog.class).registerModel(ModelRegistration.of("New", parse(CANONICAL)));

            assertThat(database.backfill().examined()).isZero();
        }
    }

    @Test
    void decidesAnArtifactThatWasChangedThroughTheCatalogBeforeAnybodyExaminedIt() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", LEGACY);
            database.execute("INSERT INTO model_versions (artifact_id) VALUES ('model-a')");
            database.bean(ModelCatalog.class)
                    .linkCode(
                            new ArtifactId("model-a"),
                            new CodeLink("https://github.com/a/b", "ab".repeat(20), "train.py"));

            assertThat(database.backfill().upgraded()).isEqualTo(1);
            assertThat(database.query("SELECT code_entrypoint FROM model_versions"))
                    .isEqualTo("train.py");
        }
    }

    @Test
    void decidesAHeldArtifactAgainOnceItsMetadataWasUpdated() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            database.insertModel("model-a", NO_METRICS);
            assertThat(database.backfill().held()).isEqualTo(1);
            database.bean(ModelCatalog.class).updateMetadata(new ArtifactId("model-a"), parse(CANONICAL));

            assertThat(database.backfill()).isEqualTo(new BackfillResult("2", 1, 0, 0, 1, List.of()));
            assertThat(database.query("SELECT status FROM metadata_holds")).isEqualTo("withdrawn");
        }
    }

    /** Every row that the backfill could write, with the transaction that wrote it. */
    private static String contents(MigratedDatabase database) {
        return database.query("""
                SELECT string_agg(t.line, E'\\n' ORDER BY t.line)
                  FROM (SELECT a.xmin || a::TEXT AS line FROM artifacts a
                         UNION ALL
                        SELECT v.xmin || v::TEXT FROM model_versions v
                         UNION ALL
                        SELECT c.xmin || c::TEXT FROM metadata_changes c
                         UNION ALL
                        SELECT h.xmin || h::TEXT FROM metadata_holds h
                         UNION ALL
                        SELECT r.xmin || r::TEXT FROM backfill_runs r
                         UNION ALL
                        SELECT e.xmin || e::TEXT FROM model_promotion_events e) t
                """);
    }
}
