package ai.scidex.migration.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Metadata that is made of the keys the rules know and of values that try them. */
public final class RandomMetadata {

    private static final List<String> KEYS = Stream.concat(
                    Arrays.stream(Field.values()).map(Field::text),
                    Stream.of(
                            "family",
                            "equations",
                            "species",
                            "solver",
                            "layers",
                            "hidden_dims",
                            "coefficients",
                            "intercept",
                            "library",
                            "library_name",
                            "library_confidence",
                            "n_parameters",
                            "num_params",
                            "parameters",
                            "training_dataset",
                            "training_dataset_id",
                            "trained_on",
                            "dataset",
                            "data",
                            "eval_dataset",
                            "evaluation_dataset_id",
                            "test_dataset",
                            "confidence_score",
                            "eval_metrics",
                            "metrics",
                            "fit_metrics",
                            "evaluation_benchmark_id",
                            "base_model",
                            "fine_tuned_from",
                            "hyperparameters",
                            "training_params",
                            "_origin",
                            "revision",
                            "repo_url",
                            "repository",
                            "commit_sha",
                            "git_commit",
                            "entrypoint",
                            "framework_confidence",
                            "benchmark_id_confidence",
                            "_schema_version"))
            .toList();

    private static final List<JsonNode> VALUES = Stream.of(
                    "null",
                    "true",
                    "false",
                    "0",
                    "1",
                    "0.5",
                    "1234",
                    "1234.0",
                    "-1",
                    "9007199254740992",
                    "\"\"",
                    "\" \"",
                    "\"TBD\"",
                    "\"true\"",
                    "\"ode\"",
                    "\"Deep Learning\"",
                    "\" statistical \"",
                    "\"1,234\"",
                    "\"1.2M\"",
                    "\"not_disclosed\"",
                    "\" NOT_DISCLOSED \"",
                    "\"ADNI\"",
                    "\" ADNI \"",
                    "\"model-1\"",
                    "\" model-1 \"",
                    "\"model-2\"",
                    "\"dataset-1\"",
                    "\"scipy\"",
                    "\"main\"",
                    "\" HEAD\\n\"",
                    "\"4f1c2ab\"",
                    "\"4F1C2AB0D9E87356C1B2A3948576F0E1D2C3B4A5\"",
                    "\"https://a.org/m\"",
                    "\" https://a.org/m \"",
                    "\"https://u:p@a.org\"",
                    "\"https://a.org/ü\"",
                    "\"ssh://git@a.org/m\"",
                    "\"../train.py\"",
                    "\"train.py\"",
                    "\"2026-05-01T10:00:00+02:00\"",
                    "\"2026-05-01\"",
                    "[]",
                    "[1]",
                    "[\"ADNI\"]",
                    "[\" ADNI \", \"ROSMAP\"]",
                    "[\"ADNI\", \"TBD\"]",
                    "{}",
                    "{\"auc\": 0.90}",
                    "{\"auc\": \"0.90\"}",
                    "{\"auc\": 0.9}",
                    "{\"auc\": {\"value\": \"1.0\"}}",
                    "{\"url\": \"https://a.org/m\"}",
                    "{\"lr\": null}")
            .map(Legacy::json)
            .toList();

    private RandomMetadata() {}

    /** Returns metadata of any members. */
    public static Arbitrary<ObjectNode> anything() {
        return members(25).map(RandomMetadata::object);
    }

    /** Returns mostly complete metadata, so that upgrades are reached as often as holds. */
    public static Arbitrary<ObjectNode> nearlyComplete() {
        return Arbitraries.of(Legacy.internal(), Legacy.external())
                .flatMap(complete ->
                        members(4).map(changed -> complete.deepCopy().setAll(object(changed))));
    }

    /** Returns up to {@code most} members that are the same wherever {@code random} was seeded the same. */
    public static ObjectNode members(Random random, int most) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            metadata.set(KEYS.get(random.nextInt(KEYS.size())), VALUES.get(random.nextInt(VALUES.size())));
        }
        return metadata;
    }

    /** Returns one of the values that try the rules. */
    static JsonNode value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static Arbitrary<Map<String, JsonNode>> members(int most) {
        return Arbitraries.maps(Arbitraries.of(KEYS), Arbitraries.of(VALUES)).ofMaxSize(most);
    }

    private static ObjectNode object(Map<String, JsonNode> members) {
        return JsonNodeFactory.instance.objectNode().setAll(members);
    }
}
