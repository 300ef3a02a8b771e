package ai.scidex.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as it might be on eight model artifacts: five upgraded, three held. Everything in it is made up. */
final class EightModels {

    private static final String LIVE = "already live before the gate existed";
    private static final String PENDING = "biophysical ODE, pending the evaluation gate";

    private static final List<String> UNTOUCHED =
            List.of("\"_origin\": {\"site\": \"scidex.example\"}", "\"equations\": [\"dA/dt = k1 - k2 * A\"]");

    private EightModels() {}

    static MigrationReport report() {
        return new MigrationReport(
                "Migration of the model artifacts",
                null,
                true,
                List.of(new Run(
                        "1",
                        "2026-11-24 10:15:00 UTC",
                        "2026-11-24 10:15:02 UTC",
                        null,
                        "curator",
                        "0.1.0",
                        "1",
                        "1",
                        hash("schema"),
                        8)),
                List.of(
                        new Total("Outcome", "upgraded", 5),
                        new Total("Outcome", "held", 3),
                        new Total("Outcome", "unchanged", 0),
                        new Total("Promotion state", "promoted", 6),
                        new Total("Promotion state", "candidate", 2),
                        new Total("Open holds", "missing", 1),
                        new Total("Open holds", "conflict", 1),
                        new Total("Open holds", "unparseable", 1),
                        new Total("Open holds", "ambiguous", 1),
                        new Total(Total.HELD_FIELD, "evaluation_dataset", 1),
                        new Total(Total.HELD_FIELD, "evaluation_metrics", 1),
                        new Total(Total.HELD_FIELD, "framework", 1),
                        new Total(Total.HELD_FIELD, "training_data", 1)),
                List.of(
                        new Criterion("every-model-has-a-version", true, "8", "8"),
                        new Criterion("no-model-is-rejected", true, "0", "0"),
                        new Criterion("promoted-models", true, "at least 6", "6"),
                        new Criterion("no-key-is-lost", true, "0", "0")),
                List.of(),
                8,
                List.of(
                        held(
                                "model-29ce54ef-040c-4831-97b6-4850faa31598",
                                "Neurodegeneration Risk Predictor",
                                "promoted",
                                LIVE,
                                List.of(
                                        mapped("is_external", null, "false", "origin_type", "exact"),
                                        new FieldLine(
                                                "model_family",
                                                null,
                                                "\"statistical\"",
                                                List.of("/coefficients", "/intercept"),
                                                "derived from two keys of one family"),
                                        absent("framework", "\"TBD\""),
                                        mapped(
                                                "parameter_count",
                                                "\"1,234\"",
                                                "1234",
                                                "/parameter_count",
                                                "digits in groups of three")),
                                List.of(new HeldField(
                                        1, "framework", "missing", true, "no source states it", List.of()))),
                        upgraded(
                                "model-56e6e50d-3c2f-4f0e-9d5b-0a1b2c3d4e5f",
                                "Amyloid Production-Clearance Model",
                                "candidate",
                                PENDING,
                                List.of(
                                        mapped(
                                                "model_family",
                                                "\"ODE\"",
                                                "\"biophysical\"",
                                                "/model_family",
                                                "ode is biophysical"),
                                        mapped(
                                                "framework",
                                                null,
                                                "\"scipy\"",
                                                "/solver",
                                                "derived from a solver of scipy"),
                                        mapped(
                                                "parameter_count",
                                                null,
                                                "14",
                                                "/parameters",
                                                "derived from the size of parameters"))),
                        upgraded(
                                "model-14307274-6a7b-4c8d-9e0f-1a2b3c4d5e6f",
                                "Cell Type Classifier (transformer, SEA-AD)",
                                "promoted",
                                LIVE,
                                List.of(
                                        mapped("framework", null, "\"pytorch\"", "/library", "exact"),
                                        mapped(
                                                "evaluation_metrics",
                                                null,
                                                "{\"accuracy\": 0.931, \"macro_f1\": 0.90}",
                                                "/eval_metrics",
                                                "exact"),
                                        mapped(
                                                "training_config",
                                                null,
                                                "{\"epochs\": 40, \"layers\": ["
                                                        + "{\"heads\": 8, \"width\": 512}, ".repeat(8)
                                                        + "{\"heads\": 8, \"width\": 256}]}",
                                                "/hyperparameters",
                                                "exact"))),
                        held(
                                "model-8479a365-7b8c-4d9e-8f0a-2b3c4d5e6f70",
                                "AD Risk Prediction Model",
                                "promoted",
                                LIVE,
                                List.of(
                                        mapped(
                                                "model_family",
                                                null,
                                                "\"statistical\"",
                                                "/family",
                                                "logistic regression is statistical"),
                                        absent("evaluation_dataset", null),
                                        absent("evaluation_metrics", "{\"auc\": \"0.91 ± 0.02\"}")),
                                List.of(
                                        new HeldField(
                                                2,
                                                "evaluation_dataset",
                                                "conflict",
                                                true,
                                                "the sources do not agree",
                                                List.of(
                                                        new Candidate("\"ADNI-3\"", "/eval_dataset"),
                                                        new Candidate("\"ADNI-3 hold-out\"", "/test_dataset"))),
                                        new HeldField(
                                                3,
                                                "evaluation_metrics",
                                                "unparseable",
                                                true,
                                                "an entry is neither a number nor an object with a numeric value",
                                                List.of(new Candidate(
                                                        "{\"auc\": \"0.91 ± 0.02\"}", "/evaluation_metrics"))))),
                        upgraded(
                                "model-45e16a37-8c9d-4e0f-9a1b-3c4d5e6f7081",
                                "Microglial Activation Model",
                                "promoted",
                                LIVE,
                                List.of(mapped("framework", "\"scipy\"", "\"scipy\"", "/framework", "exact"))),
                        upgraded(
                                "model-9ccc79de-9d0e-4f1a-8b2c-4d5e6f708192",
                                "Microglial-Amyloid-Cytokine Activation Model v1",
                                "promoted",
                                LIVE,
                                List.of(mapped(
                                        "framework", null, "\"scipy\"", "/solver", "derived from a solver of scipy"))),
                        upgraded(
                                "model_ot_ad_zscore_rules_v1",
                                "OT-AD Target Ranking baseline",
                                "promoted",
                                LIVE,
                                List.of(mapped(
                                        "model_family",
                                        "\"heuristic\"",
                                        "\"rule_based\"",
                                        "/model_family",
                                        "heuristic is rule based"))),
                        held(
                                "model-biophys-microglia-001",
                                "Microglial Activation ODE (TREM2/APOE/IL-6)",
                                "candidate",
                                PENDING,
                                List.of(
                                        mapped("is_external", null, "false", "origin_type", "exact"),
                                        absent("training_data", null)),
                                List.of(new HeldField(
                                        4,
                                        "training_data",
                                        "ambiguous",
                                        true,
                                        "it does not say whether the model was trained or tested on it",
                                        List.of(new Candidate("\"Mathys et al. 2019\"", "/dataset")))))));
    }

    private static ArtifactSection upgraded(
            String id, String title, String state, String reason, List<FieldLine> fields) {
        return new ArtifactSection(
                id,
                title,
                "upgraded",
                state,
                reason,
                new CodePin(
                        "https://code.example/models",
                        "0123456789abcdef0123456789abcdef01234567",
                        "train.py",
                        "commit"),
                new MetadataChange(metadata(fields, false), hash(id), metadata(fields, true), hash(title)),
                fields,
                List.of(),
                List.of("_origin", "_schema_version", "equations"));
    }

    private static ArtifactSection held(
            String id, String title, String state, String reason, List<FieldLine> fields, List<HeldField> held) {
        return new ArtifactSection(
                id,
                title,
                "held",
                state,
                reason,
                CodePin.none(),
                new MetadataChange(metadata(fields, false), hash(id), metadata(fields, false), hash(id)),
                fields,
                held,
                List.of("_origin", "notes"));
    }

    /** Returns metadata with the old values of {@code fields}, or the new ones, and what nobody touched. */
    private static String metadata(List<FieldLine> fields, boolean changed) {
        Stream<String> members = fields.stream()
                .filter(field -> changed ? field.newValue() != null : field.oldValue() != null)
                .map(field -> "\"%s\": %s".formatted(field.field(), changed ? field.newValue() : field.oldValue()));
        return Stream.concat(UNTOUCHED.stream(), members).collect(Collectors.joining(", ", "{", "}"));
    }

    private static FieldLine mapped(String field, String oldValue, String newValue, String source, String rule) {
        return new FieldLine(field, oldValue, newValue, List.of(source), rule);
    }

    private static FieldLine absent(String field, String oldValue) {
        return new FieldLine(field, oldValue, null, List.of(), null);
    }

    /** Returns 64 hexadecimal digits that differ from one text to another. */
    private static String hash(String text) {
        return "%08x".formatted(text.hashCode()).repeat(8);
    }
}
