package ai.scidex.catalog;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.metadata.ModelFamily;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which models are wanted: those that meet all that is given. What is absent does not matter.
 *
 * <p>Begin with {@link #all()}, and say what is wanted:
 *
 * <pre>{@code
 * ModelVersionFilter.all()
 *         .withPromotionState(PromotionState.PROMOTED)
 *         .withMetric(MetricThreshold.atLeast("auroc", new BigDecimal("0.8")))
 * }</pre>
 *
 * <p>Every filter but {@code text} has an index; that of {@code metrics} finds the models that have the metric.
 *
 * @param family {@code model_family} of the metadata
 * @param framework {@code framework} of the metadata, exactly, up to 500 characters
 * @param promotionState where the model stands in the evaluation gate
 * @param external true for external models only, false for internal ones only
 * @param trainedBy the id of the agent that trained the model, exactly
 * @param evaluationDataset the dataset artifact that the model was evaluated on
 * @param benchmarkId the benchmark that the model was evaluated with, exactly
 * @param baseModel the model artifact that the model was fine-tuned from
 * @param pinStrength how firmly the model's revision is named
 * @param metrics what must have been measured, at most {@value #MOST_METRICS} metrics
 * @param text what title or id contains, in any case (of the letters that the locale of the database knows), up to 500
 *     characters
 * @param page which page of the answer is wanted
 */
public record ModelVersionFilter(
        @Nullable ModelFamily family,
        @Nullable String framework,
        @Nullable PromotionState promotionState,
        @Nullable Boolean external,
        @Nullable String trainedBy,
        @Nullable ArtifactId evaluationDataset,
        @Nullable String benchmarkId,
        @Nullable ArtifactId baseModel,
        @Nullable PinStrength pinStrength,
        List<MetricThreshold> metrics,
        @Nullable String text,
        PageRequest page) {

    /** How many metrics one search may have thresholds for. */
    public static final int MOST_METRICS = 4;

    public ModelVersionFilter {
        framework = GivenText.nameIfAny("framework", framework);
        trainedBy = GivenText.nameIfAny("trained_by", trainedBy);
        benchmarkId = GivenText.nameIfAny("benchmark_id", benchmarkId);
        metrics = List.copyOf(metrics);
        if (metrics.size() > MOST_METRICS) {
            throw new InvalidValueException(
                    "metrics",
                    "a search takes thresholds for %d metrics, not %d".formatted(MOST_METRICS, metrics.size()));
        }
        if (text != null) {
            GivenText.storable("text", text, GivenText.LONGEST_NAME);
            if (TextForms.isBlank(text)) {
                throw new InvalidValueException("text", "text to search for is blank");
            }
        }
    }

    /** Returns the filter that every model passes. */
    public static ModelVersionFilter all() {
        return new ModelVersionFilter(
                null, null, null, null, null, null, null, null, null, List.of(), null, PageRequest.first());
    }

    public ModelVersionFilter withFamily(ModelFamily wanted) {
        Draft draft = new Draft(this);
        draft.family = wanted;
        return draft.filter();
    }

    public ModelVersionFilter withFramework(String wanted) {
        Draft draft = new Draft(this);
        draft.framework = wanted;
        return draft.filter();
    }

    public ModelVersionFilter withPromotionState(PromotionState wanted) {
        Draft draft = new Draft(this);
        draft.promotionState = wanted;
        return draft.filter();
    }

    /** Returns the same filter for external models only, or for internal ones only. */
    public ModelVersionFilter withExternal(boolean wanted) {
        Draft draft = new Draft(this);
        draft.external = wanted;
        return draft.filter();
    }

    public ModelVersionFilter withTrainedBy(String agent) {
        Draft draft = new Draft(this);
        draft.trainedBy = agent;
        return draft.filter();
    }

    public ModelVersionFilter withEvaluationDataset(ArtifactId dataset) {
        Draft draft = new Draft(this);
        draft.evaluationDataset = dataset;
        return draft.filter();
    }

    public ModelVersionFilter withBenchmarkId(String benchmarkId) {
        Draft draft = new Draft(this);
        draft.benchmarkId = benchmarkId;
        return draft.filter();
    }

    public ModelVersionFilter withBaseModel(ArtifactId model) {
        Draft draft = new Draft(this);
        draft.baseModel = model;
        return draft.filter();
    }

    public ModelVersionFilter withPinStrength(PinStrength wanted) {
        Draft draft = new Draft(this);
        draft.pinStrength = wanted;
        return draft.filter();
    }

    /** Returns the same filter with one more threshold to meet. */
    public ModelVersionFilter withMetric(MetricThreshold threshold) {
        Draft draft = new Draft(this);
        draft.metrics = Stream.concat(metrics.stream(), Stream.of(threshold)).toList();
        return draft.filter();
    }

    public ModelVersionFilter withText(String wanted) {
        Draft draft = new Draft(this);
        draft.text = wanted;
        return draft.filter();
    }

    public ModelVersionFilter withPage(PageRequest wanted) {
        Draft draft = new Draft(this);
        draft.page = wanted;
        return draft.filter();
    }

    /** Returns the same filter for the page after {@code last}, the last id of the page before. */
    public ModelVersionFilter after(ArtifactId last) {
        return withPage(page.after(last));
    }

    /** A filter while one thing of it changes. */
    private static final class Draft {

        private @Nullable ModelFamily family;
        private @Nullable String framework;
        private @Nullable PromotionState promotionState;
        private @Nullable Boolean external;
        private @Nullable String trainedBy;
        private @Nullable ArtifactId evaluationDataset;
        private @Nullable String benchmarkId;
        private @Nullable ArtifactId baseModel;
        private @Nullable PinStrength pinStrength;
        private List<MetricThreshold> metrics;
        private @Nullable String text;
        private PageRequest page;

        Draft(ModelVersionFilter filter) {
            family = filter.family;
            framework = filter.framework;
            promotionState = filter.promotionState;
            external = filter.external;
            trainedBy = filter.trainedBy;
            evaluationDataset = filter.evaluationDataset;
            benchmarkId = filter.benchmarkId;
            baseModel = filter.baseModel;
            pinStrength = filter.pinStrength;
            metrics = filter.metrics;
            text = filter.text;
            page = filter.page;
        }

        ModelVersionFilter filter() {
            return new ModelVersionFilter(
                    family,
                    framework,
                    promotionState,
                    external,
                    trainedBy,
                    evaluationDataset,
                    benchmarkId,
                    baseModel,
                    pinStrength,
                    metrics,
                    text,
                    page);
        }
    }
}
