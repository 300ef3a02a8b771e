package ai.scidex.migration.models;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.ModelVersionFilter;
import ai.scidex.catalog.PromotionEvent;
import ai.scidex.migration.models.ArtifactFacts.Facts;
import ai.scidex.migration.models.ModelCard.Code;
import ai.scidex.migration.models.ModelCard.Evaluation;
import ai.scidex.migration.models.ModelCard.Kin;
import ai.scidex.migration.models.ModelCard.Origin;
import ai.scidex.migration.models.ModelCard.Standing;
import ai.scidex.migration.models.ModelCard.Training;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what the catalog and the artifacts say of models. */
@Singleton
public final class ModelReader {

    private final ModelCatalog catalog;
    private final ArtifactFacts facts;

    ModelReader(ModelCatalog catalog, ArtifactFacts facts) {
        this.catalog = catalog;
        this.facts = facts;
    }

    /** Returns the page of models that the filter asks for. */
    public ModelList list(ModelVersionFilter filter) {
        List<ModelVersion> versions = catalog.findModelVersions(filter);
        Map<ArtifactId, Facts> said =
                facts.of(versions.stream().map(ModelVersion::artifactId).toList());
        List<ModelSummary> models = new ArrayList<>();
        for (ModelVersion version : versions) {
            Facts ofModel = said.get(version.artifactId());
            if (ofModel != null) {
                models.add(summary(version, ofModel));
            }
        }
        return new ModelList(models, next(filter, versions));
    }

    /** Returns all that matters of a model; empty if the catalog does not have it. */
    public Optional<ModelCard> find(ArtifactId model) {
        Facts said = facts.of(List.of(model)).get(model);
        return said == null ? Optional.empty() : catalog.findModelVersion(model).map(version -> card(version, said));
    }

    /** A page that is full may be the last one all the same. */
    private @Nullable String next(ModelVersionFilter filter, List<ModelVersion> page) {
        if (page.size() < filter.page().size()) {
            return null;
        }
        ArtifactId last = page.get(page.size() - 1).artifactId();
        boolean goesOn = !catalog.findModelVersions(
                        filter.withPage(filter.page().after(last).withSize(1)))
                .isEmpty();
        return goesOn ? last.value() : null;
    }

    private static ModelSummary summary(ModelVersion version, Facts said) {
        return new ModelSummary(
                version.artifactId().value(),
                said.title(),
                said.versionNumber(),
                said.isLatest(),
                version.isExternal(),
                said.modelFamily(),
                said.framework(),
                version.promotionState().text(),
                said.pinStrength(),
                version.trainedBy(),
                text(version.evalDatasetArtifactId()),
                version.benchmarkId(),
                version.evalMetricsJson(),
                version.createdAt());
    }

    private ModelCard card(ModelVersion version, Facts said) {
        ArtifactId model = version.artifactId();
        List<PromotionEvent> history = catalog.promotionHistory(model);
        Optional<PromotionEvent> last =
                history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
        return new ModelCard(
                model.value(),
                said.title(),
                said.createdBy(),
                version.createdAt(),
                said.lifecycleState(),
                said.modelFamily(),
                said.framework(),
                said.parameterCount(),
                new Origin(
                        version.isExternal(),
                        version.externalSourceUrl(),
                        version.externalSourceVersion(),
                        said.originUrl()),
                new Code(version.codeRepoUrl(), version.codeCommitSha(), version.codeEntrypoint(), said.pinStrength()),
                new Training(
                        said.trainingData(),
                        version.trainedBy(),
                        text(version.trainingStartedAt()),
                        text(version.trainingCompletedAt()),
                        version.gpuAllocationId(),
                        version.trainingParamsJson()),
                new Evaluation(
                        said.evaluationDataset(),
                        text(version.evalDatasetArtifactId()),
                        version.benchmarkId(),
                        version.evalMetricsJson()),
                Standing.of(version.promotionState().text(), version.promotionNotes(), last),
                Kin.of(catalog.lineage(model)),
                facts.holds(model));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Objects.toString(value);
    }
}
