package ai.scidex.migration.decision;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Legacy artifacts as the tests write them, and decisions in one line of text. */
final class Legacy {

    static final ArtifactId ID = new ArtifactId("model-under-test");

    static final KnownArtifacts KNOWN = new KnownArtifacts(
            Set.of("model-1", "model-2", "dataset-1", "model-under-test"),
            Set.of("model-1", "model-2", "model-under-test"));

    private static final String INTERNAL = """
            {
              "is_external": false,
              "model_family": "rule_based",
              "framework": "python",
              "parameter_count": 7,
              "training_data": "ADNI-1",
              "evaluation_dataset": "ADNI-2",
              "evaluation_metrics": {"auc": 0.90}
            }
            """;

    private static final String EXTERNAL = """
            {
              "is_external": true,
              "model_family": "deep_learning",
              "framework": "pytorch",
              "parameter_count": 110000000,
              "training_data": "not_disclosed",
              "evaluation_dataset": "not_disclosed",
              "evaluation_metrics": {"auc": 0.90},
              "external_source_url": "https://huggingface.co/org/model",
              "external_source_version": "v1.0"
            }
            """;

    private Legacy() {}

    /** Metadata of an internal model that lacks nothing. */
    static ObjectNode internal() {
        return (ObjectNode) json(INTERNAL);
    }

    /** Metadata of an external model that lacks nothing. */
    static ObjectNode external() {
        return (ObjectNode) json(EXTERNAL);
    }

    static LegacyArtifact artifact(String originType, String originUrl, JsonNode metadata, ModelVersion version) {
        String text = metadata == null ? null : MetadataJson.write(metadata);
        return LegacyArtifact.of(ID, "17:", "Model under test", originType, originUrl, text, version);
    }

    static LegacyArtifact artifact(JsonNode metadata) {
        return artifact(null, null, metadata, null);
    }

    static Decision decide(JsonNode metadata) {
        return Rules.decide(artifact(metadata), KNOWN);
    }

    /** A row of {@code model_versions} as an earlier migration left it, but for these columns. */
    static ModelVersion row(Map<Field, String> columns) {
        return row(PromotionState.CANDIDATE, null, columns);
    }

    static ModelVersion row(PromotionState state, String notes, Map<Field, String> columns) {
        return new ModelVersion(
                ID,
                columns.containsKey(Field.IS_EXTERNAL),
                columns.get(Field.EXTERNAL_SOURCE_URL),
                columns.get(Field.EXTERNAL_SOURCE_VERSION),
                id(columns.get(Field.BASE_MODEL_ID)),
                columns.get(Field.CODE_REPO_URL),
                columns.get(Field.CODE_COMMIT_SHA),
                columns.get(Field.CODE_ENTRYPOINT),
                time(columns.get(Field.TRAINING_STARTED_AT)),
                time(columns.get(Field.TRAINING_COMPLETED_AT)),
                columns.get(Field.TRAINED_BY),
                columns.get(Field.GPU_ALLOCATION_ID),
                tree(columns.get(Field.TRAINING_PARAMS_JSON)),
                tree(columns.get(Field.EVAL_METRICS_JSON)),
                id(columns.get(Field.EVAL_DATASET_ARTIFACT_ID)),
                columns.get(Field.BENCHMARK_ID),
                state,
                notes,
                "2026-04-25 12:00:00");
    }

    private static ArtifactId id(String id) {
        return id == null ? null : new ArtifactId(id);
    }

    private static Instant time(String time) {
        return time == null ? null : Instant.parse(time);
    }

    private static JsonNode tree(String text) {
        return text == null ? null : json(text);
    }

    static JsonNode json(String text) {
        try {
            return MetadataJson.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Returns the ledger of a decision as it is stored. */
    static JsonNode evidence(Decision decision) {
        return json(MetadataJson.write(decision.evidence()));
    }

    /** Returns the decision of a field as the tables of the tests write it. */
    static String told(Decision decision, Field field) {
        FieldDecision told = decision.fields().get(field);
        if (told instanceof Mapped mapped) {
            return "%s from %s".formatted(MetadataJson.write(mapped.value()), mapped.source());
        }
        if (told instanceof Held held) {
            return "held %s%s"
                    .formatted(
                            held.reason().text(),
                            held.candidates().stream()
                                    .map(candidate -> ", %s from %s"
                                            .formatted(MetadataJson.write(candidate.value()), candidate.source()))
                                    .collect(Collectors.joining()));
        }
        return "absent";
    }
}
