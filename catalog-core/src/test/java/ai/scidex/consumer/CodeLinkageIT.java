package ai.scidex.consumer;

import static ai.scidex.consumer.CellTypeModels.classifier;
import static ai.scidex.consumer.CellTypeModels.published;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeGap;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.InvalidValueException;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.ModelVersionFilter;
import ai.scidex.catalog.NoSuchModelException;
import ai.scidex.catalog.PageRequest;
import ai.scidex.catalog.PinStrength;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WS2, code linkage: whose code cannot be found again, and where it is. A program without Micronaut. */
class CodeLinkageIT {

    private static final ArtifactId MODEL = new ArtifactId("model-celltype-1");
    private static final ArtifactId TAGGED = new ArtifactId("model-celltype-tagged");
    private static final ArtifactId PUBLISHED = new ArtifactId("model-outside-1");
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static ScidexDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void openTheCatalog() {
        database = new ScidexDatabase();
        catalog = open(database.dataSource());
    }

    @BeforeEach
    void registerModels() {
        database.removeModels();
        catalog.registerModel(ModelRegistration.of("Classifier", classifier()).withId(MODEL));
        catalog.registerModel(ModelRegistration.of(
                        "Tagged classifier",
                        classifier().toBuilder()
                                .additionalProperty("git_tag", "v1.0")
                                .build())
                .withId(TAGGED));
        catalog.registerModel(ModelRegistration.of("Published", published()).withId(PUBLISHED));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    // snippet: open
    private static ModelCatalog open(DataSource dataSource) {
        return ModelCatalog.on(dataSource).actingFor("ws2-code-linkage");
    }
    // end

    @Test
    void checksEveryModelOfTheDatabase() {
        assertThat(findings(PageRequest.first()))
                .containsExactly(
                        "model-celltype-1 lacks code_repo_url, code_commit_sha, code_entrypoint, is pinned by none",
                        "model-celltype-tagged lacks code_repo_url, code_commit_sha, code_entrypoint, is pinned by tag"
                                + " and says git_tag=v1.0");
        assertThat(findings(PageRequest.first().withSize(1))).isEqualTo(findings(PageRequest.first()));
    }

    // snippet: check
    /** The check of the CI: a line for each model whose code cannot be found again. */
    private static List<String> findings(PageRequest page) {
        List<String> findings = new ArrayList<>();
        List<CodeGap> gaps = catalog.findCodeGaps(page);
        while (!gaps.isEmpty()) {
            for (CodeGap gap : gaps) {
                findings.add(finding(gap));
            }
            page = page.after(gaps.get(gaps.size() - 1).artifactId());
            gaps = catalog.findCodeGaps(page);
        }
        return findings;
    }

    private static String finding(CodeGap gap) {
        String missing = gap.missing().stream().map(CodeGap.Missing::text).collect(joining(", "));
        String said = gap.said().entrySet().stream().map(Object::toString).collect(joining(", "));
        return "%s lacks %s, is pinned by %s%s"
                .formatted(
                        gap.artifactId(), missing, gap.pinStrength().text(), said.isEmpty() ? "" : " and says " + said);
    }
    // end

    @Test
    void linksAModelToItsCode() {
        // snippet: link
        CodeLink link = new CodeLink(
                "https://github.com/scidex/forge", COMMIT, "artifacts/models/%s/train.py".formatted(MODEL));

        ModelVersion linked = catalog.linkCode(MODEL, link);
        // end

        assertThat(linked.codeRepoUrl()).isEqualTo("https://github.com/scidex/forge");
        assertThat(linked.codeCommitSha()).isEqualTo(COMMIT);
        assertThat(linked.codeEntrypoint()).isEqualTo("artifacts/models/model-celltype-1/train.py");
        assertThat(catalog.findCodeGaps(PageRequest.first()))
                .extracting(CodeGap::artifactId)
                .containsExactly(TAGGED);
        assertThat(database.queryText("SELECT actor FROM metadata_changes WHERE outcome = 'updated'"))
                .isEqualTo("ws2-code-linkage");
    }

    @Test
    void linksAWholeList() {
        List<String> complaints = new ArrayList<>();
        Map<ArtifactId, CodeLink> links = readLinks(
                List.of(
                        "model-celltype-1 https://github.com/scidex/forge " + COMMIT + " train.py",
                        "model-celltype-tagged https://github.com/scidex/forge " + COMMIT + " train.py",
                        "model-outside-1 https://github.com/scidex/forge v1.0 train.py"),
                complaints);

        List<ModelVersion> linked = catalog.linkCode(links);

        assertThat(linked).extracting(ModelVersion::artifactId).containsExactly(MODEL, TAGGED);
        assertThat(complaints)
                .containsExactly("code_commit_sha: code_commit_sha 'v1.0' is no whole commit id;"
                        + " give its 40 or 64 hexadecimal digits");
    }

    // snippet: list
    /** Reads id, repository, commit and entry point from each line; what is wrong with one is a complaint. */
    private static Map<ArtifactId, CodeLink> readLinks(List<String> lines, List<String> complaints) {
        Map<ArtifactId, CodeLink> links = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" ", 4));
            try {
                links.put(new ArtifactId(words.get(0)), new CodeLink(words.get(1), words.get(2), words.get(3)));
            } catch (InvalidValueException e) {
                complaints.add(e.field() + ": " + e.getMessage());
            }
        }
        return links;
    }
    // end

    @Test
    void linksNoneOfAListWithAnUnknownModel() {
        CodeLink link = new CodeLink("https://github.com/scidex/forge", COMMIT, "train.py");
        ArtifactId typed = ArtifactId.parse("model-celltpye-1").orElseThrow();

        assertThatThrownBy(() -> catalog.linkCode(Map.of(MODEL, link, typed, link)))
                .isInstanceOfSatisfying(
                        NoSuchModelException.class, e -> assertThat(e.model()).isEqualTo(typed))
                .hasMessage("there is no artifact 'model-celltpye-1'");
        assertThat(catalog.findModelVersion(MODEL).orElseThrow().codeCommitSha())
                .isNull();
    }

    @Test
    void findsInternalModelsWhoseCodeOnlyATagNames() {
        // snippet: strength
        ModelVersionFilter filter = ModelVersionFilter.all().withExternal(false).withPinStrength(PinStrength.TAG);
        List<ModelVersion> tagged = catalog.findModelVersions(filter);
        // end

        assertThat(tagged).extracting(ModelVersion::artifactId).containsExactly(TAGGED);
    }

    @Test
    void readsAStrengthThatSomebodyTyped() {
        ModelVersionFilter filter = ModelVersionFilter.all().withPinStrength(PinStrength.of("tag"));

        assertThat(catalog.findModelVersions(filter))
                .extracting(ModelVersion::artifactId)
                .containsExactly(TAGGED, PUBLISHED);
    }
}
