package ai.scidex.migration.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.TestJson;
import ai.scidex.migration.MigratedDatabase;
import ai.scidex.migration.backfill.BackfillResult;
import ai.scidex.migration.backfill.RunInProgressException;
import ai.scidex.migration.backfill.RunLock;
import ai.scidex.migration.manifest.Landing;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.revert.RevertResult.LeftArtifact;
import ai.scidex.migration.verify.Verification;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevertIT {

    private static final String CANONICAL = """
            {"is_external": false, "model_family": "statistical", "framework": "scikit-learn", "parameter_count": 12,
             "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.810}, "digits": 1.10}
            """;

    private static final String LEGACY = CANONICAL.replace("framework", "library");

    private static final String UPGRADED = "model-upgraded";
    private static final String EXTERNAL = "model-external";
    private static final String HELD = "model-held";

    private static final Manifest MANIFEST = new Manifest(List.of(
            new Manifest.Entry(UPGRADED, new Landing(PromotionState.PROMOTED, "already live")),
            new Manifest.Entry(EXTERNAL, new Landing(PromotionState.PROMOTED, "already live"))));

    private MigratedDatabase database;

    @BeforeEach
    void create() {
        database = MigratedDatabase.empty(Map.of("backfill.batch-size", 2, "backfill.lock-timeout", "100ms"));
        database.insertModel(UPGRADED, LEGACY);
        database.insertModel(HELD, CANONICAL.replace("evaluation_metrics", "fit_metrics"));
        database.insertModel("model-unchanged", CANONICAL);
        database.insertModel("model-array", "[1.10, 2]");
        database.insertModel(EXTERNAL, LEGACY.replace("false", "true").replace("\"digits\"", """
                "external_source_url": "https://example.org/m", "external_source_version": "v1.0", "n": 1.0, "digits\""""));
        database.execute("""
                UPDATE artifacts
                   SET updated_at = '2026-01-01 00:00:00.123456+00',
                       origin_type = CASE WHEN id <> 'model-external' THEN 'internal' END;
                INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-null', 'model', 'N');
                INSERT INTO model_versions (artifact_id, created_at) VALUES ('model-upgraded', '2026-04-01 10:00:00');
                INSERT INTO model_versions (artifact_id, trained_by, training_params_json, created_at)
                VALUES ('model-null', 'minimax:63', '{"lr":  0.10}', '2026-04-02 10:00:00')
                """);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void leavesEveryRowAsItWas() {
        String before = rows();
        backfill();
        assertThat(rows()).isNotEqualTo(before);

        assertThat(revert()).isEqualTo(new RevertResult("1", 6, List.of()));
        assertThat(rows()).isEqualTo(before);
        assertThat(database.query("SELECT count(*) FROM metadata_holds WHERE status = 'open'"))
                .isEqualTo("0");
        assertThat(database.query("SELECT count(reverted_at) FROM backfill_runs"))
                .isEqualTo("1");
    }

    @Test
    void comesToTheSameStateWhenItIsBackfilledAgain() {
        backfill();
        String result = result();
        revert();

        assertThat(backfill()).isEqualTo(new BackfillResult("2", 6, 2, 3, 1, List.of()));
        assertThat(result()).isEqualTo(result);
        assertThat(database.bean(Verification.class).run().ok()).isTrue();
        assertThat(database.bean(Verification.class).run().changedSince()).isEmpty();
    }

    @Test
    void leavesATraceInTheLedger() {
        backfill();
        revert();

        assertThat(database.query("""
                        SELECT string_agg(concat_ws(' ', artifact_id, coalesce(from_state, '-'), coalesce(to_state, '-'), actor,
                                                    reason, evidence), E'\\n' ORDER BY artifact_id, event_id)
                          FROM model_promotion_events
                         WHERE evidence ? 'revertedRunId'
                        """)).isEqualTo("""
                        model-external promoted - model-catalog revert run 1 was taken back {"revertedRunId": "1"}
                        model-upgraded promoted candidate model-catalog revert run 1 was taken back {"revertedRunId": "1"}""");
        assertThat(database.query("""
                        SELECT string_agg(r.artifact_id || ' takes back ' || c.outcome, E'\\n' ORDER BY r.artifact_id COLLATE "C")
                          FROM metadata_changes r
                          JOIN metadata_changes c ON c.change_id = r.reverted_change_id
                         WHERE r.outcome = 'reverted'
                        """)).isEqualTo("""
                        model-array takes back held
                        model-external takes back upgraded
                        model-held takes back held
                        model-null takes back held
                        model-unchanged takes back unchanged
                        model-upgraded takes back upgraded""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "UPDATE artifacts SET metadata = metadata || '{\"digits\": 1.1}' WHERE id = '%s'"
                        + " => its metadata or its origin was changed",
                "UPDATE artifacts SET origin_url = 'https://example.org' WHERE id = '%s'"
                        + " => its metadata or its origin was changed",
                "UPDATE model_versions SET trained_by = 'somebody' WHERE artifact_id = '%s'"
                        + " => its row in model_versions was changed",
                "UPDATE model_versions SET promotion_notes = 'see mail' WHERE artifact_id = '%s'"
                        + " => its row in model_versions was changed",
                "UPDATE model_versions SET promotion_state = 'superseded' WHERE artifact_id = '%s'"
                        + " => its row in model_versions was changed, it was moved in the evaluation gate",
                "UPDATE model_versions SET promotion_state = 'superseded' WHERE artifact_id = '%1$s';"
                        + " UPDATE model_versions SET promotion_state = 'promoted' WHERE artifact_id = '%1$s'"
                        + " => it was moved in the evaluation gate",
                "INSERT INTO artifacts (id, artifact_type, title, parent_version_id) VALUES ('child', 'model', 'C', '%s')"
                        + " => another model was built upon it",
                "UPDATE metadata_holds SET status = 'dismissed', decided_by = 'me', decided_at = now();"
                        + " UPDATE metadata_holds SET artifact_id = '%s' WHERE field = 'evaluation_metrics'"
                        + " AND artifact_id = 'model-held' => somebody decided a field of it that was held"
            })
    void leavesAndNamesWhatSomebodyDidSomethingWithSince(String since, String reason) {
        backfill();
        database.execute(since.formatted(UPGRADED));
        String row = row(UPGRADED);

        RevertResult result = revert();

        assertThat(result.left()).contains(new LeftArtifact(UPGRADED, reason));
        assertThat(row(UPGRADED)).isEqualTo(row);
        assertThat(database.query("SELECT count(reverted_at) FROM backfill_runs"))
                .isEqualTo("0");
    }

    @Test
    void leavesWhatTheCatalogChangedOrBuiltUpon() {
        backfill();
        ModelCatalog catalog = database.bean(ModelCatalog.class);
        catalog.linkCode(
                new ArtifactId("model-unchanged"), new CodeLink("https://github.com/a/b", "ab".repeat(20), "train.py"));
        catalog.registerModelVersion(
                new ArtifactId(UPGRADED), ModelRegistration.of("Child", TestJson.parse(CANONICAL)));
        catalog.registerModel(ModelRegistration.of(
                "Tuned",
                TestJson.parse(CANONICAL.replace("\"digits\"", "\"base_model_id\": \"model-held\", \"digits\""))));
        catalog.reject(new ArtifactId("model-array"), PromotionDecision.of("gate", "no metrics"));

        assertThat(revert())
                .isEqualTo(new RevertResult(
                        "1",
                        2,
                        List.of(
                                new LeftArtifact(
                                        "model-array",
                                        "its row in model_versions was changed, it was moved in the evaluation gate"),
                                new LeftArtifact(HELD, "another model was built upon it"),
                                new LeftArtifact("model-unchanged", "its row in model_versions was changed"),
                                new LeftArtifact(UPGRADED, "another model was built upon it"))));
    }

    @Test
    void namesWhatWasDeletedSince() {
        backfill();
        database.execute("DELETE FROM artifacts WHERE id = 'model-held'");

        assertThat(revert())
                .isEqualTo(new RevertResult(
                        "1",
                        5,
                        List.of(new LeftArtifact(
                                HELD,
                                "it was deleted, its metadata or its origin was changed,"
                                        + " its row in model_versions was changed"))));
    }

    @Test
    void keepsALaterTimeOfAnEditOfSomethingElse() {
        backfill();
        database.execute(
                "UPDATE artifacts SET title = 'T', updated_at = '2100-01-01 00:00:00+00' WHERE id = 'model-upgraded'");

        assertThat(revert().left()).isEmpty();
        assertThat(database.query(
                        "SELECT concat_ws(' ', title, updated_at AT TIME ZONE 'UTC', metadata -> 'framework') FROM artifacts"
                                + " WHERE id = 'model-upgraded'"))
                .isEqualTo("T 2100-01-01 00:00:00");
    }

    @Test
    void goesOnWhereItWasKilled() {
        String before = rows();
        backfill();
        database.execute("""
                CREATE FUNCTION kill() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                    RETURN NULL;
                END $$;
                CREATE TRIGGER kill BEFORE DELETE ON model_versions FOR EACH ROW WHEN (OLD.artifact_id = 'model-held')
                EXECUTE FUNCTION kill()
                """);
        assertThatThrownBy(this::revert).isNotNull();
        assertThat(database.query("SELECT count(*) FROM metadata_changes WHERE outcome = 'reverted'"))
                .isEqualTo("2");
        database.execute("DROP TRIGGER kill ON model_versions");

        assertThat(revert()).isEqualTo(new RevertResult("1", 4, List.of()));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void changesNothingTheSecondTime() {
        backfill();
        revert();
        String history = database.query("SELECT count(*) FROM metadata_changes");

        assertThat(database.bean(Revert.class).run(1)).isEqualTo(new RevertResult("1", 0, List.of()));
        assertThat(database.query("SELECT count(*) FROM metadata_changes")).isEqualTo(history);
        assertThat(database.bean(Revert.class).target(null)).isEmpty();
    }

    @Test
    void takesRunsBackOneAfterTheOther() {
        String before = rows();
        backfill();
        database.execute(
                "UPDATE artifacts SET metadata = metadata || '{\"eval_metrics\": {\"auroc\": 0.80}}' WHERE id = 'model-held'");
        assertThat(backfill().upgraded()).isEqualTo(1);

        assertThat(database.bean(Revert.class).run(1).left())
                .containsExactly(new LeftArtifact(
                        HELD,
                        "its metadata or its origin was changed, its row in model_versions was changed,"
                                + " a later run decided it again"));
        assertThat(database.bean(Revert.class).target(null)).contains(2L);
        assertThat(revert()).isEqualTo(new RevertResult("2", 1, List.of()));
        database.execute("UPDATE artifacts SET metadata = metadata - 'eval_metrics' WHERE id = 'model-held'");
        assertThat(revert()).isEqualTo(new RevertResult("1", 1, List.of()));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void endsARunThatWasKilledAndDecidesAllOfItAgain() {
        backfill();
        database.execute("UPDATE backfill_runs SET finished_at = NULL, next_from = ''");
        revert();

        assertThat(backfill()).isEqualTo(new BackfillResult("2", 6, 2, 3, 1, List.of()));
    }

    @Test
    void namesTheArtifactThatTheDatabaseMakesSomethingElseOf() {
        backfill();
        database.execute("""
                CREATE FUNCTION meddle() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    NEW.metadata := NEW.metadata || '{"meddled": 1}';
                    RETURN NEW;
                END $$;
                CREATE TRIGGER meddle BEFORE UPDATE ON artifacts FOR EACH ROW WHEN (NEW.id = 'model-upgraded')
                EXECUTE FUNCTION meddle()
                """);

        assertThat(revert())
                .isEqualTo(
                        new RevertResult(
                                "1",
                                5,
                                List.of(
                                        new LeftArtifact(
                                                UPGRADED,
                                                "the database makes something else of model 'model-upgraded' than what it was before the run"))));
    }

    /** After a restore all rows have the same xmin, that of the transaction that restored them. */
    @Test
    void worksAfterTheDatabaseWasRestoredFromADump() {
        String before = rows();
        backfill();
        database.execute("""
                ALTER TABLE metadata_changes DISABLE TRIGGER USER;
                UPDATE metadata_changes SET actor = actor;
                ALTER TABLE metadata_changes ENABLE TRIGGER USER;
                UPDATE artifacts SET title = title;
                UPDATE model_versions SET artifact_id = artifact_id
                """);
        database.execute("UPDATE model_versions SET trained_by = 'me' WHERE artifact_id = 'model-held'");

        assertThat(revert())
                .isEqualTo(new RevertResult(
                        "1", 5, List.of(new LeftArtifact(HELD, "its row in model_versions was changed"))));
        database.execute("UPDATE model_versions SET trained_by = NULL WHERE artifact_id = 'model-held'");
        revert();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void letsNobodyElseMoveARowAsItDoes() {
        backfill();

        assertThatThrownBy(() -> database.execute(
                        "UPDATE model_versions SET promotion_state = 'candidate' WHERE artifact_id = 'model-upgraded'"))
                .hasMessageContaining("model version model-upgraded cannot move from promoted to candidate");
        assertThatThrownBy(() -> database.execute("DELETE FROM model_versions WHERE artifact_id = 'model-external'"))
                .hasMessageContaining("model version model-external is promoted and cannot be deleted");
    }

    @Test
    void letsNobodyMoveARowOnTheStrengthOfAnEarlierRevert() {
        backfill();
        revert();
        backfill();

        assertThatThrownBy(() -> database.execute(
                        "UPDATE model_versions SET promotion_state = 'candidate' WHERE artifact_id = 'model-upgraded'"))
                .hasMessageContaining("model version model-upgraded cannot move from promoted to candidate");
    }

    @Test
    void leavesAndNamesTheArtifactThatSomebodyKeepsLocked() throws SQLException {
        backfill();
        try (Connection somebody = database.connection();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("SELECT FROM artifacts WHERE id = 'model-array' FOR UPDATE");

            assertThat(revert())
                    .isEqualTo(
                            new RevertResult(
                                    "1",
                                    5,
                                    List.of(
                                            new LeftArtifact(
                                                    "model-array",
                                                    "others keep it busy (canceling statement due to lock timeout); run the command again"))));
            somebody.rollback();
        }

        assertThat(revert()).isEqualTo(new RevertResult("1", 1, List.of()));
    }

    @Test
    void refusesToWorkBesideAnotherRun() {
        backfill();

        database.bean(RunLock.class).whileAlone("test", held -> {
            assertThatThrownBy(this::revert).isInstanceOf(RunInProgressException.class);
            return "done";
        });
    }

    private BackfillResult backfill() {
        return database.backfill(Optional.of(MANIFEST));
    }

    private RevertResult revert() {
        Revert revert = database.bean(Revert.class);
        return revert.run(revert.target(null).orElseThrow());
    }

    /** The SHA-256 of every row of both tables, every column included. */
    private String rows() {
        return database.query("""
                SELECT string_agg(t.line, E'\\n' ORDER BY t.line)
                  FROM (SELECT 'artifact ' || a.id || encode(sha256(convert_to(a::TEXT, 'UTF8')), 'hex') AS line
                          FROM artifacts a
                         UNION ALL
                        SELECT 'version ' || v.artifact_id || encode(sha256(convert_to(v::TEXT, 'UTF8')), 'hex')
                          FROM model_versions v) t
                """);
    }

    private String row(String id) {
        return database.query("SELECT a::TEXT || v::TEXT FROM artifacts a JOIN model_versions v ON v.artifact_id = a.id"
                + " WHERE a.id = '%s'".formatted(id));
    }

    /** The SHA-256 of every row that a run leaves, but for what tells one run from another. */
    private String result() {
        return database.query("""
                SELECT string_agg(encode(sha256(convert_to(t.line, 'UTF8')), 'hex'), E'\\n' ORDER BY t.line)
                  FROM (SELECT 'artifact ' || (to_jsonb(a) - 'updated_at')::TEXT || a.metadata::TEXT AS line
                          FROM artifacts a
                         UNION ALL
                        SELECT 'version ' || (CASE WHEN h.version_before IS NULL THEN to_jsonb(v) - 'created_at' ELSE to_jsonb(v) END)::TEXT
                          FROM model_versions v
                          JOIN metadata_history h ON h.artifact_id = v.artifact_id AND h.stands
                         UNION ALL
                        SELECT 'hold ' || concat_ws('|', artifact_id, field, reason, required, candidates, seen_sha256)
                          FROM metadata_holds
                         WHERE status = 'open'
                         UNION ALL
                        SELECT 'decision ' || concat_ws('|', artifact_id, outcome, metadata_before, metadata_after, evidence)
                          FROM metadata_history
                         WHERE stands) t
                """);
    }
}
