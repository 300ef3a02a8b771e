package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.validation.ValidationResult.Valid;
import ai.scidex.catalog.validation.Violation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelCatalogIT {

    private static final ArtifactId MICROGLIA = new ArtifactId("model-biophys-microglia-001");

    private static TestDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
    }

    @BeforeEach
    void empty() {
        database.execute("DELETE FROM model_versions; DELETE FROM artifacts");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void registersAModelInBothTables() {
        RegisteredModel registered = catalog.registerModel(
                ModelRegistration.of("Microglia", internal()).withId(MICROGLIA).withCreatedBy("minimax:63"));

        assertThat(registered).isEqualTo(new RegisteredModel(MICROGLIA, 1, PromotionState.CANDIDATE));
        assertThat(database.queryText("""
                        SELECT concat_ws('|', artifact_type, title, created_by, version_number, is_latest, lifecycle_state, origin_type,
                                         coalesce(origin_url, 'no url'), metadata ->> '_note')
                          FROM artifacts WHERE id = 'model-biophys-microglia-001'
                        """)).isEqualTo("model|Microglia|minimax:63|1|1|active|internal|no url|kept");
        ModelVersion version = catalog.findModelVersion(MICROGLIA).orElseThrow();
        assertThat(version.isExternal()).isFalse();
        assertThat(version.promotionState()).isEqualTo(PromotionState.CANDIDATE);
        assertThat(version.trainingParamsJson()).isEqualTo(parse("{\"rtol\": 0.0010}"));
        assertThat(version.evalMetricsJson()).isEqualTo(parse("{\"r2\": 0.870}"));
        assertThat(version.benchmarkId()).isEqualTo("bench-microglia");
        assertThat(version.createdAt()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void keepsTheSourceOfAnExternalModelInBothTables() {
        catalog.registerModel(
                ModelRegistration.of("Microglia", TestMetadata.external()).withId(MICROGLIA));

        assertThat(database.queryText("SELECT origin_type || ' ' || origin_url FROM artifacts"))
                .isEqualTo("external https://huggingface.co/org/model");
        ModelVersion version = catalog.findModelVersion(MICROGLIA).orElseThrow();
        assertThat(version.isExternal()).isTrue();
        assertThat(version.externalSourceUrl()).isEqualTo("https://huggingface.co/org/model");
        assertThat(version.externalSourceVersion()).isEqualTo("v1.2");
    }

    @Test
    void linksTheEvaluationDatasetWhereItIsAnArtifact() {
        database.execute(
                "INSERT INTO artifacts (id, artifact_type, title) VALUES ('dataset-heldout', 'dataset', 'Held out')");
        ObjectNode metadata = internal();
        metadata.put("evaluation_dataset", "dataset-heldout");

        catalog.registerModel(ModelRegistration.of("Microglia", metadata).withId(MICROGLIA));

        assertThat(catalog.findModelVersion(MICROGLIA).orElseThrow().evalDatasetArtifactId())
                .isEqualTo(new ArtifactId("dataset-heldout"));
    }

    @Test
    void recordsWithWhichSchemaAModelWasRegistered() {
        catalog.registerModel(ModelRegistration.of("Microglia", internal())
                .withId(new ArtifactId("model-recorded"))
                .withCreatedBy("minimax:63"));

        assertThat(database.queryText("""
                        SELECT concat_ws('|', actor, outcome, schema_version, length(schema_sha256))
                          FROM metadata_changes WHERE artifact_id = 'model-recorded'
                        """)).isEqualTo("minimax:63|registered|v1|64");
    }

    @Test
    void storesNothingWhenMetadataIsInvalid() {
        ObjectNode metadata = internal();
        metadata.remove("framework");
        metadata.put("parameter_count", "12");
        String before = rowCounts();

        assertThatThrownBy(() -> catalog.registerModel(ModelRegistration.of("Microglia", metadata)))
                .isInstanceOfSatisfying(
                        InvalidModelMetadataException.class,
                        refusal -> assertThat(refusal.violations())
                                .containsExactly(
                                        new Violation(
                                                "/framework",
                                                "required",
                                                "is missing; give the software that the model runs in,"
                                                        + " for example scipy, pytorch or scikit-learn"),
                                        new Violation(
                                                "/parameter_count",
                                                "type",
                                                "\"12\" is a text; give a whole number, without quotation marks")))
                .hasMessageStartingWith("invalid metadata: /framework: is missing; ");
        assertThat(rowCounts()).isEqualTo(before);
    }

    @Test
    void refusesAnIdThatIsTaken() {
        ModelRegistration registration =
                ModelRegistration.of("Microglia", internal()).withId(MICROGLIA);
        catalog.registerModel(registration);
        String before = rowCounts();

        assertThatThrownBy(() -> catalog.registerModel(registration))
                .isInstanceOf(DuplicateArtifactException.class)
                .hasMessage("there is already an artifact 'model-biophys-microglia-001'; choose another id");
        assertThat(rowCounts()).isEqualTo(before);
    }

    @Test
    void refusesABaseModelThatDoesNotExist() {
        ObjectNode metadata = internal();
        metadata.put("base_model_id", "model-nowhere");
        String before = rowCounts();

        assertThatThrownBy(() -> catalog.registerModel(ModelRegistration.of("Microglia", metadata)))
                .isInstanceOf(NoSuchArtifactException.class)
                .hasMessage("base_model_id names 'model-nowhere', but there is no such model");
        assertThat(rowCounts()).isEqualTo(before);
    }

    @Test
    void validatesWithoutStoring() {
        assertThat(catalog.validateMetadata(internal())).isEqualTo(new Valid());
        assertThat(catalog.validateMetadata(parse("[]")).violations()).hasSize(1);
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(catalog.findModelVersion(new ArtifactId("model-nowhere"))).isEmpty();
    }

    private static String rowCounts() {
        return database.queryText("""
                SELECT concat_ws(' ', (SELECT count(*) FROM artifacts), (SELECT count(*) FROM model_versions),
                                 (SELECT count(*) FROM metadata_changes))
                """);
    }
}
