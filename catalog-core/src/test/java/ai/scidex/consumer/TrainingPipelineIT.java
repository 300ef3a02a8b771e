package ai.scidex.consumer;

import static ai.scidex.consumer.CellTypeModels.classifier;
import static ai.scidex.consumer.ScidexDatabase.DONORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CatalogException;
import ai.scidex.catalog.CatalogSettings;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.DuplicateArtifactException;
import ai.scidex.catalog.InvalidModelMetadataException;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.NoSuchArtifactException;
import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.RefusedWriteException;
import ai.scidex.catalog.RegisteredModel;
import ai.scidex.catalog.TrainingRun;
import ai.scidex.catalog.validation.ValidationResult;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.metadata.InternalModelMetadata;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WS3, training: registers what was trained as the next version of its parent. A program that Micronaut puts together. */
class TrainingPipelineIT {

    private static final ArtifactId PARENT = new ArtifactId("model-celltype-1");
    private static final CodeLink CODE = new CodeLink(
            "https://github.com/scidex/forge",
            "0123456789abcdef0123456789abcdef01234567",
            "artifacts/models/model-celltype-1/train.py");

    private static ScidexDatabase database;
    private static ApplicationContext application;
    private static TrainingPipeline pipeline;
    private static ModelCatalog catalog;

    @BeforeAll
    static void start() throws IOException {
        database = new ScidexDatabase();
        application = ApplicationContext.run(database.properties());
        pipeline = application.getBean(TrainingPipeline.class);
        catalog = application.getBean(ModelCatalog.class);
    }

    @BeforeEach
    void registerTheParent() {
        database.removeModels();
        catalog.registerModel(ModelRegistration.of("Classifier", classifier()).withId(PARENT));
    }

    @AfterAll
    static void stop() {
        application.close();
        database.close();
    }

    // snippet: bean
    @Singleton
    static class TrainingPipeline {

        private final ModelCatalog catalog;

        TrainingPipeline(ModelCatalog catalog) {
            this.catalog = catalog.actingFor("ws3-training");
        }

        /** Registers what a run has trained. A run that lost the answer may ask again: it gets the same version. */
        RegisteredModel finished(ArtifactId parent, String title, InternalModelMetadata metadata, TrainingRun run) {
            return catalog.registerModelVersion(
                    parent,
                    ModelRegistration.of(title, metadata)
                            .withCodeLink(CODE)
                            .withTrainingRun(run)
                            .withEvaluationDataset(DONORS)
                            .ifAbsent());
        }
    }
    // end

    private static TrainingRun run() throws JsonProcessingException {
        // snippet: run
        TrainingRun run = TrainingRun.by("agent-trainer")
                .withStartedAt(Instant.parse("2026-02-10T06:00:00Z"))
                .withCompletedAt(Instant.parse("2026-02-10T08:00:00Z"))
                .withGpuAllocationId("alloc-17")
                .withParameters(MetadataJson.parse("{\"learning_rate\": 0.00030, \"epochs\": 40}"));
        // end
        return run;
    }

    @Test
    void registersWhatARunHasTrained() throws JsonProcessingException {
        RegisteredModel child = pipeline.finished(PARENT, "Classifier 2", classifier(), run());

        assertThat(child).isEqualTo(new RegisteredModel(child.artifactId(), 2, PromotionState.CANDIDATE));
        ModelVersion version = catalog.findModelVersion(child.artifactId()).orElseThrow();
        assertThat(version.trainedBy()).isEqualTo("agent-trainer");
        assertThat(version.trainingCompletedAt()).isEqualTo("2026-02-10T08:00:00Z");
        assertThat(version.codeCommitSha()).isEqualTo("0123456789abcdef0123456789abcdef01234567");
        assertThat(version.trainingParamsJson()).hasToString("{\"epochs\":40,\"learning_rate\":0.00030}");
        assertThat(version.evalDatasetArtifactId()).isEqualTo(DONORS);
        assertThat(database.queryText("""
                        SELECT concat_ws('|', parent_version_id, is_latest, lifecycle_state, created_by)
                          FROM artifacts WHERE id = '%s'
                        """.formatted(child.artifactId())))
                .isEqualTo("model-celltype-1|0|draft|ws3-training");
    }

    @Test
    void registersARunOnceHoweverOftenItAsks() throws JsonProcessingException {
        RegisteredModel first = pipeline.finished(PARENT, "Classifier 2", classifier(), run());

        RegisteredModel second = pipeline.finished(PARENT, "Classifier 2", classifier(), run());

        assertThat(second).isEqualTo(first);
        assertThat(database.queryText("SELECT count(*) FROM artifacts WHERE artifact_type = 'model'"))
                .isEqualTo("2");
    }

    @Test
    void saysWhatIsWrongWithAManifestBeforeItTrains() throws JsonProcessingException {
        JsonNode manifest = MetadataJson.parse("""
                {"is_external": false, "model_family": "deep_learning", "framework": "TBD", "parameter_count": -1,
                 "training_data": "dataset-sea-ad", "evaluation_dataset": "dataset-heldout-donors",
                 "evaluation_metrics": {"auroc": 0.9}}
                """);

        assertThat(complaints(manifest))
                .containsExactly(
                        "/framework: \"TBD\" is a placeholder; write what it stands for",
                        "/parameter_count: -1 is less than 0; give 0 or more");
        assertThat(complaints(MetadataJson.toTree(classifier()))).isEmpty();
    }

    // snippet: validate
    private static List<String> complaints(JsonNode metadata) {
        ValidationResult result = catalog.validateMetadata(metadata);
        return result.violations().stream()
                .map(violation -> violation.pointer() + ": " + violation.message())
                .toList();
    }
    // end

    @Test
    void registersNothingWithInvalidMetadata() throws JsonProcessingException {
        JsonNode metadata = MetadataJson.parse("{\"is_external\": true}");

        assertThatThrownBy(() -> catalog.registerModelVersion(PARENT, ModelRegistration.of("Wrong", metadata)))
                .isInstanceOfSatisfying(
                        InvalidModelMetadataException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::pointer)
                                .startsWith("/model_family", "/framework"));
    }

    @Test
    void registersAFamilyOfModelsAtOnce() {
        // snippet: bulk
        ArtifactId base = new ArtifactId("model-celltype-base");
        ArtifactId tuned = new ArtifactId("model-celltype-tuned");
        InternalModelMetadata fineTuned =
                classifier().toBuilder().baseModelId(base.value()).build();

        List<RegisteredModel> registered = catalog.registerModels(List.of(
                ModelRegistration.of("Base", classifier()).withId(base).withCreatedBy("minimax:63"),
                ModelRegistration.of("Fine-tuned", fineTuned).withId(tuned)));
        // end

        assertThat(registered).extracting(RegisteredModel::artifactId).containsExactly(base, tuned);
        assertThat(catalog.findModelVersion(tuned).orElseThrow().baseModelId()).isEqualTo(base);
        assertThat(database.queryText("""
                        SELECT string_agg(created_by, ' ' ORDER BY id) FROM artifacts WHERE title IN ('Base', 'Fine-tuned')
                        """)).isEqualTo("minimax:63 model-catalog");
    }

    @Test
    void takesAnotherIdIfOneIsTaken() {
        ModelRegistration registration = ModelRegistration.of("Classifier", classifier());
        assertThatThrownBy(() -> catalog.registerModel(registration.withId(PARENT)))
                .isInstanceOf(DuplicateArtifactException.class)
                .hasMessage("there is already an artifact 'model-celltype-1'; choose another id");

        ArtifactId id = registered(registration.withId(PARENT));

        assertThat(id).isEqualTo(new ArtifactId("model-celltype-1-again"));
    }

    // snippet: duplicate
    private static ArtifactId registered(ModelRegistration registration) {
        try {
            return catalog.registerModel(registration).artifactId();
        } catch (DuplicateArtifactException e) {
            ArtifactId another = new ArtifactId(e.artifactId() + "-again");
            return catalog.registerModel(registration.withId(another)).artifactId();
        }
    }
    // end

    @Test
    void namesTheDatasetThatDoesNotExist() {
        ModelRegistration registration =
                ModelRegistration.of("Lost", classifier()).withEvaluationDataset(new ArtifactId("dataset-lost"));

        assertThatThrownBy(() -> catalog.registerModel(registration))
                .isInstanceOfSatisfying(NoSuchArtifactException.class, e -> {
                    assertThat(e.field()).isEqualTo("evaluation_dataset");
                    assertThat(e.value()).isEqualTo("dataset-lost");
                })
                .hasMessage("evaluation_dataset names 'dataset-lost', but there is no such artifact");
    }

    @Test
    void recordsWhatIsKnownLater() {
        // snippet: later
        catalog.recordTraining(PARENT, TrainingRun.by("agent-trainer").withGpuAllocationId("alloc-18"));

        InternalModelMetadata corrected = classifier().toBuilder()
                .parameterCount(120_000)
                .benchmarkId("benchmark-celltype")
                .build();
        ModelVersion version = catalog.updateMetadata(PARENT, MetadataJson.toTree(corrected));
        // end

        assertThat(version.benchmarkId()).isEqualTo("benchmark-celltype");
        assertThat(version.gpuAllocationId()).isEqualTo("alloc-18");
    }

    @Test
    void saysWhichLifecycleStateADatabaseKnows() {
        database.execute("""
                ALTER TABLE artifacts ADD CONSTRAINT lifecycle_check CHECK (lifecycle_state IN ('draft', 'active'))
                """);
        ModelRegistration registration = ModelRegistration.of("Classifier 2", classifier());
        DataSource dataSource = database.dataSource();
        try {
            // snippet: settings
            CatalogSettings settings = CatalogSettings.standard().withVersionLifecycleState("draft");
            ModelCatalog careful = ModelCatalog.on(dataSource, settings);
            // end

            assertThatThrownBy(() -> ModelCatalog.on(dataSource).registerModelVersion(PARENT, registration))
                    .isInstanceOf(RefusedWriteException.class)
                    .isInstanceOf(CatalogException.class)
                    .hasMessage("the database refuses it: new row for relation \"artifacts\" violates check constraint"
                            + " \"lifecycle_check\"; if that is about lifecycle states, set"
                            + " model-catalog.version-lifecycle-state to one it knows");
            assertThat(careful.registerModelVersion(PARENT, registration).versionNumber())
                    .isEqualTo(2);
        } finally {
            database.execute("ALTER TABLE artifacts DROP CONSTRAINT lifecycle_check");
        }
    }
}
