package ai.scidex.migration.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.Occasion;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.migration.MigratedDatabase;
import ai.scidex.migration.OwnThread;
import ai.scidex.migration.backfill.BackfillResult.RefusedArtifact;
import ai.scidex.migration.backfill.Claims.Claim;
import ai.scidex.migration.backfill.Claims.LostException;
import ai.scidex.migration.backfill.Claims.Part;
import ai.scidex.migration.backfill.Claims.Turn;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.Rules;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.progress.Unwatched;
import ai.scidex.migration.revert.Revert;
import ai.scidex.migration.transaction.QuickCompression;
import ai.scidex.migration.transaction.TransactionBounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What workers and processes do that share a run, and what becomes of it when one of them dies. */
class SharedRunIT {

    private static final String LEGACY = """
            {"is_external": false, "model_family": "statistical", "library": "scikit-learn", "parameter_count": 12,
             "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.810}}
            """;

    /** Ends every session that holds an advisory lock, which are those that show that a process lives. */
    private static final String BREAK_OFF = """
            SELECT count(pg_terminate_backend(l.pid, 60000))
              FROM (SELECT DISTINCT l.pid
                      FROM pg_locks l
                      JOIN pg_database d ON d.oid = l.database
                     WHERE l.locktype = 'advisory'
                       AND d.datname = current_database()) l
            """;

    private static final String LOST = "the run lost its lock, because the connection that held it broke off;"
            + " what was written stays, so run the command again";

    private final MigratedDatabase database =
            MigratedDatabase.empty(Map.of("backfill.batch-size", 2, "datasources.default.maximum-pool-size", 8));

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void givesEachPageToOneWorker() {
        insertModels(7);
        CountDownLatch bothHaveAPage = new CountDownLatch(2);
        Participant process = new Participant(2, page -> {
            bothHaveAPage.countDown();
            await(bothHaveAPage);
        });

        assertThat(process.run()).isEqualTo(new BackfillResult("1", 7, 7, 0, 0, List.of()));
        assertEachIsDecidedOnce(7);
        assertThat(process.threads()).isEqualTo(2);
    }

    @Test
    void tellsTheFirstFailureAndStopsTheOthersAtTheEndOfTheirPage() {
        insertModels(8);
        CountDownLatch bothHaveAPage = new CountDownLatch(2);
        AtomicInteger turn = new AtomicInteger();
        List<Thread> failed = new CopyOnWriteArrayList<>();
        Participant process = new Participant(2, page -> {
            bothHaveAPage.countDown();
            await(bothHaveAPage);
            if (turn.getAndIncrement() == 0) {
                failed.add(Thread.currentThread());
                throw new IllegalStateException("the disk is full");
            }
            while (failed.isEmpty() || !hasStopped(failed.get(0))) {
                Thread.onSpinWait();
            }
        });

        assertThatThrownBy(process::run).hasMessage("the disk is full");
        assertThat(database.query("SELECT count(*) FROM metadata_changes")).isEqualTo("2");
        assertThat(database.backfill()).isEqualTo(new BackfillResult("1", 6, 6, 0, 0, List.of()));
        assertEachIsDecidedOnce(8);
    }

    @Test
    void letsAnotherProcessTakePart() throws ExecutionException, InterruptedException {
        insertModels(7);
        List<CompletableFuture<BackfillResult>> others = new ArrayList<>();
        Participant leader = new Participant(1, page -> {
            if (page == 1) {
                others.add(OwnThread.supply(this::join));
                awaitDecided(5, others.get(0));
            }
        });

        assertThat(leader.run()).isEqualTo(new BackfillResult("1", 2, 2, 0, 0, List.of()));
        assertThat(others.get(0).get()).isEqualTo(new BackfillResult("1", 5, 5, 0, 0, List.of()));
        assertEachIsDecidedOnce(7);
        assertThat(database.query("SELECT string_agg(DISTINCT run_id::TEXT, ' ') FROM metadata_changes"))
                .isEqualTo("1");
    }

    @Test
    void finishesTheRunOfALeaderThatDied() throws ExecutionException, InterruptedException {
        insertModels(7);
        List<CompletableFuture<BackfillResult>> others = new ArrayList<>();
        Participant leader = new Participant(1, page -> {
            others.add(OwnThread.supply(this::join));
            awaitDecided(5, others.get(0));
            throw new IllegalStateException("killed");
        });

        assertThatThrownBy(leader::run).hasMessage("killed");
        assertThat(others.get(0).get()).isEqualTo(new BackfillResult("1", 7, 7, 0, 0, List.of()));
        assertEachIsDecidedOnce(7);
    }

    @Test
    void refusesThePageOfAnOwnerWhoseLeaseEnded() {
        insertModels(3);
        List<BackfillResult> others = new ArrayList<>();
        Participant late = new Participant(1, page -> {
            database.execute("UPDATE backfill_claims SET lease_ends = '-infinity'");
            others.add(join());
        });

        assertThat(late.run()).isEqualTo(new BackfillResult("1", 0, 0, 0, 0, List.of()));
        assertThat(others).containsExactly(new BackfillResult("1", 3, 3, 0, 0, List.of()));
        assertEachIsDecidedOnce(3);
    }

    @Test
    void refusesThePageOfARunWhoseLockWasLost() {
        insertModels(3);
        List<BackfillResult> others = new ArrayList<>();
        Participant first = new Participant(1, page -> {
            database.query(BREAK_OFF);
            others.add(database.backfill());
        });

        assertThatThrownBy(first::run).isInstanceOf(RunLockLostException.class).hasMessage(LOST);
        assertThat(others).containsExactly(new BackfillResult("1", 3, 3, 0, 0, List.of()));
        assertEachIsDecidedOnce(3);
    }

    @Test
    void refusesThePageOfARunThatWasTakenBack() {
        insertModels(3);
        Participant first = new Participant(1, page -> {
            if (page == 2) {
                database.query(BREAK_OFF);
                assertThat(database.bean(Revert.class).run(1).restored()).isEqualTo(2);
            }
        });

        assertThatThrownBy(first::run)
                .isInstanceOf(RunTakenAwayException.class)
                .hasMessage("run 1 was taken away from this process: it was taken back;"
                        + " see what was done with model-catalog status, and begin again with model-catalog backfill");
        assertThat(database.query("SELECT count(*) FROM model_versions")).isEqualTo("0");
        assertThat(database.query("SELECT count(*) FROM backfill_claims")).isEqualTo("0");
        assertThat(database.query("SELECT count(*) FROM artifacts WHERE metadata ? 'framework'"))
                .isEqualTo("0");
    }

    @Test
    void refusesThePageOfARunThatSomebodyEndedByHand() {
        insertModels(3);
        Participant process =
                new Participant(1, page -> database.execute("UPDATE backfill_runs SET finished_at = now()"));

        assertThatThrownBy(process::run)
                .isInstanceOf(RunTakenAwayException.class)
                .hasMessage("run 1 was taken away from this process: revert or another run ended it;"
                        + " see what was done with model-catalog status, and begin again with model-catalog backfill");
        assertThat(database.query("SELECT count(*) FROM metadata_changes")).isEqualTo("0");
    }

    @Test
    void saysSoWhereARunOfOtherRulesTookItsRunAway() {
        insertModels(3);
        Participant process = new Participant(1, page -> {
            database.query(BREAK_OFF);
            database.execute("UPDATE backfill_runs SET rules_version = 0");
            assertThat(database.backfill()).isEqualTo(new BackfillResult("2", 3, 3, 0, 0, List.of()));
        });

        assertThatThrownBy(process::run)
                .isInstanceOf(RunTakenAwayException.class)
                .hasMessageStartingWith("run 1 was taken away from this process: revert or another run ended it;");
    }

    @Test
    void saysSoWhereAllPagesWereClaimedBeforeItsRunWasEnded() {
        insertModels(3);
        Participant process = new Participant(1, page -> {
            if (page == 2) {
                database.execute("UPDATE backfill_runs SET next_from = NULL");
                database.bean(Runs.class).end(1);
            }
        });

        assertThatThrownBy(process::run)
                .isInstanceOf(RunTakenAwayException.class)
                .hasMessageStartingWith("run 1 was taken away from this process: revert or another run ended it;");
        assertThat(database.query("SELECT count(*) FROM metadata_changes")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"true|it goes on by a plan", "false|it goes on without its plan"})
    void saysSoWhereItsRunGoesOnOnOtherTerms(boolean planned, String how) throws SQLException {
        insertModels(1);
        long run = database.bean(Runs.class).open(Landings.withoutManifest(), "test", planned);
        try (Connection process = alive(1)) {
            assertThatThrownBy(() -> claims().turn(new Part(run, !planned, false, 1, "test"), null))
                    .isInstanceOf(RunTakenAwayException.class)
                    .hasMessageStartingWith("run 1 was taken away from this process: %s;".formatted(how));
            process.rollback();
        }
    }

    @Test
    void looksForNoMorePagesWhereThereWasNone() throws SQLException {
        insertModels(2);
        long run = open();
        try (Connection processes = alive(1, 2)) {
            Claim claim = claimed(claims().turn(part(run, 1), null));
            assertThat(claims().turn(part(run, 2), null)).isInstanceOf(Turn.Others.class);
            assertThat(database.query("SELECT next_from IS NULL FROM backfill_runs"))
                    .isEqualTo("t");
            database.insertModel("model-late", LEGACY);

            assertThat(claims().turn(part(run, 2), null)).isInstanceOf(Turn.Others.class);
            assertThat(claims().turn(part(run, 1), claim)).isEqualTo(new Turn.Ended(true));
            assertThat(claims().turn(part(run, 2), null)).isEqualTo(new Turn.Ended(false));
            processes.rollback();
        }
        assertThat(database.backfill()).isEqualTo(new BackfillResult("2", 3, 3, 0, 0, List.of()));
    }

    @Test
    void beginsTheLeaseAnewWhenAPageIsReadAndWhenItIsWritten() {
        insertModels(2);
        database.execute("""
                CREATE TABLE renewals (claim_id BIGINT);
                CREATE FUNCTION renewed() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO renewals VALUES (NEW.claim_id);
                    RETURN NEW;
                END $$;
                CREATE TRIGGER renewed BEFORE UPDATE ON backfill_claims FOR EACH ROW EXECUTE FUNCTION renewed()
                """);
        Participant process = new Participant(
                1,
                page -> assertThat(database.query("SELECT count(*) FROM renewals"))
                        .isEqualTo("1"));

        assertThat(process.run()).isEqualTo(new BackfillResult("1", 2, 2, 0, 0, List.of()));
        assertThat(database.query("SELECT count(*) FROM renewals")).isEqualTo("2");
    }

    @Test
    void takesNoPageFromAWorkerOfItsOwnProcess() throws SQLException {
        insertModels(2);
        long run = open();
        try (Connection processes = alive(1, 2)) {
            Claim slow = claimed(claims().turn(part(run, 1), null));
            database.execute("UPDATE backfill_claims SET lease_ends = '-infinity'");

            assertThat(claims().turn(part(run, 1), null)).isInstanceOf(Turn.Others.class);
            claims().keep(slow);
            assertThat(database.query("SELECT lease_ends > clock_timestamp() FROM backfill_claims"))
                    .isEqualTo("t");
            processes.rollback();
        }
    }

    @Test
    void beginsAnewWhereEverybodyDiedAndNamesWhatCouldNotBeWritten() {
        insertModels(5);
        database.insertModel(" ", LEGACY);
        Participant killed = new Participant(1, page -> {
            if (page == 3) {
                throw new IllegalStateException("killed");
            }
        });

        assertThatThrownBy(killed::run).hasMessage("killed");
        assertThat(database.query(
                        "SELECT next_from || ' ' || (SELECT count(*) FROM backfill_claims) FROM backfill_runs"))
                .isEqualTo("model-5\u0001 1");

        assertThat(database.backfill())
                .isEqualTo(new BackfillResult(
                        "1",
                        2,
                        2,
                        0,
                        0,
                        List.of(new RefusedArtifact(
                                " ", "an artifact id must not be blank; give it another id, or delete it"))));
        assertEachIsDecidedOnce(5);
    }

    @Test
    void leavesOthersTheirPagesWhenItTakesUpARun() throws ExecutionException, InterruptedException {
        insertModels(5);
        List<CompletableFuture<BackfillResult>> others = new ArrayList<>();
        CountDownLatch otherHasAPage = new CountDownLatch(1);
        CountDownLatch resumed = new CountDownLatch(1);
        Participant other = new Participant(1, page -> {
            if (page == 1) {
                otherHasAPage.countDown();
                await(resumed);
            }
        });
        Participant leader = new Participant(1, page -> {
            others.add(OwnThread.supply(other::join));
            await(otherHasAPage);
            throw new IllegalStateException("killed");
        });

        assertThatThrownBy(leader::run).hasMessage("killed");
        CompletableFuture<BackfillResult> next = OwnThread.supply(database::backfill);
        awaitDecided(3, next);
        assertThat(next).isNotDone();
        resumed.countDown();

        assertThat(next.get()).isEqualTo(new BackfillResult("1", 3, 3, 0, 0, List.of()));
        assertThat(others.get(0).get()).isEqualTo(new BackfillResult("1", 2, 2, 0, 0, List.of()));
        assertEachIsDecidedOnce(5);
    }

    @Test
    void leavesARunAloneThatEndedBeforeItCouldBeTakenUp() {
        insertModels(1);
        database.backfill();

        assertThat(database.bean(Runs.class).resume(1, false)).isFalse();
        assertThat(database.query("SELECT count(finished_at) || ' ' || count(next_from) FROM backfill_runs"))
                .isEqualTo("1 0");
    }

    @Test
    void takesUpALargerClaimBySmallerPages() {
        insertModels(5);
        database.execute("""
                INSERT INTO backfill_runs (started_at, started_by, tool_version, rules_version, schema_version, schema_sha256, next_from)
                VALUES (now(), 'x', 'x', %d, 'v1', '%s', 'z');
                INSERT INTO backfill_claims (run_id, process, claimed_by, lease_ends, first_id, last_id)
                VALUES (1, 4711, 'x', 'infinity', '', 'model-5')
                """.formatted(
                Rules.VERSION, database.bean(MetadataValidator.class).schema().sha256()));

        assertThat(join()).isEqualTo(new BackfillResult("1", 5, 5, 0, 0, List.of()));
        assertEachIsDecidedOnce(5);
        assertThat(database.query("SELECT count(DISTINCT written_in) FROM metadata_changes"))
                .isEqualTo("3");
    }

    @Test
    void leavesAClaimAloneThatIsJustBeingWritten() throws SQLException {
        insertModels(1);
        long run = open();
        try (Connection processes = alive(1, 2);
                Connection writer = database.connection();
                Statement statement = writer.createStatement()) {
            Claim claim = claimed(claims().turn(part(run, 1), null));
            assertThat(claims().turn(part(run, 2), null)).isInstanceOf(Turn.Others.class);

            database.execute("UPDATE backfill_claims SET lease_ends = '-infinity'");
            writer.setAutoCommit(false);
            statement.execute("SELECT FROM backfill_claims FOR UPDATE");
            assertThat(claims().turn(part(run, 2), null)).isInstanceOf(Turn.Others.class);

            writer.rollback();
            assertThat(claims().turn(part(run, 2), null))
                    .isEqualTo(new Turn.Claimed(new Claim(claim.id() + 1, claim.firstId(), claim.lastId())));
            assertThatThrownBy(() -> claims().keep(claim)).isInstanceOf(LostException.class);
            processes.rollback();
        }
    }

    @Test
    void claimsFromWhereTheOneBeforeItEndedThoughItHadToWait()
            throws SQLException, ExecutionException, InterruptedException {
        insertModels(5);
        long run = open();
        try (Connection process = alive(1);
                Connection before = database.connection();
                Statement statement = before.createStatement()) {
            before.setAutoCommit(false);
            statement.execute("UPDATE backfill_runs SET next_from = 'model-4'");
            CompletableFuture<Claim> claim = OwnThread.supply(() -> claimed(claims().turn(part(run, 1), null)));
            awaitBlocked(claim);
            before.commit();

            assertThat(claim.get()).extracting(Claim::firstId, Claim::lastId).containsExactly("model-4", "model-5");
            assertThat(database.query("SELECT next_from FROM backfill_runs")).isEqualTo("model-5\u0001");
            process.rollback();
        }
    }

    @Test
    void refusesToTakePartInWhatDecidesOtherwise() {
        insertModels(1);
        Landings others = new Landings(Manifest.standard(), Map.of());

        open();

        assertThatThrownBy(() -> database.bean(Backfill.class).join(others, notice -> {}))
                .isInstanceOf(JoinRefusedException.class)
                .hasMessage(
                        "run 1 has another manifest; give the same --manifest or --no-manifest, or wait until it ends");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules_version = 0|run 1 has other rules or another schema than this version of the application;"
                        + " take part with the version that began it, or wait until it ends",
                "schema_sha256 = 'x'|run 1 has other rules or another schema than this version of the application;"
                        + " take part with the version that began it, or wait until it ends",
                "planned = true|run 1 carries out a plan, which cannot be shared; wait until it ends"
            })
    void refusesToTakePartUnderOtherTerms(String terms, String message) {
        insertModels(1);
        open();
        database.execute("UPDATE backfill_runs SET " + terms);

        assertThatThrownBy(this::join).isInstanceOf(JoinRefusedException.class).hasMessage(message);
    }

    @Test
    void saysThatThereIsNoRunToTakePartIn() {
        List<String> notices = new ArrayList<>();
        Backfill backfill = new Participant(1, page -> {}).backfill(Duration.ZERO);

        assertThat(backfill.join(Landings.withoutManifest(), notices::add))
                .isEqualTo(new BackfillResult(null, 0, 0, 0, 0, List.of()));
        assertThat(notices).containsExactly("no run is in progress on this database");

        insertModels(1);

        assertThatThrownBy(() -> backfill.join(Landings.withoutManifest(), notices::add))
                .isInstanceOf(JoinRefusedException.class)
                .hasMessage("no run is in progress on this database, and model artifacts wait;"
                        + " begin one with model-catalog backfill");
        assertThat(database.query("SELECT count(*) FROM backfill_runs")).isEqualTo("0");
    }

    @Test
    void waitsForARunToBegin() throws ExecutionException, InterruptedException {
        insertModels(3);
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<BackfillResult> early =
                OwnThread.supply(() -> database.bean(Backfill.class).join(Landings.withoutManifest(), notice -> {
                    assertThat(notice)
                            .isEqualTo("no run is in progress on this database; waiting 10 seconds for one to begin");
                    waits.countDown();
                }));
        await(waits);
        Participant leader = new Participant(1, page -> awaitDecided(1, early));

        assertThat(leader.run().examined() + early.get().examined()).isEqualTo(3);
        assertThat(early.get().examined()).isPositive();
        assertEachIsDecidedOnce(3);
    }

    @ParameterizedTest
    @CsvSource({"rules_version = 0", "planned = true"})
    void letsNobodyEndTheRunOfThoseWhoTakePartInIt(String otherTerms) {
        insertModels(3);
        open();
        List<String> messages = new ArrayList<>();
        Participant other = new Participant(1, page -> {
            if (page == 1) {
                // The terms of a run never change: this stands for a process that has other ones.
                database.execute("UPDATE backfill_runs SET " + otherTerms);
                assertThatThrownBy(database::backfill)
                        .isInstanceOf(RunInProgressException.class)
                        .satisfies(failure -> messages.add(failure.getMessage()));
                database.execute("UPDATE backfill_runs SET planned = false");
            }
        });

        assertThat(other.join()).isEqualTo(new BackfillResult("1", 3, 3, 0, 0, List.of()));
        assertEachIsDecidedOnce(3);
        assertThat(messages)
                .singleElement()
                .asString()
                .matches("another run is in progress on this database: user '.+' has the lock since .+Z"
                        + " \\(model-catalog backfill --join, process \\d+ on .*; server process \\d+; run 1\\);"
                        + " wait until it ends");
    }

    @Test
    void letsNobodyTakeBackARunWhileSomebodyTakesPartInAnotherOne() {
        insertModels(3);
        database.backfill();
        database.insertModel("model-4", LEGACY);
        open();
        List<String> messages = new ArrayList<>();
        Participant other = new Participant(
                1,
                page -> assertThatThrownBy(() -> database.bean(Revert.class).run(1))
                        .isInstanceOf(RunInProgressException.class)
                        .satisfies(failure -> messages.add(failure.getMessage())));

        assertThat(other.join()).isEqualTo(new BackfillResult("2", 1, 1, 0, 0, List.of()));
        assertThat(messages).singleElement().asString().contains("model-catalog backfill --join", "; run 2)");
        assertThat(database.bean(Revert.class).run(1).restored()).isEqualTo(3);
    }

    @Test
    void letsNobodyTakePartWhileARunIsTakenBack() {
        insertModels(1);
        open();
        Backfill impatient = new Participant(1, page -> {}).backfill(Duration.ZERO);

        database.bean(RunLock.class).whileAlone("revert", held -> {
            assertThatThrownBy(() -> impatient.join(Landings.withoutManifest(), notice -> {}))
                    .isInstanceOf(RunInProgressException.class)
                    .hasMessageContaining("model-catalog revert, process ");
            assertThatThrownBy(database::backfill)
                    .isInstanceOf(RunInProgressException.class)
                    .hasMessageContaining("model-catalog revert, process ")
                    .hasMessageEndingWith("; run 1); wait until it ends");
            return held;
        });
        assertThat(join()).isEqualTo(new BackfillResult("1", 1, 1, 0, 0, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"rules_version = 0", "planned = true", "manifest = '[]'"})
    void doesNotAdviseToTakePartInWhatDecidesOtherwise(String terms) {
        insertModels(1);
        open();
        database.execute("UPDATE backfill_runs SET " + terms);

        database.bean(RunLock.class)
                .whileHeld(
                        "backfill",
                        () -> false,
                        held -> assertThatThrownBy(database::backfill)
                                .isInstanceOf(RunInProgressException.class)
                                .hasMessageEndingWith("; run 1); wait until it ends"));
    }

    @Test
    void beginsARunWhileSomebodyWaitsForOne() {
        insertModels(1);

        database.bean(RunLock.class).whilePresent("backfill --join", held -> {
            assertThat(held.takePart()).isTrue();
            assertThat(database.backfill()).isEqualTo(new BackfillResult("1", 1, 1, 0, 0, List.of()));
            return held;
        });
    }

    @Test
    void namesWhoIsInTheWay() {
        insertModels(1);
        List<String> messages = new ArrayList<>();
        Participant leader = new Participant(
                1,
                page -> assertThatThrownBy(database::backfill)
                        .isInstanceOf(RunInProgressException.class)
                        .satisfies(failure -> messages.add(failure.getMessage())));
        leader.run();

        assertThat(messages)
                .singleElement()
                .asString()
                .matches("another run is in progress on this database: user '.+' has the lock since"
                        + " \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ \\(model-catalog backfill, process "
                        + ProcessHandle.current().pid()
                        + " on .*; server process \\d+; run 1\\);"
                        + " wait until it ends, or take part in it with backfill --join");
    }

    private void insertModels(int count) {
        for (int i = 1; i <= count; i++) {
            database.insertModel("model-" + i, LEGACY);
        }
    }

    private void assertEachIsDecidedOnce(int count) {
        assertThat(database.query("SELECT count(*) || ' ' || count(DISTINCT artifact_id) FROM metadata_changes"))
                .isEqualTo(count + " " + count);
        assertThat(database.query("SELECT count(*) FROM artifacts WHERE metadata ? 'framework'"))
                .isEqualTo(String.valueOf(count));
        assertThat(database.query("SELECT count(*) || ' ' || count(finished_at) FROM backfill_runs"))
                .isEqualTo("1 1");
        assertThat(database.query("SELECT count(*) FROM backfill_claims")).isEqualTo("0");
    }

    private BackfillResult join() {
        return new Participant(1, page -> {}).join();
    }

    private Claims claims() {
        return database.bean(Claims.class);
    }

    private static Claim claimed(Turn turn) {
        assertThat(turn).isInstanceOf(Turn.Claimed.class);
        return ((Turn.Claimed) turn).claim();
    }

    private long open() {
        return database.bean(Runs.class).open(Landings.withoutManifest(), "test", false);
    }

    /** Holds the locks of processes until it ends its transaction. */
    private Connection alive(long... processes) throws SQLException {
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (long process : processes) {
                statement.execute("SELECT pg_advisory_xact_lock(%d)".formatted(process));
            }
        }
        return connection;
    }

    private static Part part(long run, long process) {
        return new Part(run, false, false, process, "test");
    }

    private void awaitDecided(int count, CompletableFuture<?> other) {
        while (!other.isDone()
                && !database.query("SELECT count(*) >= %d FROM metadata_changes".formatted(count))
                        .equals("t")) {
            Thread.onSpinWait();
        }
    }

    private void awaitBlocked(CompletableFuture<?> result) {
        while (!result.isDone()
                && database.query("SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                        .equals("0")) {
            Thread.onSpinWait();
        }
    }

    /** A worker that failed is gone, or waits for the other one. */
    private static boolean hasStopped(Thread worker) {
        return worker.getState() == Thread.State.TERMINATED || worker.getState() == Thread.State.WAITING;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A process on the database, with something that happens between the reading and the writing of each page. */
    private final class Participant {

        private final int workers;
        private final BeforePage beforePage;
        private final AtomicInteger pages = new AtomicInteger();
        private final List<String> threads = new ArrayList<>();

        Participant(int workers, BeforePage beforePage) {
            this.workers = workers;
            this.beforePage = beforePage;
        }

        BackfillResult run() {
            return backfill(Duration.ofSeconds(10)).run(Landings.withoutManifest(), "test");
        }

        BackfillResult join() {
            return backfill(Duration.ofSeconds(10)).join(Landings.withoutManifest(), notice -> {});
        }

        long threads() {
            synchronized (threads) {
                return threads.stream().distinct().count();
            }
        }

        Backfill backfill(Duration patience) {
            return new Backfill(
                    new BackfillSettings(2, workers, patience, Duration.ofSeconds(5)),
                    database.bean(RunLock.class),
                    database.bean(Runs.class),
                    database.bean(Claims.class),
                    database.bean(LegacyArtifacts.class),
                    new Writer(),
                    database.bean(Attempts.class),
                    new Unwatched());
        }

        private final class Writer extends PageWriter {

            Writer() {
                super(
                        database.bean(ModelCatalog.class),
                        database.bean(Holds.class),
                        database.bean(Claims.class),
                        database.bean(TransactionBounds.class),
                        database.bean(QuickCompression.class));
            }

            @Override
            public Page write(Occasion occasion, long runId, Claim claim, Landings landings, List<Decision> decisions) {
                synchronized (threads) {
                    threads.add(Thread.currentThread().getName());
                }
                beforePage.happens(pages.incrementAndGet());
                return database.bean(PageWriter.class).write(occasion, runId, claim, landings, decisions);
            }
        }
    }

    private interface BeforePage {
        void happens(int page);
    }
}
