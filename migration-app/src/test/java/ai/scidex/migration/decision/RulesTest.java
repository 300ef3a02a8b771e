package ai.scidex.migration.decision;

import static ai.scidex.migration.decision.Legacy.KNOWN;
import static ai.scidex.migration.decision.Legacy.decide;
import static ai.scidex.migration.decision.Legacy.external;
import static ai.scidex.migration.decision.Legacy.internal;
import static ai.scidex.migration.decision.Legacy.json;
import static ai.scidex.migration.decision.Legacy.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every row of the table, and whole artifacts. */
class RulesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {"microglia-ode, internal", "cell-type-classifier, NULL"})
    void upgradesWhatItCanReadExactly(String name, String originType) throws IOException {
        Decision decision = Rules.decide(Legacy.artifact(originType, null, file(name + ".before"), null), KNOWN);

        assertThat(decision.holds()).isEmpty();
        assertThat(decision.outcome()).isEqualTo(Outcome.UPGRADED);
        assertThat(sorted(decision.change().applyTo(decision.artifact().metadata())))
                .isEqualTo(sorted(file(name + ".after")));
    }

    @Test
    void holdsWhatItWouldHaveToGuess() throws IOException {
        Decision decision = decide(file("risk-regression.before"));

        assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
        assertThat(decision.holds())
                .extracting(hold ->
                        "%s %s %s".formatted(hold.field().text(), hold.reason().text(), hold.required()))
                .containsExactly(
                        "is_external missing true",
                        "framework inferred true",
                        "training_data ambiguous true",
                        "evaluation_dataset inferred true",
                        "evaluation_metrics ambiguous true",
                        "base_model_id unresolved false",
                        "code_commit_sha short_sha false");
        assertThat(told(decision, Field.MODEL_FAMILY)).isEqualTo("\"statistical\" from /coefficients");
        assertThat(told(decision, Field.PARAMETER_COUNT)).isEqualTo("4 from /coefficients");
        assertThat(decision.change().isEmpty()).isTrue();
    }

    @Test
    void leavesCanonicalMetadataAsItStands() {
        ObjectNode metadata = internal()
                .put("framework", " scipy ")
                .put("training_data", "\tADNI")
                .put("library", "scipy")
                .put("_schema_version", 1);
        metadata.set("parameter_count", json("1234.0"));

        Decision decision = decide(metadata);

        assertThat(decision.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(decision.holds()).isEmpty();
        assertThat(told(decision, Field.FRAMEWORK)).isEqualTo("\" scipy \" from /framework");
    }

    @Test
    void leavesExternalCanonicalMetadataAsItStands() {
        assertThat(decide(external()).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void trimsWhatAColumnRepeats() {
        ObjectNode metadata = internal().put("benchmark_id", " b-1 ").put("base_model_id", "model-1\n");

        assertThat(decide(metadata).change().added())
                .isEqualTo(Map.of("benchmark_id", json("\"b-1\""), "base_model_id", json("\"model-1\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \\u00a0\"", "\"TBD\"", "\" n/a\\n\"", "\"[More Information Needed]\""})
    void takesNullAndPlaceholdersForAbsent(String nothing) {
        for (Field field : EnumSet.range(Field.IS_EXTERNAL, Field.GPU_ALLOCATION_ID)) {
            Decision decision = decide(internal().set(field.text(), json(nothing)));

            assertThat(told(decision, field))
                    .as(field.text())
                    .isEqualTo(field.isRequired(false) ? "held missing" : "absent");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"TBD\""})
    void removesWhatSaysNothingUnderAnOptionalKey(String nothing) {
        ObjectNode metadata = internal();
        metadata.set("benchmark_id", json(nothing));
        metadata.set("external_source_url", json(nothing));
        metadata.set("unknown_key", json(nothing));

        Decision decision = decide(metadata);

        assertThat(decision.outcome()).isEqualTo(Outcome.UPGRADED);
        assertThat(decision.change().removed()).containsExactly("benchmark_id", "external_source_url");
        assertThat(decision.change().added()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0.99    | held inferred
            "0.5"   | held inferred
            -1      | held inferred
            "high"  | held inferred
            true    | held inferred
            1       | mapped
            1.0     | mapped
            "1"     | mapped
            95      | mapped
            null    | mapped
            "n/a"   | mapped
            """)
    void holdsWhatCameWithAConfidenceBelowOne(String confidence, String expected) {
        ObjectNode metadata = internal().put("framework", "scipy");
        metadata.set("framework_confidence", json(confidence));

        assertThat(told(decide(metadata), Field.FRAMEWORK))
                .isEqualTo(
                        expected.equals("mapped")
                                ? "\"scipy\" from /framework"
                                : "held inferred, \"scipy\" from /framework");
    }

    @Test
    void readsTheConfidenceOfTheEnrichmentJobBesideItsTwoKeysOnly() {
        ObjectNode metadata = internal()
                .put("confidence_score", 0.8)
                .put("evaluation_benchmark_id", "b-1")
                .put("evaluation_dataset_id", "dataset-1");
        metadata.remove("evaluation_dataset");

        Decision decision = decide(metadata);

        assertThat(decision.holds())
                .extracting(Hold::field, Hold::reason)
                .containsExactly(
                        tuple(Field.EVALUATION_DATASET, Reason.INFERRED), tuple(Field.BENCHMARK_ID, Reason.INFERRED));
    }

    @Test
    void prefersACertainNameToAnInferredId() {
        ObjectNode metadata = internal().put("confidence_score", 0.8).put("evaluation_dataset_id", "dataset-1");

        assertThat(told(decide(metadata), Field.EVALUATION_DATASET)).isEqualTo("\"ADNI-2\" from /evaluation_dataset");
    }

    @Test
    void readsTheConfidenceOfANestedSourceBesideIt() {
        ObjectNode metadata = external();
        metadata.remove("external_source_url");
        metadata.set("_origin", json("{\"url\": \"https://a.org\", \"url_confidence\": 0.5}"));

        assertThat(told(decide(metadata), Field.EXTERNAL_SOURCE_URL))
                .isEqualTo("held inferred, \"https://a.org\" from /_origin/url");
    }

    @Test
    void holdsWhatIsDerivedFromAnInferredValue() {
        ObjectNode metadata = internal().put("solver", "scipy").put("solver_confidence", 0.5);
        metadata.remove("framework");

        assertThat(told(decide(metadata), Field.FRAMEWORK)).isEqualTo("held inferred, \"scipy\" from /solver");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"coefficients": [1, 2], "intercept": 0.5, "intercept_confidence": 0.3} | parameter_count | held inferred, 3 from /coefficients
            {"parameters": [1, 2], "intercept_confidence": 0.3}                     | parameter_count | held missing
            {"equations": [1], "species": [1], "species_confidence": 0.3}           | model_family    | held inferred, "biophysical" from /equations
            """)
    void holdsWhatIsDerivedWithTheHelpOfAnInferredValue(String members, String field, String expected) {
        ObjectNode metadata = internal().put("model_family", "statistical");
        metadata.remove(field);
        metadata.setAll((ObjectNode) json(members));

        assertThat(told(decide(metadata), Field.named(field).orElseThrow())).isEqualTo(expected);
    }

    @Test
    void derivesNothingWhereAnInferredSourceStatesIt() {
        ObjectNode metadata =
                internal().put("solver", "scipy").put("framework", "julia").put("framework_confidence", 0.5);

        assertThat(told(decide(metadata), Field.FRAMEWORK)).isEqualTo("held inferred, \"julia\" from /framework");
    }

    @Test
    void asksForNoSourceWhileTheKindIsHeld() {
        ObjectNode metadata = external();
        metadata.remove("is_external");
        metadata.remove("evaluation_dataset");
        metadata.put("external_source_version", "main");

        assertThat(decide(metadata).holds())
                .extracting(Hold::field)
                .containsExactly(Field.IS_EXTERNAL, Field.EVALUATION_DATASET);
    }

    @Test
    void holdsBothTimesThatAreOutOfOrder() {
        Decision decision = decide(internal()
                .put("training_started_at", "2026-05-01T10:00:00Z")
                .put("training_completed_at", "2026-05-01T11:00:00+02:00"));

        assertThat(told(decision, Field.TRAINING_STARTED_AT))
                .isEqualTo("held conflict, \"2026-05-01T10:00:00Z\" from /training_started_at");
        assertThat(told(decision, Field.TRAINING_COMPLETED_AT))
                .isEqualTo("held conflict, \"2026-05-01T09:00:00Z\" from /training_completed_at");
    }

    @Test
    void holdsBothTimesWhereTheRowThatIsThereHasTheOther() {
        ModelVersion row = Legacy.row(Map.of(Field.TRAINING_COMPLETED_AT, "2024-01-01T00:00:00Z"));
        ObjectNode metadata = internal().put("training_started_at", "2024-06-01T00:00:00Z");

        Decision decision = Rules.decide(Legacy.artifact(null, null, metadata, row), KNOWN);

        assertThat(told(decision, Field.TRAINING_STARTED_AT))
                .isEqualTo("held conflict, \"2024-06-01T00:00:00Z\" from /training_started_at");
        assertThat(told(decision, Field.TRAINING_COMPLETED_AT))
                .isEqualTo("held conflict, \"2024-01-01T00:00:00Z\" from training_completed_at (column)");
        assertThat(decision.outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void holdsTheKindOfAPromotedRowThatWouldBecomeExternalWithoutAVersion() {
        ModelVersion row = Legacy.row(PromotionState.PROMOTED, null, Map.of());
        ObjectNode metadata = Legacy.external().put("external_source_version", "main");

        Decision decision = Rules.decide(Legacy.artifact(null, null, metadata, row), KNOWN);

        assertThat(told(decision, Field.IS_EXTERNAL))
                .isEqualTo("held conflict, true from /is_external, false from is_external (column)");
        assertThat(decision.holds()).extracting(Hold::field).containsExactly(Field.IS_EXTERNAL);
        assertThat(decision.adoption(PromotionState.CANDIDATE, null).version().isExternal())
                .isFalse();
    }

    @Test
    void makesAPromotedRowExternalThatNamesItsSource() {
        ModelVersion row = Legacy.row(PromotionState.PROMOTED, null, Map.of());

        Decision decision = Rules.decide(Legacy.artifact(null, null, Legacy.external(), row), KNOWN);

        assertThat(decision.holds()).isEmpty();
        assertThat(decision.adoption(PromotionState.CANDIDATE, null).version().isExternal())
                .isTrue();
    }

    @Test
    void takesATrainingThatTookNoTime() {
        Decision decision = decide(internal()
                .put("training_started_at", "2026-05-01T10:00:00Z")
                .put("training_completed_at", "2026-05-01T12:00:00+02:00"));

        assertThat(decision.holds()).isEmpty();
    }

    @Test
    void countsNullMetadataAsEmpty() {
        Decision none = Rules.decide(Legacy.artifact("internal", null, null, null), KNOWN);
        Decision nullValue = Rules.decide(Legacy.artifact("internal", null, json("null"), null), KNOWN);

        assertThat(none.fields()).isEqualTo(nullValue.fields());
        assertThat(none.holds())
                .extracting(Hold::field)
                .containsExactly(
                        Field.MODEL_FAMILY,
                        Field.FRAMEWORK,
                        Field.PARAMETER_COUNT,
                        Field.TRAINING_DATA,
                        Field.EVALUATION_DATASET,
                        Field.EVALUATION_METRICS);
    }

    @Test
    void holdsMetadataThatIsNoObjectAsAWhole() {
        Decision decision = Rules.decide(Legacy.artifact("external", "https://a.org", json("[1]"), null), KNOWN);

        assertThat(decision.holds())
                .extracting(hold ->
                        "%s %s %s".formatted(hold.field().text(), hold.reason().text(), hold.required()))
                .containsExactly("metadata unparseable true");
        assertThat(told(decision, Field.METADATA)).isEqualTo("held unparseable, [1] from metadata (column)");
        assertThat(told(decision, Field.IS_EXTERNAL)).isEqualTo("true from origin_type (column)");
        assertThat(told(decision, Field.EXTERNAL_SOURCE_URL)).isEqualTo("\"https://a.org\" from origin_url (column)");
        assertThat(told(decision, Field.FRAMEWORK)).isEqualTo("absent");
    }

    @Test
    void holdsMetadataThatCannotBeReadAsAWhole() {
        String deep = "{\"a\":" + "[".repeat(MetadataJson.MAX_DEPTH) + "]".repeat(MetadataJson.MAX_DEPTH) + "}";
        LegacyArtifact artifact = LegacyArtifact.of(Legacy.ID, "17:", "Deep", null, null, deep, null);

        assertThat(Rules.decide(artifact, KNOWN).holds())
                .containsExactly(new Hold(Field.METADATA, Reason.UNPARSEABLE, true, List.of()));
    }

    /** The record of a decision is a document too, and nests a few levels deeper than the value that is in it. */
    @Test
    void holdsMetadataAsAWholeWhoseRecordNobodyCouldRead() {
        ObjectNode recorded = internal();
        recorded.set("hyperparameters", nested(MetadataJson.MAX_DEPTH - 1));
        ObjectNode kept = internal();
        kept.set("tree", nested(MetadataJson.MAX_DEPTH - 1));

        assertThat(decide(recorded).holds())
                .containsExactly(new Hold(Field.METADATA, Reason.UNPARSEABLE, true, List.of()));
        assertThat(decide(kept).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void takesNoRulingThatNobodyCouldReadInTheRecord() {
        Decision decision = Rules.decide(
                Legacy.artifact(internal().put("training_config", 7)),
                KNOWN,
                Rulings.none().with(Field.TRAINING_CONFIG, new Ruling.Value(nested(MetadataJson.MAX_DEPTH - 1))));

        assertThat(decision.holds())
                .extracting(Hold::field, Hold::reason)
                .containsExactly(tuple(Field.TRAINING_CONFIG, Reason.UNPARSEABLE));
    }

    private static JsonNode nested(int levels) {
        return json("{\"a\": ".repeat(levels - 1) + "{}" + "}".repeat(levels - 1));
    }

    @Test
    void holdsWhatTheRowThatIsThereDenies() {
        ModelVersion row = Legacy.row(Map.of(
                Field.TRAINED_BY, "import", Field.BENCHMARK_ID, "b-2", Field.EVAL_METRICS_JSON, "{\"auc\": 0.9}"));
        ObjectNode metadata = internal().put("trained_by", "minimax:63").put("benchmark_id", "b-1");

        Decision decision = Rules.decide(Legacy.artifact(null, null, metadata, row), KNOWN);

        assertThat(told(decision, Field.TRAINED_BY))
                .isEqualTo("held conflict, \"minimax:63\" from /trained_by, \"import\" from trained_by (column)");
        assertThat(told(decision, Field.BENCHMARK_ID))
                .isEqualTo("held conflict, \"b-1\" from /benchmark_id, \"b-2\" from benchmark_id (column)");
        assertThat(told(decision, Field.EVAL_METRICS_JSON)).isEqualTo("{\"auc\":0.90} from /evaluation_metrics");
        assertThat(decision.outcome()).isEqualTo(Outcome.UPGRADED);
    }

    @Test
    void givesARowThatIsNoCandidateNoReasonForAnotherState() {
        ModelVersion row = Legacy.row(PromotionState.PROMOTED, null, Map.of());

        Decision decision = Rules.decide(Legacy.artifact(null, null, internal(), row), KNOWN);

        ModelVersion version =
                decision.adoption(PromotionState.CANDIDATE, "waits").version();
        assertThat(version.promotionState()).isEqualTo(PromotionState.PROMOTED);
        assertThat(version.promotionNotes()).isNull();
    }

    @Test
    void recordsWhatAColumnKeeps() {
        ModelVersion row = Legacy.row(Map.of(Field.TRAINED_BY, "import", Field.BENCHMARK_ID, "b-1"));

        Decision decision = Rules.decide(Legacy.artifact(null, null, internal(), row), KNOWN);

        assertThat(entry(decision, Field.TRAINED_BY)).isEqualTo(json("""
                        {"field": "trained_by", "decision": "absent", "old": "import", "kept": "import"}"""));
        assertThat(entry(decision, Field.BENCHMARK_ID)).isEqualTo(json("""
                        {"field": "benchmark_id", "decision": "absent", "kept": "b-1"}"""));
    }

    @Test
    void recordsNothingOfASourceWhileTheKindIsHeld() {
        Decision decision = decide(internal().put("external_source_url", "https://a.org"));

        assertThat(entry(decision, Field.EXTERNAL_SOURCE_URL)).isEqualTo(json("""
                {"field": "external_source_url", "decision": "absent"}"""));
    }

    private static JsonNode entry(Decision decision, Field field) {
        for (JsonNode entry : Legacy.evidence(decision)) {
            if (entry.path("field").asText().equals(field.text())) {
                return entry;
            }
        }
        throw new AssertionError("no entry of " + field);
    }

    @Test
    void holdsTheSourceThatARowGivesAnInternalModel() {
        ModelVersion row = Legacy.row(Map.of(Field.EXTERNAL_SOURCE_URL, "https://a.org"));

        Decision decision = Rules.decide(Legacy.artifact(null, null, internal(), row), KNOWN);

        assertThat(decision.holds())
                .extracting(Hold::field, Hold::required)
                .containsExactly(tuple(Field.EXTERNAL_SOURCE_URL, false));
    }

    @Test
    void leavesTheSourceOfARowWhileTheKindIsHeld() {
        ObjectNode metadata = internal();
        metadata.remove("is_external");
        ModelVersion row = Legacy.row(Map.of(Field.EXTERNAL_SOURCE_URL, "https://a.org"));

        Decision decision = Rules.decide(Legacy.artifact(null, null, metadata, row), KNOWN);

        assertThat(decision.holds()).extracting(Hold::field).containsExactly(Field.IS_EXTERNAL);
    }

    @Test
    void mentionsWhatMayBeAnArtifact() {
        LegacyArtifact artifact = Legacy.artifact(json("""
                {"base_model": " model-1 ", "fine_tuned_from": "bert", "base_model_id": 7,
                 "evaluation_dataset": "TBD", "test_dataset": "dataset-1", "training_data": "dataset-2"}
                """));

        assertThat(Rules.mentions(artifact)).isEqualTo(Set.of("model-1", "bert", "dataset-1"));
    }

    @Test
    void mentionsNothingWhereThereIsNoObject() {
        assertThat(Rules.mentions(Legacy.artifact(json("[\"model-1\"]")))).isEmpty();
    }

    private static JsonNode file(String name) throws IOException {
        try (InputStream file = RulesTest.class.getResourceAsStream("/legacy/%s.json".formatted(name))) {
            return json(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** As text, because numbers that are equal may differ in their digits. */
    private static String sorted(JsonNode metadata) {
        ObjectNode sorted = (ObjectNode) json("{}");
        metadata.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> sorted.set(entry.getKey(), entry.getValue()));
        return MetadataJson.write(sorted);
    }
}
