package ai.scidex.consumer;

import ai.scidex.metadata.ExternalModelMetadata;
import ai.scidex.metadata.InternalModelMetadata;
import ai.scidex.metadata.ModelFamily;

/** Metadata of the models that the workstreams work on. */
final class CellTypeModels {

    private CellTypeModels() {}

    /** Returns the metadata of a model that SciDEX trains itself. */
    static InternalModelMetadata classifier() {
        return InternalModelMetadata.builder()
                .modelFamily(ModelFamily.DEEP_LEARNING)
                .framework("pytorch")
                .parameterCount(110_000)
                .trainingData("dataset-sea-ad")
                .evaluationDataset(ScidexDatabase.DONORS.value())
                .evaluationMetric("auroc", 0.88)
                .build();
    }

    /** Returns the metadata of a model that somebody else publishes. */
    static ExternalModelMetadata published() {
        return ExternalModelMetadata.builder()
                .modelFamily(ModelFamily.DEEP_LEARNING)
                .framework("jax")
                .parameterCount(5_000_000)
                .trainingData("not_disclosed")
                .evaluationDataset("dataset-cultures")
                .evaluationMetric("auroc", 0.95)
                .externalSourceUrl("https://example.org/classifier")
                .externalSourceVersion("v2.1")
                .build();
    }
}
