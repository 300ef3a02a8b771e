package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.scidex.catalog.CodeGap.Missing;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeGapIT {

    private static final String LINKED = """
            code_repo_url = 'https://example.org/r', code_commit_sha = repeat('a', 40), code_entrypoint = 'train.py'
            """;

    private static final String SOURCE = """
            is_external = 1, external_source_url = 'https://example.org/m', external_source_version = 'v1'
            """;

    private static TestDatabase database;
    private static ModelCatalog catalog;
    private static ModelRows rows;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
        rows = new ModelRows(database);
    }

    @BeforeEach
    void removeAll() {
        rows.removeAll();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void passesWhatIsWhole() {
        rows.dataset("dataset-1");
        rows.model("model-internal").change("model-internal", LINKED);
        rows.model("model-external")
                .change("model-external", SOURCE)
                .changeArtifact("model-external", "origin_url = 'https://example.org/m'");

        assertThat(gaps()).isEmpty();
    }

    @Test
    void saysWhatAnInternalModelLacksAndWhatWasSaidInstead() {
        rows.artifact("model-a", """
                        {"repo_url": "https://example.org/r", "git_sha": "abc1234", "git_branch": "main",
                         "entrypoint": ["train.py"], "framework": "scipy", "code_ref": null}
                        """).version("model-a", "code_repo_url = 'https://example.org/r'");

        assertThat(gaps())
                .containsExactly(new CodeGap(
                        new ArtifactId("model-a"),
                        "Title of model-a",
                        false,
                        List.of(Missing.CODE_COMMIT_SHA, Missing.CODE_ENTRYPOINT),
                        PinStrength.SHORT_SHA,
                        Map.of(
                                "repo_url", "https://example.org/r",
                                "git_sha", "abc1234",
                                "git_branch", "main",
                                "entrypoint", "[\"train.py\"]")));
    }

    @ParameterizedTest
    @CsvSource({
        "code_repo_url = NULL, CODE_REPO_URL",
        "code_repo_url = ' ', CODE_REPO_URL",
        "code_commit_sha = NULL, CODE_COMMIT_SHA",
        "code_entrypoint = NULL, CODE_ENTRYPOINT",
        "code_entrypoint = '', CODE_ENTRYPOINT"
    })
    void wantsAllThreeColumnsOfAnInternalModel(String change, Missing missing) {
        rows.model("model-a").change("model-a", LINKED).change("model-a", change);

        assertThat(gaps()).extracting(CodeGap::missing).containsExactly(List.of(missing));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "latest", "abc1234", "TBD", "", " "})
    void wantsAVersionOfAnExternalModelThatStays(String version) {
        external("external_source_version = '%s'".formatted(version), "origin_url = 'https://example.org/m'");

        assertThat(gaps()).extracting(CodeGap::missing).containsExactly(List.of(Missing.EXTERNAL_SOURCE_VERSION));
    }

    @Test
    void wantsTheAddressOfAnExternalModelInBothTables() {
        external("external_source_url = NULL", "origin_url = 'ftp://example.org/m'");

        assertThat(gaps())
                .extracting(CodeGap::isExternal, CodeGap::missing)
                .containsExactly(tuple(true, List.of(Missing.ORIGIN_URL, Missing.EXTERNAL_SOURCE_URL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "HTTP://h_1.example.org.:8080/a/b;c?d=e%20f#g?h",
                "https://example.org/@a",
                "https://10.0.0.1/",
                "https://user@example.org/",
                "https://user:secret@example.org/",
                "https://example..org/",
                "https://.example.org/",
                "https://example.org/%zz",
                "https://example.org/a b",
                "https://example.org/é",
                "https://example.org/\n",
                " https://example.org/",
                "https://example.org:123456/",
                "ftp://example.org/",
                "example.org/m",
                "https://"
            })
    void takesForAnAddressWhatTheSchemaTakes(String url) {
        ObjectNode metadata = object("""
                {"is_external": true, "model_family": "statistical", "framework": "r", "parameter_count": 1,
                 "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.9},
                 "external_source_version": "v1"}
                """);
        metadata.put("external_source_url", url);
        external(
                "external_source_url = E'%s'".formatted(url.replace("\n", "\\n")),
                "origin_url = 'https://example.org/m'");

        boolean isValid = catalog.validateMetadata(metadata).violations().isEmpty();

        assertThat(gaps())
                .extracting(CodeGap::missing)
                .isEqualTo(isValid ? List.of() : List.of(List.of(Missing.EXTERNAL_SOURCE_URL)));
    }

    @Test
    void looksAtModelsThatNobodyHasBroughtIn() {
        rows.artifact("model-a", "{}");
        rows.artifact("model-b", "{}").changeArtifact("model-b", "origin_type = 'external'");
        database.execute("INSERT INTO artifacts (id, artifact_type, title, metadata) VALUES"
                + " ('model-c', 'model', 'C', NULL), ('model-d', 'model', 'D', '[\"git_sha\"]')");

        assertThat(gaps())
                .extracting(gap -> gap.artifactId() + " " + gap.isExternal() + " " + gap.missing())
                .containsExactly(
                        "model-a false [MODEL_VERSION, CODE_REPO_URL, CODE_COMMIT_SHA, CODE_ENTRYPOINT]",
                        "model-b true [MODEL_VERSION, ORIGIN_URL, EXTERNAL_SOURCE_URL, EXTERNAL_SOURCE_VERSION]",
                        "model-c false [MODEL_VERSION, CODE_REPO_URL, CODE_COMMIT_SHA, CODE_ENTRYPOINT]",
                        "model-d false [MODEL_VERSION, CODE_REPO_URL, CODE_COMMIT_SHA, CODE_ENTRYPOINT]");
    }

    @Test
    void repeatsNoPasswordAndNoBook() {
        rows.artifact("model-a", """
                        {"repo_url": "https://user:secret@example.org/r", "repository": "see https://token@example.org/r.",
                         "code_repo_url": ["ssh://git:secret@example.org"], "git_sha": "%s"}
                        """.formatted("é".repeat(2_000))).version("model-a", "");

        assertThat(gaps().get(0).said())
                .isEqualTo(Map.of(
                        "repo_url", "https://…@example.org/r",
                        "repository", "see https://…@example.org/r.",
                        "code_repo_url", "[\"ssh://…@example.org\"]",
                        "git_sha", "é".repeat(1_000)));
    }

    @Test
    void comesInPages() {
        for (int i = 0; i < 5; i++) {
            rows.model("model-" + i);
        }
        rows.change("model-1", LINKED);

        List<String> seen = new ArrayList<>();
        PageRequest page = PageRequest.first().withSize(2);
        List<CodeGap> gaps = catalog.findCodeGaps(page);
        while (!gaps.isEmpty()) {
            gaps.forEach(gap -> seen.add(gap.artifactId().value()));
            page = page.after(gaps.get(gaps.size() - 1).artifactId());
            gaps = catalog.findCodeGaps(page);
        }

        assertThat(seen).containsExactly("model-0", "model-2", "model-3", "model-4");
    }

    private static void external(String version, String artifact) {
        rows.model("model-a")
                .change("model-a", SOURCE)
                .change("model-a", version)
                .changeArtifact("model-a", artifact);
    }

    private static List<CodeGap> gaps() {
        return catalog.findCodeGaps(PageRequest.first());
    }
}
