package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Metadata that the schema takes, for a test to change. */
final class TestMetadata {

    private TestMetadata() {}

    static ObjectNode internal() {
        return object("""
                {"is_external": false, "model_family": "biophysical", "framework": "scipy", "parameter_count": 14,
                 "training_data": "dataset-timecourse", "evaluation_dataset": "held-out cultures",
                 "evaluation_metrics": {"r2": 0.870}, "benchmark_id": "bench-microglia",
                 "training_config": {"rtol": 0.0010}, "_note": "kept"}
                """);
    }

    static ObjectNode external() {
        return internal()
                .put("is_external", true)
                .put("external_source_url", "https://huggingface.co/org/model")
                .put("external_source_version", "v1.2");
    }
}
