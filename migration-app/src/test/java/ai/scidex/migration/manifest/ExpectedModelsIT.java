package ai.scidex.migration.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.TestDatabase;
import ai.scidex.migration.manifest.Manifest.Entry;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpectedModelsIT {

    private static final Landing PROMOTED = new Landing(PromotionState.PROMOTED, "live");
    private static final Landing WAITS = new Landing(PromotionState.CANDIDATE, "waits");

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private static ApplicationContext context;
    private static ExpectedModels models;

    @BeforeAll
    static void start() {
        context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of(
                        "datasources.default.url", DATABASE.jdbcUrl(),
                        "datasources.default.username", DATABASE.username(),
                        "datasources.default.password", DATABASE.password(),
                        "datasources.default.dialect", "POSTGRES"))
                .start();
        models = context.getBean(ExpectedModels.class);
    }

    @AfterAll
    static void stop() {
        context.close();
        DATABASE.close();
    }

    /** Nothing but {@code artifacts}: a manifest is matched before the first migration. */
    @BeforeEach
    void createArtifacts() {
        DATABASE.execute("""
                DROP TABLE IF EXISTS artifacts;
                CREATE TABLE artifacts (id TEXT PRIMARY KEY, artifact_type TEXT);
                INSERT INTO artifacts
                VALUES ('model-a', 'model'), ('model-ab', 'model'), ('model-b-1', 'model'), ('Model-c', 'model'),
                       ('model_d%', 'model'), ('dataset-e', 'dataset'), ('model-f', 'dataset')
                """);
    }

    @Test
    void findsAModelByItsIdOrTheBeginningOfIt() {
        Landings landings = resolve(new Entry("model-ab", PROMOTED), new Entry("model-b-", WAITS));

        assertThat(landings.byModel())
                .isEqualTo(Map.of(new ArtifactId("model-ab"), PROMOTED, new ArtifactId("model-b-1"), WAITS));
        assertThat(landings.of(new ArtifactId("model-ab"))).isEqualTo(PROMOTED);
    }

    @Test
    void landsAModelThatIsNotNamedAsACandidate() {
        assertThat(resolve(new Entry("model-ab", PROMOTED)).of(new ArtifactId("model-a")))
                .isEqualTo(new Landing(PromotionState.CANDIDATE, null));
    }

    @Test
    void prefersAWholeIdToABeginning() {
        assertThat(resolve(new Entry("model-a", PROMOTED)).byModel())
                .isEqualTo(Map.of(new ArtifactId("model-a"), PROMOTED));
    }

    @Test
    void takesNoLetterForAWildcard() {
        assertThat(resolve(new Entry("model_d%", PROMOTED)).byModel())
                .isEqualTo(Map.of(new ArtifactId("model_d%"), PROMOTED));
        assertRefused(
                List.of(new Entry("model_a", PROMOTED), new Entry("model-ab", PROMOTED), new Entry("%", PROMOTED)),
                "no model 'model_a', no model '%'");
    }

    @Test
    void refusesABeginningOfTwo() {
        assertRefused(List.of(new Entry("model-", PROMOTED)), "'model-' is the beginning of 3 models");
    }

    @Test
    void refusesWhatMatchesNoModel() {
        assertRefused(
                List.of(
                        new Entry("model-a", PROMOTED),
                        new Entry("model-z", PROMOTED),
                        new Entry("model-c", PROMOTED),
                        new Entry("dataset-e", PROMOTED),
                        new Entry("model-f", PROMOTED)),
                "no model 'model-z', no model 'model-c', no model 'dataset-e', no model 'model-f'");
    }

    @Test
    void refusesTwoEntriesForOneModel() {
        assertRefused(
                List.of(new Entry("model-b-", PROMOTED), new Entry("model-b-1", WAITS)),
                "two entries for model 'model-b-1'");
    }

    @Test
    void offersAWayOutWhereNoneOfTheModelsExists() {
        assertThatThrownBy(() -> models.resolve(Manifest.standard()))
                .isInstanceOf(UnmatchedManifestException.class)
                .hasMessage("none of the models that the manifest names exists here; give a manifest of your own"
                        + " with --manifest FILE, or do without one with --no-manifest");
    }

    @Test
    void findsNoneInADatabaseWithoutArtifacts() {
        DATABASE.execute("DROP TABLE artifacts");

        assertThatThrownBy(() -> models.resolve(Manifest.standard()))
                .isInstanceOf(UnmatchedManifestException.class)
                .hasMessageStartingWith("none of the models that the manifest names exists here;");
        assertThat(models.resolve(new Manifest(List.of())).byModel()).isEmpty();
    }

    @Test
    void expectsNothingWithoutAManifest() {
        assertThat(Landings.withoutManifest().of(new ArtifactId("model-a"))).isEqualTo(Landing.CANDIDATE);
        assertThat(Landings.withoutManifest().manifest()).isNull();
    }

    private static Landings resolve(Entry... entries) {
        return models.resolve(new Manifest(Stream.of(entries).toList()));
    }

    private static void assertRefused(List<Entry> entries, String problems) {
        assertThatThrownBy(() -> models.resolve(new Manifest(entries)))
                .isInstanceOf(UnmatchedManifestException.class)
                .hasMessage("the manifest does not fit this database: %s; mend it and give it with --manifest FILE"
                        .formatted(problems));
    }
}
