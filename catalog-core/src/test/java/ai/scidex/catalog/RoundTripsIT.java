package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a call goes to the server: however many models it is about, and no oftener than this. */
class RoundTripsIT {

    private static final ArtifactId DATASET = new ArtifactId("dataset-heldout");
    private static final CodeLink LINK = new CodeLink("https://github.com/a/b", "ab".repeat(20), "train.py");

    private static TestDatabase database;
    private static CountingDataSource source;
    private static ModelCatalog catalog;

    private ArtifactId model;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('dataset-heldout', 'dataset', 'D')");
        source = new CountingDataSource(database.dataSource());
        catalog = ModelCatalog.on(source);
    }

    @BeforeEach
    void register() {
        model = catalog.registerModel(registration(1)).artifactId();
        source.sent();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void registersAModelInOneAndInNoTransactionButItsOwn() {
        catalog.registerModel(registration(1));

        assertThat(source.sent()).containsExactly("WITH model_page AS");
    }

    @Test
    void registersAListOfAnyLengthInThree() {
        catalog.registerModels(
                IntStream.range(0, 700).mapToObj(RoundTripsIT::registration).toList());

        assertThat(source.sent())
                .containsExactly("DROP TABLE IF", "CREATE TEMPORARY TABLE", "WITH artifact AS", "commit");
    }

    @Test
    void looksForTheSameContentOnlyWhereAskedTo() {
        catalog.registerModel(registration(1).ifAbsent());

        assertThat(source.sent())
                .containsExactly(
                        "DROP TABLE IF",
                        "CREATE TEMPORARY TABLE",
                        "SELECT pg_advisory_xact_lock(hashtext('model-catalog titles",
                        "WITH known AS",
                        "DELETE FROM model_page",
                        "WITH artifact AS",
                        "commit");
    }

    @Test
    void registersAVersionInThree() {
        catalog.registerModelVersion(model, registration(1));

        assertThat(source.sent())
                .containsExactly("WITH RECURSIVE ancestor", "WITH RECURSIVE member", "WITH model_page AS", "commit");
    }

    @Test
    void changesAModelInTwo() {
        List<String> two = List.of("SELECT CASE WHEN", "WITH model_page AS", "commit");

        catalog.linkCode(model, LINK);
        assertThat(source.sent()).isEqualTo(two);
        catalog.recordTraining(model, TrainingRun.by("minimax:63"));
        assertThat(source.sent()).isEqualTo(two);
        catalog.recordEvaluation(model, Evaluation.on(DATASET, parse("{\"auroc\": 0.9}")));
        assertThat(source.sent()).isEqualTo(two);
        catalog.updateMetadata(model, internal().put("parameter_count", 15));
        assertThat(source.sent()).isEqualTo(two);
    }

    @Test
    void linksAListOfAnyLengthInFour() {
        ArtifactId other = catalog.registerModel(registration(2)).artifactId();
        source.sent();

        catalog.linkCode(Map.of(model, LINK, other, LINK));

        assertThat(source.sent())
                .containsExactly(
                        "SELECT CASE WHEN", "DROP TABLE IF", "CREATE TEMPORARY TABLE", "WITH page AS", "commit");
    }

    @Test
    void promotesInTen() {
        ArtifactId child = catalog.registerModelVersion(model, registration(1)).artifactId();
        source.sent();

        catalog.promote(child, PromotionDecision.of("gate", "good").withComparedWith(model));

        assertThat(source.sent())
                .containsExactly(
                        "WITH RECURSIVE ancestor",
                        "WITH RECURSIVE member",
                        "SELECT a.metadata::TEXT AS",
                        "SELECT set_config('model_catalog.actor', ?,",
                        "UPDATE artifacts SET",
                        "UPDATE model_versions SET",
                        "UPDATE artifacts SET",
                        "UPDATE model_versions SET",
                        "SELECT set_config('model_catalog.actor', ?,",
                        "SELECT occurred_at FROM",
                        "commit");
    }

    @Test
    void asksTheDatabaseNothingWhereTheMetadataIsInvalid() {
        assertThat(catalog.validateMetadata(internal()).violations()).isEmpty();
        try {
            catalog.registerModel(ModelRegistration.of("M", parse("{}")));
        } catch (InvalidModelMetadataException e) {
            assertThat(source.sent()).isEmpty();
            return;
        }
        throw new AssertionError("an empty document was registered");
    }

    private static ModelRegistration registration(int parameters) {
        return ModelRegistration.of("Model", internal().put("parameter_count", parameters));
    }
}
