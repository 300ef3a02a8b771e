package ai.scidex.migration;

import static ai.scidex.migration.CatalogDatabase.SHA;
import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksCommandIT {

    private static final String OTHER = "f".repeat(40);

    @TempDir
    private Path folder;

    private CatalogDatabase database;

    @BeforeEach
    void create() {
        database = new CatalogDatabase();
        database.register("model-a");
        database.register("model-b");
        database.register("model-c");
        database.link("model-b");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void listsForPeopleWhatIsMissing() {
        database.execute("""
                UPDATE artifacts
                   SET metadata = metadata || '{"git_commit": "abc1234", "repository": "https://ada:secret@h/r"}'
                 WHERE id = 'model-a';
                INSERT INTO artifacts (id, artifact_type, title, origin_type) VALUES ('wild', 'model', 'Wild', 'external')
                """);

        assertThat(database.run("links", "missing")).isEqualTo(Ended.done("""
                model-a (internal, pin short_sha) lacks code_repo_url, code_commit_sha, code_entrypoint
                    says git_commit abc1234
                    says repository https://…@h/r
                model-c (internal, pin none) lacks code_repo_url, code_commit_sha, code_entrypoint
                wild (external, pin none) lacks model_version, origin_url, external_source_url, external_source_version
                3 models lack something
                """));
    }

    @Test
    void listsForProgramsWhatIsMissing() {
        database.execute("UPDATE model_versions SET code_repo_url = 'https://h/r' WHERE artifact_id = 'model-a'");
        database.link("model-c");

        assertThat(database.run("links", "missing", "--output", "json").json()).isEqualTo(TestJson.parse("""
                [{"artifactId": "model-a", "title": "Title of model-a", "isExternal": false,
                  "missing": ["code_commit_sha", "code_entrypoint"], "pinStrength": "none", "said": {},
                  "codeRepoUrl": "https://h/r", "codeCommitSha": null, "codeEntrypoint": null}]
                """));
    }

    @Test
    void saysThatNothingIsMissing() {
        database.link("model-a");
        database.link("model-c");

        assertThat(database.run("links", "missing")).isEqualTo(Ended.done("no model lacks anything\n"));
    }

    @Test
    void listsMoreThanAPage() {
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title)
                SELECT 'many-' || n, 'model', 'Many' FROM generate_series(1, 2100) n
                """);

        assertThat(database.run("links", "missing").out()).endsWith("\n2102 models lack something\n");
    }

    @Test
    void takesWhatItListedOnceItIsFilledIn() throws IOException {
        ArrayList<JsonNode> entries = new ArrayList<>();
        database.run("links", "missing", "--output", "json").json().forEach(entries::add);
        assertThat(apply(entries.toString()))
                .isEqualTo(Ended.done("0 linked, 0 replaced, 0 unchanged, 2 left open, 0 refused\n"));

        ((ObjectNode) entries.get(0))
                .put("codeRepoUrl", "https://h/r")
                .put("codeCommitSha", OTHER)
                .put("codeEntrypoint", "train.py");

        assertThat(apply(entries.toString()))
                .isEqualTo(Ended.done("1 linked, 0 replaced, 0 unchanged, 1 left open, 0 refused\n"));
        assertThat(database.run("links", "missing").out())
                .doesNotContain("model-a")
                .contains("model-c");
    }

    @Test
    void appliesTheGoodAndNamesTheRefused() throws IOException {
        Ended ended = apply(lines(
                link("model-a", OTHER),
                link("nobody", OTHER),
                link("model-b", SHA),
                "no JSON",
                link("model-c", "main"),
                "{\"artifactId\": \"model-c\", \"codeRepoUrl\": \"https://h/r\"}",
                link("model-a", SHA),
                "{\"artifactId\": \"model-c\"}"));

        assertThat(ended).isEqualTo(new Ended(3, """
                line 2: nobody: the catalog has no such model; one that was never registered is brought in by model-catalog backfill
                line 4: the document has no at line 4, column 1, where a value should stand; put texts in double quotes
                line 5: model-c: code_commit_sha 'main' is no whole commit id; give its 40 or 64 hexadecimal digits
                line 6: model-c: a link is whole or none; give codeCommitSha and codeEntrypoint too
                line 7: model-a: line 1 names the same model
                1 linked, 0 replaced, 1 unchanged, 1 left open, 5 refused
                """, ""));
        assertThat(commits()).isEqualTo("model-a %s, model-b %s, model-c null".formatted(OTHER, SHA));
    }

    @Test
    void saysInJsonWhatBecameOfEachEntry() throws IOException {
        Path list = write(lines(link("model-a", OTHER), link("nobody", OTHER)));

        Ended ended = database.run("links", "apply", list.toString(), "--output", "json");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.json()).isEqualTo(TestJson.parse("""
                [{"line": 1, "artifactId": "model-a", "outcome": "linked", "reason": null},
                 {"line": 2, "artifactId": "nobody", "outcome": "refused",
                  "reason": "the catalog has no such model; one that was never registered is brought in by model-catalog backfill"}]
                """));
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        String list = lines(link("model-a", OTHER), link("model-c", SHA));
        apply(list);
        String changes = database.query("SELECT count(*) FROM metadata_changes");

        assertThat(apply(list)).isEqualTo(Ended.done("0 linked, 0 replaced, 2 unchanged, 0 left open, 0 refused\n"));
        assertThat(database.query("SELECT count(*) FROM metadata_changes")).isEqualTo(changes);
    }

    @Test
    void judgesTheSameWithoutWriting() throws IOException {
        String list = lines(link("model-a", OTHER), link("model-a", OTHER), link("nobody", SHA));
        Ended rehearsed = apply(list, "--dry-run");

        assertThat(commits()).isEqualTo("model-a null, model-b %s, model-c null".formatted(SHA));
        assertThat(rehearsed.out())
                .endsWith(
                        "\nnothing was written; it would be 1 linked, 0 replaced, 0 unchanged, 0 left open, 2 refused\n");
        assertThat(apply(list))
                .isEqualTo(new Ended(3, rehearsed.out().replace("nothing was written; it would be ", ""), ""));
    }

    @Test
    void replacesALinkOnlyWhenAsked() throws IOException {
        assertThat(apply(link("model-b", OTHER))).isEqualTo(new Ended(3, """
                        line 1: model-b: it is linked already, to train.py of https://github.com/scidex/models at %s, and not to be linked anew without --replace
                        0 linked, 0 replaced, 0 unchanged, 0 left open, 1 refused
                        """.formatted(SHA), ""));
        assertThat(commits()).contains("model-b " + SHA);

        assertThat(apply(link("model-b", OTHER), "--replace"))
                .isEqualTo(Ended.done("0 linked, 1 replaced, 0 unchanged, 0 left open, 0 refused\n"));
        assertThat(commits()).contains("model-b " + OTHER);
    }

    @Test
    void namesWhatTheDatabaseRefusesAndAppliesTheOthers() throws IOException {
        database.execute("""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'not this one'; END $$;
                CREATE TRIGGER refuse BEFORE UPDATE ON model_versions
                   FOR EACH ROW WHEN (new.artifact_id = 'model-a') EXECUTE FUNCTION refuse()
                """);

        assertThat(apply(lines(link("model-a", OTHER), link("model-c", OTHER)))).isEqualTo(new Ended(3, """
                line 1: model-a: the database refuses it: not this one
                1 linked, 0 replaced, 0 unchanged, 0 left open, 1 refused
                """, ""));
        assertThat(commits()).contains("model-a null", "model-c " + OTHER);
    }

    @Test
    void appliesAListOfSeveralPages() throws IOException {
        List<String> list = new ArrayList<>();
        for (int i = 0; i < 1001; i++) {
            list.add(link("nobody-" + i, OTHER));
        }
        list.add(link("model-a", OTHER));

        assertThat(apply(String.join("\n", list)).out())
                .contains("line 1001: nobody-1000: ")
                .endsWith("\n1 linked, 0 replaced, 0 unchanged, 0 left open, 1001 refused\n");
    }

    @Test
    void namesWhoLinked() throws IOException {
        apply(link("model-a", OTHER), "--by", "ada");

        assertThat(database.query("SELECT actor FROM metadata_changes ORDER BY change_id DESC LIMIT 1"))
                .isEqualTo("ada");
        assertThat(apply(link("model-a", OTHER), "--by", " ")).isEqualTo(Ended.failed(2, "actor is blank"));
    }

    @Test
    void readsStandardInput() {
        Ended ended = Ended.on(
                database.database(),
                new ByteArrayInputStream(link("model-a", OTHER).getBytes(StandardCharsets.UTF_8)),
                "links",
                "apply",
                "-");

        assertThat(ended).isEqualTo(Ended.done("1 linked, 0 replaced, 0 unchanged, 0 left open, 0 refused\n"));
    }

    @Test
    void failsWhereThereIsNoSuchFile() {
        assertThat(database.run("links", "apply", "nowhere.json"))
                .isEqualTo(Ended.failed(1, "cannot read nowhere.json: there is no such file"));
        assertThat(database.run("links", "apply", folder.toString()))
                .isEqualTo(Ended.failed(1, "cannot read %s: it is a folder".formatted(folder)));
    }

    @Test
    void asksWhatToDo() {
        assertThat(Ended.command("links"))
                .isEqualTo(Ended.failed(2, "say missing or apply; see model-catalog links --help"));
    }

    @Test
    void explainsItselfWithoutADatabase() {
        assertThat(Ended.command("links", "missing", "--help").out())
                .startsWith("Usage: model-catalog links missing [")
                .contains("Exit codes:\n  0   ", "\nExamples:\n  model-catalog links missing ");
        assertThat(Ended.command("links", "apply", "--help").out())
                .startsWith("Usage: model-catalog links apply [")
                .contains("Exit codes:\n  0   ", "\nExamples:\n  model-catalog links apply ");
    }

    @Test
    void asksForTheTablesFirst() throws IOException {
        String message = "the tables are not up to date; run model-catalog migrate first";
        try (TestDatabase empty = TestDatabase.fresh()) {
            assertThat(Ended.on(empty, "links", "missing")).isEqualTo(Ended.failed(1, message));
            assertThat(Ended.on(empty, "links", "apply", write("").toString())).isEqualTo(Ended.failed(1, message));
        }
    }

    private static String link(String model, String commit) {
        return """
                {"artifactId": "%s", "codeRepoUrl": "https://github.com/scidex/models", "codeCommitSha": "%s", "codeEntrypoint": "train.py"}""".formatted(model, commit);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private Ended apply(String list, String... options) throws IOException {
        List<String> args =
                new ArrayList<>(List.of("links", "apply", write(list).toString()));
        args.addAll(List.of(options));
        return database.run(args.toArray(String[]::new));
    }

    private Path write(String list) throws IOException {
        return Files.writeString(folder.resolve("list.json"), list);
    }

    private String commits() {
        return database.query("""
                SELECT string_agg(artifact_id || ' ' || coalesce(code_commit_sha, 'null'), ', ' ORDER BY artifact_id)
                  FROM model_versions
                """);
    }
}
