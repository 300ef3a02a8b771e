package ai.scidex.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Metadata of about 2.4 kB, the same for the same number: what a catalog holds, in the new form and in the three older
 * ones.
 */
final class Documents {

    /** One of so many documents breaks a rule of the schema. */
    private static final int INVALID_IN = 10;

    private static final int DIALECTS = 3;
    private static final int DIGITS_OF_A_METRIC = 4;
    private static final int BYTES_OF_A_COMMIT = 20;
    private static final int WORDS = 115;

    private static final List<String> FAMILIES = List.of("deep_learning", "biophysical", "statistical", "rule_based");
    private static final List<String> FRAMEWORKS = List.of("pytorch", "jax", "scipy", "scikit-learn", "pandas");
    private static final List<String> METRICS =
            List.of("auroc", "auprc", "r2", "mae", "ece", "brier", "kappa", "accuracy");
    private static final List<String> TEXT =
            List.of("amyloid", "tau", "microglia", "cohort", "region", "kinetics", "plaque", "transcriptome", "risk");

    private Documents() {}

    /** Returns the id of the artifact that a document belongs to; ids do not come in the order of the numbers. */
    static String id(int number) {
        return "model-%016x".formatted(number * 0x9E3779B97F4A7C15L);
    }

    /** Returns metadata in the new form; every third is that of an external model. */
    static ObjectNode canonical(int number) {
        Random random = new Random(number);
        boolean external = number % DIALECTS == 1;
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("is_external", external)
                .put("model_family", one(FAMILIES, random))
                .put("framework", one(FRAMEWORKS, random))
                .put("parameter_count", random.nextInt(1_000_000_000));
        datasets(document.putArray("training_data"), random);
        document.put("evaluation_dataset", dataset(random));
        metrics(document.putObject("evaluation_metrics"), random);
        document.put("benchmark_id", "benchmark-" + random.nextInt(40));
        document.set("training_config", training(random));
        if (external) {
            document.put("external_source_url", "https://huggingface.co/org/cortex-" + random.nextInt(1000))
                    .put("external_source_version", commit(random));
        }
        document.put("description", text(random));
        return document;
    }

    /** Returns metadata in the new form, of which every tenth is invalid. */
    static ObjectNode mostlyValid(int number) {
        ObjectNode document = canonical(number);
        if (number % INVALID_IN == 0) {
            switch (number / INVALID_IN % DIALECTS) {
                case 0 -> document.put("parameter_count", -1);
                case 1 -> document.remove("framework");
                default -> document.put("model_family", "unknown");
            }
        }
        return document;
    }

    /** Returns metadata in one of the older forms, all of which says what the new form needs. */
    static ObjectNode legacy(int number) {
        ObjectNode document = canonical(number);
        switch (number % DIALECTS) {
            case 0 -> {
                rename(document, "model_family", "family");
                rename(document, "parameter_count", "n_parameters");
                rename(document, "training_config", "hyperparameters");
                rename(document, "evaluation_metrics", "eval_metrics");
            }
            case 1 -> {
                rename(document, "framework", "library_name");
                rename(document, "training_data", "trained_on");
                rename(document, "evaluation_dataset", "test_dataset");
                rename(document, "external_source_version", "revision");
                ObjectNode origin = document.putObject("_origin");
                origin.set("url", document.remove("external_source_url"));
            }
            default -> {
                rename(document, "training_data", "training_dataset");
                rename(document, "evaluation_dataset", "eval_dataset");
                document.put(
                        "parameter_count",
                        String.format(
                                Locale.ROOT,
                                "%,d",
                                document.path("parameter_count").asInt()));
                document.put("code_repo_url", "https://github.com/org/cortex")
                        .put("code_commit_sha", commit(new Random(number)))
                        .put("code_entrypoint", "forge/training/train.py");
            }
        }
        return document;
    }

    /** Returns how the column {@code origin_type} calls the model. */
    static String originType(int number) {
        return number % DIALECTS == 1 ? "external" : "internal";
    }

    private static void rename(ObjectNode document, String from, String to) {
        document.set(to, document.remove(from));
    }

    private static String one(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static String dataset(Random random) {
        return "dataset-%s-%05d".formatted(one(TEXT, random), random.nextInt(100_000));
    }

    private static void datasets(ArrayNode array, Random random) {
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < 2) {
            names.add(dataset(random));
        }
        names.forEach(array::add);
    }

    private static BigDecimal measured(Random random) {
        return BigDecimal.valueOf(random.nextInt(10_000), DIGITS_OF_A_METRIC);
    }

    private static void metrics(ObjectNode metrics, Random random) {
        for (String name : METRICS) {
            if (random.nextInt(DIALECTS) > 0) {
                metrics.put(name, measured(random));
            } else {
                metrics.putObject(name)
                        .put("value", measured(random))
                        .put("ci_low", measured(random))
                        .put("n", random.nextInt(1000));
            }
        }
    }

    private static JsonNode training(Random random) {
        ObjectNode training = JsonNodeFactory.instance.objectNode();
        training.put("optimizer", "adamw")
                .put("learning_rate", measured(random))
                .put("batch_size", 1 << random.nextInt(10))
                .put("seed", random.nextInt());
        ArrayNode layers = training.putArray("layers");
        for (int i = 0; i < 7; i++) {
            layers.addObject()
                    .put("kind", "dense")
                    .put("units", 1 << random.nextInt(10))
                    .put("activation", "gelu")
                    .put("rate", measured(random));
        }
        return training;
    }

    private static String commit(Random random) {
        byte[] bytes = new byte[BYTES_OF_A_COMMIT];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            text.append(i == 0 ? "" : " ").append(one(TEXT, random));
        }
        return text.toString();
    }
}
