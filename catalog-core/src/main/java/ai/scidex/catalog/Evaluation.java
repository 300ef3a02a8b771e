package ai.scidex.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a model was measured to be worth, on data that it was not trained on.
 *
 * <p>The metrics are judged by the schema when the evaluation is recorded.
 *
 * @param dataset the dataset artifact that the model was evaluated on; it must exist
 * @param metrics by name of the metric, a number or an object with a numeric {@code value}; they replace the former ones
 * @param benchmarkId the benchmark that the model was evaluated with, at most 500 characters; if absent, the recorded
 *     one stays
 */
public record Evaluation(
        ArtifactId dataset, JsonNode metrics, @Nullable String benchmarkId) {

    /**
     * Checks the benchmark.
     *
     * @throws InvalidValueException if it is blank or too long
     */
    public Evaluation {
        benchmarkId = GivenText.nameIfAny("benchmark_id", benchmarkId);
        metrics = metrics.deepCopy();
    }

    /** Returns an evaluation that belongs to no benchmark. */
    public static Evaluation on(ArtifactId dataset, JsonNode metrics) {
        return new Evaluation(dataset, metrics, null);
    }

    /** Returns the same evaluation with its benchmark. */
    public Evaluation withBenchmarkId(String benchmark) {
        return new Evaluation(dataset, metrics, benchmark);
    }
}
