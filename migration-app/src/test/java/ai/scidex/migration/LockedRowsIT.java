package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody stays idle with the models locked: a command that works on one of them waits for a while, then says so. */
@Timeout(120)
class LockedRowsIT {

    private static final String SAYS =
            "somebody has it locked; end that transaction, or wait for it, then run the command" + " again";

    /** By the sample, of {@code model_ot_ad_zscore_rules_v1}. */
    private static final String HOLD = "5";

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void backfill() {
        database = ScidexDatabase.withSample();
        Ended.on(database, "migrate", "--yes");
        Ended.on(database, "backfill", "--yes");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void reviewSaysSo() throws SQLException {
        assertSaysSo("review", "resolve", HOLD, "--value", "\"numpy\"", "--by", "Jane");

        assertThat(database.queryText("SELECT status FROM metadata_holds WHERE hold_id = " + HOLD))
                .isEqualTo("open");
    }

    @Test
    void appliedDecisionsSaySo() throws Exception {
        Path file = folder.resolve("decisions.json");
        Ended.on(database, "review", "resolve", HOLD, "--value", "\"numpy\"", "--by", "Jane");
        Files.writeString(file, Ended.on(database, "review", "export").out());
        Ended.on(database, "review", "reopen", HOLD, "--by", "Jane");

        assertSaysSo("review", "apply", file.toString());
    }

    @Test
    void theGateSaysSo() throws SQLException {
        String candidate = String.valueOf(database.queryText(
                "SELECT min(artifact_id) FROM model_versions WHERE promotion_state = 'candidate'"));

        assertSaysSo("reject", candidate, "--by", "gate", "--reason", "worse");
    }

    @Test
    void aNewVersionSaysSo() throws Exception {
        Path metadata = folder.resolve("metadata.json");
        Files.writeString(metadata, CatalogDatabase.metadata().toString());

        assertSaysSo(
                "register",
                "--metadata",
                metadata.toString(),
                "--title",
                "Better",
                "--parent",
                "model_ot_ad_zscore_rules_v1");
    }

    @Test
    void linksSaySo() throws IOException, SQLException {
        Path links = folder.resolve("links.jsonl");
        Files.writeString(links, """
                {"artifactId": "model_ot_ad_zscore_rules_v1", "codeRepoUrl": "https://github.com/scidex/models", \
                "codeCommitSha": "%s", "codeEntrypoint": "train.py"}
                """.formatted(CatalogDatabase.SHA));

        assertSaysSo("links", "apply", links.toString());
    }

    /** Gives a command while all models are locked, and asserts that it fails and why. */
    private void assertSaysSo(String... args) throws SQLException {
        Map<String, String> environment = new TreeMap<>(Ended.environment(database));
        environment.put("BACKFILL_LOCK_TIMEOUT", "200ms");
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM artifacts FOR UPDATE");
            statement.execute("SELECT FROM model_versions FOR UPDATE");

            Ended ended = Ended.command(environment, args);

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.FAILED);
            assertThat(ended.err()).contains(SAYS);
            other.rollback();
        }
        assertThat(Ended.on(database, "verify").exitCode()).isZero();
    }
}
