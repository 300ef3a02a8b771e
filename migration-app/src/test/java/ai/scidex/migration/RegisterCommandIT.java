package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterCommandIT {

    private static final String VALID = "src/test/resources/metadata/microglia.json";
    private static final String INVALID = "src/test/resources/metadata/without-framework.json";

    private TestDatabase database;

    @BeforeEach
    void migrate() {
        database = TestDatabase.fresh();
        Ended.on(database, "migrate", "--yes");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void registersAModelUnderAChosenId() {
        Ended ended = register("Microglia", VALID, "--id", "model-mine", "--created-by", "minimax:63");

        assertThat(ended).isEqualTo(Ended.done("registered model-mine, version 1, candidate\n"));
        assertThat(database.queryText("SELECT title || ' ' || created_by FROM artifacts WHERE id = 'model-mine'"))
                .isEqualTo("Microglia minimax:63");
        assertThat(database.queryText("SELECT eval_metrics_json FROM model_versions WHERE artifact_id = 'model-mine'"))
                .contains("1.10", "0.870");
    }

    @Test
    void givesAnIdWhereNoneIsChosen() {
        JsonNode json = register("Microglia", VALID, "--output", "json").json();

        assertThat(json.path("artifactId").asText()).matches("model-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(json.path("versionNumber").asInt()).isEqualTo(1);
        assertThat(json.path("promotionState").asText()).isEqualTo("candidate");
    }

    @Test
    void refusesInvalidMetadataWithEveryViolation() {
        assertThat(register("Microglia", INVALID))
                .isEqualTo(Ended.failed(
                        3,
                        INVALID
                                + " is refused: /framework: is missing; give the software that the model runs in,"
                                + " for example scipy, pytorch or scikit-learn;"
                                + " /parameter_count: \"14\" is a text; give a whole number, without quotation marks"));
        assertThat(models()).isEqualTo("0");
    }

    @Test
    void refusesTruncatedJson(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("model.json"), "{\"is_external\": false");

        assertThat(register("Microglia", file.toString()))
                .isEqualTo(Ended.failed(
                        3,
                        "%s is refused: the document breaks off at line 1, column 22, before the object that begins at line 1, column 1 is closed; is its end missing?"
                                .formatted(file)));
        assertThat(models()).isEqualTo("0");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        register("Microglia", VALID, "--id", "model-mine");

        assertThat(register("Another", VALID, "--id", "model-mine"))
                .isEqualTo(Ended.failed(3, "there is already an artifact 'model-mine'; choose another id"));
        assertThat(database.queryText("SELECT title FROM artifacts")).isEqualTo("Microglia");
    }

    @Test
    void refusesABlankTitle() {
        assertThat(register(" ", VALID)).isEqualTo(Ended.failed(2, "a model needs a title"));
    }

    @Test
    void refusesAnIdWithAControlCharacterAndDoesNotObeyIt() {
        assertThat(register("Microglia", VALID, "--id", "model-\u001b[31m"))
                .isEqualTo(Ended.failed(2, "'model-\\u001b[31m' cannot be an id"));
    }

    @Test
    void refusesATitleThatTheLocaleHasSpoilt() {
        assertThat(register("Zell\uFFFD", VALID))
                .isEqualTo(Ended.failed(
                        2,
                        "Invalid value for option '--title': 'Zell\uFFFD' has lost characters that the locale does not know;"
                                + " set LC_ALL=C.UTF-8; see model-catalog register --help"));
        assertThat(models()).isEqualTo("0");
    }

    @Test
    void failsWhereThereIsNoSuchFile() {
        assertThat(register("Microglia", "nowhere.json"))
                .isEqualTo(Ended.failed(1, "cannot read nowhere.json: there is no such file"));
    }

    @Test
    void readsTheMetadataFromStandardInput() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(VALID))) {
            Ended ended =
                    Ended.on(database, in, "register", "--title", "Microglia", "--metadata", "-", "--id", "model-mine");

            assertThat(ended).isEqualTo(Ended.done("registered model-mine, version 1, candidate\n"));
        }
    }

    @Test
    void registersAVersionOfAParent() {
        register("Microglia", VALID, "--id", "model-mine");

        assertThat(register("Microglia 2", VALID, "--id", "model-next", "--parent", "model-mine"))
                .isEqualTo(Ended.done("registered model-next, version 2, candidate\n"));
        assertThat(database.queryText(
                        "SELECT parent_version_id || ' ' || is_latest FROM artifacts WHERE id = 'model-next'"))
                .isEqualTo("model-mine 0");
    }

    @Test
    void refusesAParentThatDoesNotExist() {
        assertThat(register("Microglia 2", VALID, "--parent", "nobody"))
                .isEqualTo(Ended.failed(3, "there is no artifact 'nobody'"));
        assertThat(models()).isEqualTo("0");
    }

    @Test
    void linksTheModelToItsCode() {
        String sha = "ABCDEF0123456789ABCDEF0123456789ABCDEF01";
        register(
                "Microglia",
                VALID,
                "--id",
                "model-mine",
                "--code-repo-url",
                "https://h/r",
                "--code-commit-sha",
                sha,
                "--code-entrypoint",
                "train.py");

        assertThat(database.queryText("""
                SELECT code_repo_url || ' ' || code_commit_sha || ' ' || code_entrypoint FROM model_versions
                """)).isEqualTo("https://h/r abcdef0123456789abcdef0123456789abcdef01 train.py");
    }

    @Test
    void asksForTheWholeLink() {
        assertThat(register("Microglia", VALID, "--code-repo-url", "https://h/r")
                        .exitCode())
                .isEqualTo(2);
        assertThat(register("Microglia", VALID, "--code-repo-url", "https://h/r")
                        .err())
                .contains("--code-commit-sha", "--code-entrypoint");
    }

    @Test
    void refusesAPasswordInTheRepositoryAndDoesNotRepeatIt() {
        assertThat(register(
                        "Microglia",
                        VALID,
                        "--code-repo-url",
                        "https://ada:secret@h/r",
                        "--code-commit-sha",
                        "0".repeat(40),
                        "--code-entrypoint",
                        "train.py"))
                .isEqualTo(
                        Ended.failed(2, "code_repo_url '…@h/r' is no absolute http(s) or ssh URL without credentials"));
        assertThat(models()).isEqualTo("0");
    }

    @Test
    void registersTheSameTwiceUnlessAskedNotTo() {
        register("Microglia", VALID, "--id", "model-mine");

        assertThat(register("Microglia", VALID, "--if-absent"))
                .isEqualTo(Ended.done("registered before as model-mine, version 1, candidate\n"));
        assertThat(register("Microglia", VALID, "--if-absent", "--output", "json")
                        .json())
                .isEqualTo(TestJson.parse("""
                        {"artifactId": "model-mine", "versionNumber": 1, "promotionState": "candidate"}
                        """));
        assertThat(models()).isEqualTo("1");
        assertThat(register("Microglia", VALID, "--id", "model-another"))
                .isEqualTo(Ended.done("registered model-another, version 1, candidate\n"));
    }

    @Test
    void asksForTheTablesFirst() {
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, "register", "--title", "Microglia", "--metadata", VALID))
                    .isEqualTo(Ended.failed(1, "the tables are not up to date; run model-catalog migrate first"));
        }
    }

    private Ended register(String title, String file, String... options) {
        String[] args = new String[options.length + 5];
        args[0] = "register";
        args[1] = "--title";
        args[2] = title;
        args[3] = "--metadata";
        args[4] = file;
        System.arraycopy(options, 0, args, 5, options.length);
        return Ended.on(database, args);
    }

    private String models() {
        return String.valueOf(database.queryText("SELECT count(*) FROM artifacts"));
    }
}
