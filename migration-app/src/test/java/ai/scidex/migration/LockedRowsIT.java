package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody stays idle with the models locked: a command that works on one of them waits for a while, then says so. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class LockedRowsIT {

    private static final String SAYS =
            "model-catalog: canceling statement due to lock timeout; somebody has it locked; end that transaction, or wait for"
                    + " it, then run the command again\n";

    private static final String SAYS_OF_A_DRY_RUN = "model-catalog: this was a dry run; nothing was written\n" + SAYS;

    /** What the commands could change. */
    private static final String STATE = """
            SELECT md5(string_agg(line, '|' ORDER BY line COLLATE "C"))
              FROM (SELECT a::TEXT AS line FROM artifacts a
                     UNION ALL
                    SELECT v::TEXT FROM model_versions v
                     UNION ALL
                    SELECT h::TEXT FROM metadata_holds h) lines
            """;

    @TempDir
    private static Path folder;

    private static TestDatabase database;

    /** The holds of the sample: 5 is decided, as the file says; 4 is open, and its field may stay empty. */
    @BeforeAll
    static void backfill() throws IOException {
        database = ScidexDatabase.withSample();
        succeed("migrate", "--yes");
        succeed("backfill", "--yes");
        succeed("review", "resolve", "5", "--value", "\"numpy\"", "--by", "Jane");
        Files.writeString(folder.resolve("decisions.json"), succeed("review", "export"));
        succeed("review", "reopen", "5", "--by", "Jane");
        succeed("review", "resolve", "3", "--value", "{\"auc\": 0.8}", "--by", "Jane");
        Files.writeString(
                folder.resolve("metadata.json"), CatalogDatabase.metadata().toString());
        Files.writeString(folder.resolve("links.jsonl"), """
                {"artifactId": "model_ot_ad_zscore_rules_v1", "codeRepoUrl": "https://github.com/scidex/models", \
                "codeCommitSha": "%s", "codeEntrypoint": "train.py"}
                """.formatted(CatalogDatabase.SHA));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "review resolve 5 --value \"numpy\" --by Jane",
                "review dismiss 4 --by Jane",
                "review reopen 3 --by Jane",
                "review apply FOLDER/decisions.json",
                "promote CANDIDATE --by gate --reason better",
                "reject CANDIDATE --by gate --reason worse",
                "register --metadata FOLDER/metadata.json --title Better --parent model_ot_ad_zscore_rules_v1"
            })
    void aCommandSaysSo(String line) throws SQLException {
        assertThat(whileLocked(line)).isEqualTo(new Ended(ExitCode.FAILED, "", SAYS));
        assertThat(whileLocked(line + " --dry-run")).isEqualTo(new Ended(ExitCode.FAILED, "", SAYS_OF_A_DRY_RUN));
    }

    @Test
    void aListSaysSoAndHowFarItCame() throws SQLException {
        assertThat(whileLocked("links apply FOLDER/links.jsonl"))
                .isEqualTo(new Ended(
                        ExitCode.FAILED, "0 linked, 0 replaced, 0 unchanged, 0 left open, 0 refused\n", SAYS));
    }

    /** Gives a command while all models are locked, and asserts that it changed nothing. */
    private static Ended whileLocked(String line) throws SQLException {
        String before = database.queryText(STATE);
        Map<String, String> environment = new TreeMap<>(Ended.environment(database));
        environment.put("BACKFILL_LOCK_TIMEOUT", "200ms");
        String candidate = String.valueOf(
                database.queryText("SELECT min(artifact_id) FROM model_versions WHERE promotion_state = 'candidate'"));
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM artifacts FOR UPDATE");
            statement.execute("SELECT FROM model_versions FOR UPDATE");
            Ended ended = Ended.command(
                    environment,
                    line.replace("FOLDER", folder.toString())
                            .replace("CANDIDATE", candidate)
                            .split(" "));
            other.rollback();
            assertThat(database.queryText(STATE)).isEqualTo(before);
            return ended;
        }
    }

    private static String succeed(String... args) {
        Ended ended = Ended.on(database, args);
        assertThat(ended.exitCode())
                .as("%s: %s", Arrays.toString(args), ended.err())
                .isZero();
        return ended.out();
    }
}
