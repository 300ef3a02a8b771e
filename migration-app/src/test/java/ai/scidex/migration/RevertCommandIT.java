package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevertCommandIT {

    private static final String RISK = "model-29ce54ef-040c-4831-97b6-4850faa31598";

    private TestDatabase database;
    private String before;

    @BeforeEach
    void migrate() {
        database = ScidexDatabase.withSample();
        before = artifacts();
        Ended.on(database, "migrate", "--yes");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void takesTheLastRunBack() {
        Ended.on(database, "backfill", "--yes");

        assertThat(Ended.on(database, "revert", "--yes"))
                .isEqualTo(Ended.done(
                        "revert    run 1: 8 model artifacts put back as before the run, by SHA-256; 0 left\n"));
        assertThat(artifacts()).isEqualTo(before);
        assertThat(database.queryText("SELECT count(*) FROM model_versions")).isEqualTo("0");
    }

    @Test
    void saysInJsonWhatItLeft() {
        Ended.on(database, "backfill", "--yes");
        database.execute("UPDATE artifacts SET metadata = metadata || '{\"n\": 1}' WHERE id = '%s'".formatted(RISK));

        Ended ended = Ended.on(database, "revert", "--run", "1", "--yes", "--output", "json");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.json()).isEqualTo(TestJson.parse("""
                {"runId": "1", "restored": 7,
                 "left": [{"artifactId": "%s", "reason": "its metadata or its origin was changed"}]}
                """.formatted(RISK)));
        assertThat(Ended.on(database, "revert", "--yes")).isEqualTo(new Ended(3, """
                        revert    run 1: 0 model artifacts put back as before the run, by SHA-256; 1 left
                                  left %s: its metadata or its origin was changed
                        """.formatted(RISK), ""));
    }

    @Test
    void hasNothingToDoWithoutARun() {
        assertThat(Ended.on(database, "revert"))
                .isEqualTo(Ended.done("revert    nothing to do, there is no run to take back; nothing changed\n"));
        assertThat(Ended.on(database, "revert", "--output", "json").json())
                .isEqualTo(TestJson.parse("{\"runId\": null, \"restored\": 0, \"left\": []}"));
    }

    @Test
    void hasNothingToDoTwice() {
        Ended.on(database, "backfill", "--yes");
        Ended.on(database, "revert", "--yes");

        assertThat(Ended.on(database, "revert", "--yes", "--run", "1"))
                .isEqualTo(Ended.done("revert    nothing to do, nothing of run 1 is left; nothing changed\n"));
    }

    @Test
    void doesNotKnowEveryRun() {
        assertThat(Ended.on(database, "revert", "--run", "7"))
                .isEqualTo(Ended.failed(2, "there is no run 7; model-catalog status names the last one"));
        assertThat(Ended.on(database, "revert", "--run", "last"))
                .isEqualTo(
                        Ended.failed(
                                2,
                                "Invalid value for option '--run': 'last' is no whole number, or one that is too large; see model-catalog revert --help"));
    }

    @Test
    void changesNothingWithoutConsent() {
        Ended.on(database, "backfill", "--yes");

        assertThat(Ended.on(database, "revert"))
                .isEqualTo(Ended.failed(
                        2,
                        "revert takes run 1 back in %s, and there is no terminal to ask at; add --yes to go ahead"
                                .formatted(database.jdbcUrl())));
        assertThat(database.queryText("SELECT count(*) FROM model_versions")).isEqualTo("8");
    }

    @Test
    void asksForTheTablesFirst() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, "revert", "--yes"))
                    .isEqualTo(Ended.failed(1, "the tables are not up to date; run model-catalog migrate first"));
        }
    }

    @Test
    void leavesADatabaseAloneOnWhichARunWorks() throws SQLException {
        Ended.on(database, "backfill", "--yes");
        try (Connection other = database.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended('model-catalog backfill ' || current_schema(), 0))");

            Ended ended = Ended.on(database, "revert", "--yes");

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err())
                    .matches("model-catalog: another run is in progress on this database: user 'postgres' has the lock"
                            + " since \\S+Z \\(PostgreSQL JDBC Driver; server process \\d+\\); wait until it ends\n");
        }
    }

    @Test
    void letsTheOtherCommandsSayWhatIsSo() {
        Ended.on(database, "backfill", "--yes");
        Ended.on(database, "revert", "--yes");

        Ended verified = Ended.on(database, "verify");
        assertThat(verified.exitCode()).isEqualTo(3);
        assertThat(verified.out())
                .startsWith("verify    9 of 11 criteria hold\n")
                .contains("FAIL  every-model-has-a-version          expected 8, found 0; not ")
                .contains("FAIL  every-model-is-examined            expected 8, found 0; not ")
                .contains("ok    no-metadata-lost                   expected 0, found 0\n")
                .doesNotContain("since then");
        assertThat(Ended.on(database, "status").out())
                .contains("model versions    0: 0 candidate, 0 promoted, 0 rejected, 0 superseded\n")
                .contains("open holds        0, 0 of them on required fields\n")
                .containsPattern("last run          1, started \\S+, finished \\S+, decided 8, taken back \\S+Z\n");
        assertThat(Ended.on(database, "plan", "--output", "json")
                        .json()
                        .path("examined")
                        .asInt())
                .isEqualTo(8);
        assertThat(Ended.on(database, "backfill", "--yes"))
                .isEqualTo(Ended.done("backfill  run 2 examined 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n"));
        assertThat(Ended.on(database, "verify").exitCode()).isZero();
    }

    private String artifacts() {
        return database.queryText(
                "SELECT string_agg(encode(sha256(convert_to(a::TEXT, 'UTF8')), 'hex'), E'\\n' ORDER BY id) FROM artifacts a");
    }
}
