package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a dry run says, the database is row by row as it was; and what it says is what the real one then says. */
class DryRunIT {

    private static final String DRY = "model-catalog: this was a dry run; nothing was written\n";

    /** Every row of every table of ours and of artifacts. */
    private static final String ROWS = """
            SELECT string_agg(table_name || ' ' || query_to_xml(
                        format('SELECT * FROM %I t ORDER BY t::TEXT COLLATE "C"', table_name), true, true, '')::TEXT,
                        E'\\n' ORDER BY table_name)
              FROM information_schema.tables
             WHERE table_schema = 'public'
               AND table_type = 'BASE TABLE'
            """;

    @TempDir
    private static Path folder;

    private static TestDatabase database;

    @BeforeAll
    static void backfill() {
        database = ScidexDatabase.withSample();
        Ended ended = Ended.on(database, "run", "--yes", "--file=" + folder.resolve("report.md"));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void registers() {
        String metadata = CatalogDatabase.metadata().toString();

        rehearsed(metadata, "register", "--metadata", "-", "--title", "New", "--id", "model-new");
    }

    @Test
    void saysWhyARegistrationWouldBeRefused() {
        String before = database.queryText(ROWS);

        Ended ended = Ended.on(database, in("{}"), "register", "--metadata", "-", "--title", "New", "--dry-run");

        assertThat(ended.exitCode()).isEqualTo(ExitCode.ANSWER_IS_NO);
        assertThat(ended.err()).startsWith(DRY + "model-catalog: - is refused: /is_external");
        assertThat(database.queryText(ROWS)).isEqualTo(before);
    }

    @Test
    void promotesRejectsAndRollsBack() {
        String metadata = CatalogDatabase.metadata().toString();
        Ended.on(database, in(metadata), "register", "--metadata", "-", "--title", "A", "--id", "gate-a");

        rehearsed("", "promote", "gate-a", "--by", "gate", "--reason", "good");

        Ended.on(
                database,
                in(metadata),
                "register",
                "--metadata",
                "-",
                "--title",
                "B",
                "--id",
                "gate-b",
                "--parent",
                "gate-a");
        rehearsed("", "reject", "gate-b", "--by", "gate", "--reason", "bad");

        Ended.on(
                database,
                in(metadata),
                "register",
                "--metadata",
                "-",
                "--title",
                "C",
                "--id",
                "gate-c",
                "--parent",
                "gate-a");
        Ended.on(database, "promote", "gate-c", "--by", "gate", "--reason", "better", "--compared-with", "gate-a");
        rehearsed("", "rollback", "gate-a", "--by", "gate", "--reason", "worse", "--compared-with", "gate-c");
    }

    @Test
    void decidesHeldFields() {
        String hold = database.queryText(
                "SELECT min(hold_id) FROM metadata_holds WHERE status = 'open' AND field = 'framework'");

        rehearsed("", "review", "resolve", hold, "--value", "\"scipy\"", "--by", "Ada", "--note", "said so");
        rehearsed("", "review", "reopen", hold, "--by", "Ada", "--note", "no");
    }

    @Test
    void appliesDecisionsOfAnotherDatabase() throws IOException {
        try (TestDatabase clone = database.copy()) {
            String hold =
                    clone.queryText("SELECT min(hold_id) FROM metadata_holds WHERE status = 'open' AND NOT required");
            Ended.on(clone, "review", "dismiss", hold, "--by", "Ada", "--note", "nobody knows");
            Path file = folder.resolve("decisions.json");
            Files.writeString(file, Ended.on(clone, "review", "export").out());

            rehearsed("", "review", "apply", file.toString());
        }
    }

    @Test
    void takesBackAndBringsInAgain() {
        try (TestDatabase copy = database.copy()) {
            String before = copy.queryText(ROWS);

            Ended dry = Ended.on(copy, "revert", "--run", "1", "--dry-run");

            assertThat(dry.err()).isEqualTo(DRY);
            assertThat(copy.queryText(ROWS)).isEqualTo(before);
            Ended real = Ended.on(copy, "revert", "--run", "1", "--yes");
            assertThat(dry.out()).isEqualTo(real.out());
            assertThat(dry.exitCode()).isEqualTo(real.exitCode());
        }
    }

    @Test
    void backfillsNothing() {
        try (TestDatabase legacy = ScidexDatabase.withSample()) {
            Ended.on(legacy, "migrate", "--yes");
            String before = legacy.queryText(ROWS);

            assertThat(Ended.on(legacy, "backfill", "--dry-run"))
                    .isEqualTo(new Ended(
                            0, "backfill  would examine 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n", DRY));
            assertThat(legacy.queryText(ROWS)).isEqualTo(before);
        }
    }

    @Test
    void runsNothing() {
        try (TestDatabase legacy = ScidexDatabase.withSample()) {
            Path report = folder.resolve("dry.md");

            Ended ended = Ended.on(legacy, "run", "--dry-run", "--file", report.toString());

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.err()).isEqualTo(DRY);
            assertThat(ended.out())
                    .startsWith("database  %s\nwould apply V0099__model_versions.sql\n".formatted(legacy.jdbcUrl()))
                    .endsWith("backfill  would examine 8 model artifacts: 5 upgraded, 3 held, 0 unchanged\n");
            assertThat(ScidexDatabase.relations(legacy)).isEmpty();
            assertThat(report).doesNotExist();
        }
    }

    @Test
    void isARunOfItsOwn() {
        assertThat(Ended.on(database, "backfill", "--dry-run", "--join"))
                .isEqualTo(
                        Ended.failed(2, "--dry-run shows what a run of its own would do; leave out --join and --plan"));
    }

    /** Runs a command dry, then for real: they answer the same, and the first one writes nothing. */
    private static void rehearsed(String in, String... command) {
        String before = database.queryText(ROWS);
        List<String> dryCommand = new ArrayList<>(List.of(command));
        dryCommand.add("--dry-run");

        Ended dry = Ended.on(database, in(in), dryCommand.toArray(String[]::new));

        assertThat(dry.err()).isEqualTo(DRY);
        assertThat(database.queryText(ROWS)).isEqualTo(before);

        Ended real = Ended.on(database, in(in), command);

        assertThat(real.exitCode()).as(real.err()).isEqualTo(dry.exitCode()).isZero();
        assertThat(dry.out()).isEqualTo(real.out());
        assertThat(database.queryText(ROWS)).isNotEqualTo(before);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
