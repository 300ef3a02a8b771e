package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.MetricThreshold;
import ai.scidex.catalog.ModelVersionFilter;
import ai.scidex.catalog.PageRequest;
import ai.scidex.catalog.PinStrength;
import ai.scidex.catalog.PromotionState;
import ai.scidex.metadata.ModelFamily;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models are wanted: those that meet all that is given. */
final class ModelFilterOptions {

    private enum Origin {
        internal,
        external
    }

    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            description = "biophysical, deep_learning, statistical or rule_based.")
    private @Nullable ModelFamily family;

    @Option(names = "--framework", paramLabel = "NAME", description = "The framework, exactly.")
    private @Nullable String framework;

    @Option(
            names = "--promotion-state",
            paramLabel = "STATE",
            description = "candidate, promoted, rejected or superseded.")
    private @Nullable PromotionState promotionState;

    @Option(names = "--origin", paramLabel = "internal|external", description = "Whether somebody else made the model.")
    private @Nullable Origin origin;

    @Option(names = "--trained-by", paramLabel = "ID", description = "The agent that trained the model, exactly.")
    private @Nullable String trainedBy;

    @Option(names = "--dataset", paramLabel = "ID", description = "The dataset artifact that it was evaluated on.")
    private @Nullable ArtifactId dataset;

    @Option(names = "--benchmark", paramLabel = "ID", description = "The benchmark, exactly.")
    private @Nullable String benchmark;

    @Option(names = "--base-model", paramLabel = "ID", description = "The model that it was fine-tuned from.")
    private @Nullable ArtifactId baseModel;

    @Option(
            names = "--pin-strength",
            paramLabel = "STRENGTH",
            description = "How firmly its revision is named: commit, tag, short_sha, branch or none.")
    private @Nullable PinStrength pinStrength;

    @Option(
            names = "--metric",
            paramLabel = "CONDITION",
            description = "What was measured: 'NAME>=NUMBER' or 'NAME<=NUMBER'; up to 4 times, and all must hold.")
    private List<MetricThreshold> metrics = List.of();

    @Option(names = "--text", paramLabel = "TEXT", description = "What title or id contains, in any case.")
    private @Nullable String text;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many models are listed at most, 1 to 1000 (default: 100).")
    private int limit = PageRequest.USUAL;

    @Option(
            names = "--after",
            paramLabel = "ID",
            description = "Begin after this id: that of the last model of the page before.")
    private @Nullable ArtifactId after;

    /**
     * Returns the filter.
     *
     * @throws CommandFailure if a value is not of its form
     */
    ModelVersionFilter filter() {
        return CommandFailure.unlessRefused(() -> new ModelVersionFilter(
                family,
                framework,
                promotionState,
                origin == null ? null : origin == Origin.external,
                trainedBy,
                dataset,
                benchmark,
                baseModel,
                pinStrength,
                metrics,
                text,
                new PageRequest(after, limit)));
    }
}
