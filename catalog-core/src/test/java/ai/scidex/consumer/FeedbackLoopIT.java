package ai.scidex.consumer;

import static ai.scidex.consumer.CellTypeModels.classifier;
import static ai.scidex.consumer.CellTypeModels.published;
import static ai.scidex.consumer.ScidexDatabase.DONORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.Evaluation;
import ai.scidex.catalog.Lineage;
import ai.scidex.catalog.LineageFlaw;
import ai.scidex.catalog.LineageMember;
import ai.scidex.catalog.MetricDifference;
import ai.scidex.catalog.MetricThreshold;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.ModelVersionFilter;
import ai.scidex.catalog.NoSuchModelException;
import ai.scidex.catalog.PageRequest;
import ai.scidex.catalog.PinStrength;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.TrainingRun;
import ai.scidex.metadata.ModelFamily;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** WS5, the feedback loop: whom to pay for what a model produced, and which model to ask. Reads only. */
class FeedbackLoopIT {

    private static final ArtifactId FIRST = new ArtifactId("model-celltype-1");
    private static final ArtifactId SECOND = new ArtifactId("model-celltype-2");
    private static final ArtifactId SIBLING = new ArtifactId("model-celltype-3");
    private static final ArtifactId TUNED = new ArtifactId("model-celltype-tuned");
    private static final ArtifactId PUBLISHED = new ArtifactId("model-outside-1");

    private static ScidexDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void fillTheCatalog() {
        database = new ScidexDatabase();
        catalog = ModelCatalog.on(database.dataSource());
        catalog.registerModel(ModelRegistration.of("Classifier", classifier()).withId(FIRST));
        catalog.promote(FIRST, PromotionDecision.of("gate", "the first"));
        for (ArtifactId child : List.of(SECOND, SIBLING)) {
            catalog.registerModelVersion(
                    FIRST,
                    ModelRegistration.of("Classifier", classifier())
                            .withId(child)
                            .withTrainingRun(TrainingRun.by("agent-trainer"))
                            .withCodeLink(new CodeLink(
                                    "https://github.com/scidex/forge", "0123456789".repeat(4), "train.py")));
            catalog.recordEvaluation(
                    child,
                    Evaluation.on(
                                    DONORS,
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("auroc", new BigDecimal("0.912"))
                                            .put("rmse", new BigDecimal("0.20")))
                            .withBenchmarkId("benchmark-celltype"));
        }
        catalog.promote(SECOND, PromotionDecision.of("gate", "better").withComparedWith(FIRST));
        catalog.registerModel(ModelRegistration.of(
                        "Fine-tuned",
                        classifier().toBuilder().baseModelId(SECOND.value()).build())
                .withId(TUNED));
        catalog.registerModel(
                ModelRegistration.of("Published classifier", published()).withId(PUBLISHED));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void paysWhoHadAPartInAModel() {
        assertThat(payees(SECOND)).containsExactly("agent-trainer", "dataset-heldout-donors", "benchmark-celltype");
        assertThat(payees(new ArtifactId("model-gone"))).isEmpty();
    }

    // snippet: payees
    /** Returns the ids of the trainer, dataset and benchmark of a model, as far as they are known. */
    private static Set<String> payees(ArtifactId model) {
        Set<String> payees = new LinkedHashSet<>();
        catalog.findModelVersion(model).ifPresent(version -> {
            Stream.ofNullable(version.trainedBy()).forEach(payees::add);
            Stream.ofNullable(version.evalDatasetArtifactId())
                    .map(ArtifactId::value)
                    .forEach(payees::add);
            Stream.ofNullable(version.benchmarkId()).forEach(payees::add);
        });
        return payees;
    }
    // end

    @Test
    void findsThePromotedModelsAboveAThreshold() {
        // snippet: threshold
        List<ModelVersion> models = catalog.findModelVersions(ModelVersionFilter.all()
                .withPromotionState(PromotionState.PROMOTED)
                .withEvaluationDataset(DONORS)
                .withMetric(MetricThreshold.atLeast("auroc", new BigDecimal("0.8"))));
        // end

        assertThat(models).extracting(ModelVersion::artifactId).containsExactly(SECOND);
    }

    @Test
    void findsModelsByAllThatIsKnownOfThem() {
        // snippet: filters
        ModelVersionFilter filter = ModelVersionFilter.all()
                .withFamily(ModelFamily.DEEP_LEARNING)
                .withFramework("pytorch")
                .withExternal(false)
                .withTrainedBy("agent-trainer")
                .withBenchmarkId("benchmark-celltype")
                .withPinStrength(PinStrength.COMMIT)
                .withMetric(MetricThreshold.atLeast("auroc", new BigDecimal("0.9")))
                .withMetric(MetricThreshold.atMost("rmse", new BigDecimal("0.25")))
                .withText("classifier");
        // end

        assertThat(catalog.findModelVersions(filter))
                .extracting(ModelVersion::artifactId)
                .containsExactly(SECOND, SIBLING);
        assertThat(catalog.findModelVersions(ModelVersionFilter.all().withBaseModel(SECOND)))
                .extracting(ModelVersion::artifactId)
                .containsExactly(TUNED);
    }

    @Test
    void walksThroughAllModels() {
        assertThat(all(ModelVersionFilter.all().withPage(PageRequest.first().withSize(2))))
                .containsExactly(FIRST, SECOND, SIBLING, TUNED, PUBLISHED);
    }

    // snippet: pages
    private static List<ArtifactId> all(ModelVersionFilter filter) {
        List<ArtifactId> found = new ArrayList<>();
        List<ModelVersion> page = catalog.findModelVersions(filter);
        while (!page.isEmpty()) {
            page.forEach(model -> found.add(model.artifactId()));
            page = catalog.findModelVersions(filter.after(found.get(found.size() - 1)));
        }
        return found;
    }
    // end

    @Test
    void tellsTheStoryOfAModel() {
        // snippet: lineage
        Lineage lineage = catalog.lineage(SIBLING);
        List<ArtifactId> ancestors =
                lineage.ancestors().stream().map(LineageMember::artifactId).toList();
        List<ArtifactId> siblings =
                lineage.siblings().stream().map(LineageMember::artifactId).toList();
        List<MetricDifference> differences = lineage.metricDifferences();
        // end

        assertThat(ancestors).containsExactly(FIRST);
        assertThat(siblings).containsExactly(SECOND);
        assertThat(lineage.promoted()).extracting(LineageMember::artifactId).isEqualTo(SECOND);
        assertThat(differences)
                .containsExactly(
                        new MetricDifference(
                                "auroc", new BigDecimal("0.88"), new BigDecimal("0.912"), new BigDecimal("0.032")),
                        new MetricDifference("rmse", null, new BigDecimal("0.20"), null));
        assertThat(catalog.lineage(FIRST).descendants())
                .extracting(LineageMember::artifactId)
                .containsExactly(SECOND, SIBLING);
    }

    @Test
    void warnsOfALineageThatSomebodyElseBroke() {
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title, version_number, parent_version_id)
                VALUES ('model-legacy', 'model', 'Legacy', 4, 'model-lost'),
                       ('model-late', 'model', 'Late', 4, NULL)
                """);

        List<String> orphaned = warnings(new ArtifactId("model-legacy"));
        List<String> late = warnings(new ArtifactId("model-late"));

        database.execute("DELETE FROM artifacts WHERE id IN ('model-legacy', 'model-late')");
        assertThat(orphaned).containsExactly("the parent of model-legacy does not exist or is no model");
        assertThat(late).isEmpty();
        assertThatThrownBy(() -> warnings(DONORS))
                .isInstanceOf(NoSuchModelException.class)
                .hasMessage("artifact 'dataset-heldout-donors' is no model, but of type 'dataset'");
    }

    // snippet: flaws
    /** Says what is wrong with a lineage, but for old ones that do not begin with number 1: those are known. */
    private static List<String> warnings(ArtifactId model) {
        return catalog.lineage(model).flaws().stream()
                .filter(flaw -> flaw.kind() != LineageFlaw.Kind.BEGINS_LATE)
                .map(LineageFlaw::sentence)
                .toList();
    }
    // end
}
