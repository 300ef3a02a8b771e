package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.ShortNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelArtifactMetadataTest {

    private static final BigDecimal ACCURACY = new BigDecimal("0.910");

    private static final String TEXT =
            "a text with something in it: neither blank nor a placeholder such as TBD, N/A or unknown, in any case and"
                    + " with white space around";

    private static final String DISCLOSED_TEXT =
            "a text that names something: neither blank, nor a placeholder, nor not_disclosed";

    @Test
    void buildsTheDocumentOfAnInternalModel() {
        InternalModelMetadata metadata = internal()
                .trainingData(List.of("dataset-1", "dataset-3"))
                .evaluationMetric("auc", Measurement.of(1).with("unit", "none").with("n", 1200))
                .benchmarkId("benchmark-1")
                .trainingConfig("epochs", 3)
                .trainingConfig("rate", 0.001)
                .trainingConfig("solver", "LSODA")
                .trainingConfig("shuffled", true)
                .trainingConfig("seed", NullNode.instance)
                .additionalProperty("note", "kept")
                .additionalProperty("revision", 7L)
                .additionalProperty("draft", false)
                .build();

        assertThat(written(metadata))
                .isEqualTo("{\"is_external\":false,\"model_family\":\"rule_based\",\"framework\":\"plain\","
                        + "\"parameter_count\":7,\"training_data\":[\"dataset-1\",\"dataset-3\"],"
                        + "\"evaluation_dataset\":\"dataset-2\",\"evaluation_metrics\":{\"accuracy\":0.910,"
                        + "\"auc\":{\"value\":1,\"unit\":\"none\",\"n\":1200}},\"benchmark_id\":\"benchmark-1\","
                        + "\"training_config\":{\"epochs\":3,\"rate\":0.001,\"solver\":\"LSODA\",\"shuffled\":true,"
                        + "\"seed\":null},\"note\":\"kept\",\"revision\":7,\"draft\":false}");
    }

    @Test
    void buildsTheDocumentOfAnExternalModel() {
        assertThat(written(external().build()))
                .isEqualTo("{\"is_external\":true,\"model_family\":\"statistical\",\"framework\":\"plain\","
                        + "\"parameter_count\":7,\"training_data\":\"not_disclosed\","
                        + "\"evaluation_dataset\":\"dataset-2\",\"evaluation_metrics\":{\"accuracy\":0.910},"
                        + "\"external_source_url\":\"https://example.org/m\",\"external_source_version\":\"v1\"}");
    }

    @Test
    void matchesItsVariant() {
        ModelArtifactMetadata internal = internal().build();
        ModelArtifactMetadata external = external().build();

        assertThat(nameOf(internal)).isEqualTo("internal plain");
        assertThat(nameOf(external)).isEqualTo("external https://example.org/m");
    }

    @Test
    void changesOneMemberByItsBuilder() {
        ExternalModelMetadata metadata = external()
                .baseModelId("model-1")
                .additionalProperty("note", "kept")
                .build();

        ExternalModelMetadata changed = metadata.toBuilder()
                .externalSourceVersion("v2")
                .baseModelId(null)
                .build();

        assertThat(changed)
                .isEqualTo(external()
                        .externalSourceVersion("v2")
                        .additionalProperty("note", "kept")
                        .build());
        assertThat(metadata.externalSourceVersion()).isEqualTo("v1");
    }

    @Test
    void namesTheMemberThatTheBuilderMisses() {
        assertRefused(
                InternalModelMetadata.builder()
                        .modelFamily(ModelFamily.STATISTICAL)
                        .parameterCount(1)::build,
                "framework is missing");
        assertRefused(() -> internal().framework(null).build(), "framework is missing");
        assertRefused(() -> internal().evaluationMetrics(null).build(), "evaluation_metrics is missing");
    }

    @Test
    void namesTheCountThatTheBuilderMisses() {
        assertRefused(ExternalModelMetadata.builder()::build, "parameter_count is missing");
    }

    @ParameterizedTest
    @MethodSource
    void refusesAnInternalModelBeyondALimit(String message, Consumer<InternalModelMetadata.Builder> change) {
        InternalModelMetadata.Builder builder = internal();
        change.accept(builder);

        assertRefused(builder::build, message);
    }

    static Stream<Arguments> refusesAnInternalModelBeyondALimit() {
        return Stream.of(
                internal("framework must not be \" tbd\\n\"; give " + TEXT, b -> b.framework(" tbd\n")),
                internal("framework must not be \"\"; give " + TEXT, b -> b.framework("")),
                internal("parameter_count must not be -1; give at least 0", b -> b.parameterCount(-1)),
                internal(
                        "parameter_count must not be 9007199254740992; give at most 9007199254740991",
                        b -> b.parameterCount(9007199254740992L)),
                internal(
                        "training_data must not be \"not_disclosed\"; give what the model was trained or fitted on:"
                                + " ids or names of datasets, at least one",
                        b -> b.trainingData("not_disclosed")),
                internal("training_data has 0 entries; give at least 1", b -> b.trainingData(List.of())),
                internal(
                        "training_data/1 must not be \"?\"; give " + DISCLOSED_TEXT,
                        b -> b.trainingData(List.of("a", "?"))),
                internal(
                        "evaluation_dataset must not be \"Not_Disclosed\"; give " + DISCLOSED_TEXT,
                        b -> b.evaluationDataset("Not_Disclosed")),
                internal("evaluation_metrics has 0 entries; give at least 1", b -> b.evaluationMetrics(Map.of())),
                internal("benchmark_id must not be \"N/A\"; give " + TEXT, b -> b.benchmarkId("N/A")),
                internal("base_model_id must not be \"\u3000\"; give " + TEXT, b -> b.baseModelId("\u3000")));
    }

    private static Arguments internal(String message, Consumer<InternalModelMetadata.Builder> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest
    @MethodSource
    void refusesAnExternalModelBeyondALimit(String message, Consumer<ExternalModelMetadata.Builder> change) {
        ExternalModelMetadata.Builder builder = external();
        change.accept(builder);

        assertRefused(builder::build, message);
    }

    static Stream<Arguments> refusesAnExternalModelBeyondALimit() {
        return Stream.of(
                external(
                        "training_data/0 must not be \"not_disclosed\"; give " + DISCLOSED_TEXT,
                        b -> b.trainingData(List.of("not_disclosed"))),
                external(
                        "external_source_url must not be \"https://…@example.org/\"; give the address where the model is"
                                + " published: an absolute http or https URL in ASCII, its host a name or an IPv4"
                                + " address, without user name or password",
                        b -> b.externalSourceUrl("https://me:secret@example.org/")),
                external(
                        "external_source_version must not be \"main\"; give the revision, tag or version that pins the"
                                + " published model, for example a commit on Hugging Face or GitHub, or a version on"
                                + " Zenodo; no ref that moves, such as main",
                        b -> b.externalSourceVersion("main")));
    }

    private static Arguments external(String message, Consumer<ExternalModelMetadata.Builder> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatPostgresqlCannotKeep(String place, Consumer<InternalModelMetadata.Builder> change) {
        InternalModelMetadata.Builder builder = internal();
        change.accept(builder);

        assertRefused(
                builder::build,
                place + " holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep; remove it");
    }

    static Stream<Arguments> refusesWhatPostgresqlCannotKeep() {
        return Stream.of(
                internal("framework", b -> b.framework("a\0")),
                internal("training_data", b -> b.trainingData("\ud83d")),
                internal("training_data/1", b -> b.trainingData(List.of("a", "b\udc00\ud83d"))),
                internal("training_config/text", b -> b.trainingConfig("text", "\0")),
                internal("training_config", b -> b.trainingConfig("\0", 1)),
                internal("evaluation_metrics", b -> b.evaluationMetric("\ude00", 1)),
                internal("the name of a member", b -> b.additionalProperty("\ud83dx", 1)),
                internal("list", b -> b.additionalProperty("list", array(array(TextNode.valueOf("\0"))))),
                internal("object", b -> b.additionalProperty("object", object("\0", IntNode.valueOf(1)))));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoJson(String message, JsonNode value) {
        assertRefused(internal().additionalProperty("x", value)::build, "x " + message);
        assertRefused(internal().additionalProperty("x", array(value))::build, "x " + message);
        assertRefused(internal().trainingConfig("x", value)::build, "training_config/x " + message);
    }

    static Stream<Arguments> refusesWhatIsNoJson() {
        return Stream.of(
                Arguments.of("holds a POJO node, which is no JSON", new POJONode(new Object())),
                Arguments.of("holds a BINARY node, which is no JSON", BinaryNode.valueOf(new byte[1])),
                Arguments.of("holds a MISSING node, which is no JSON", MissingNode.getInstance()),
                Arguments.of("is NaN, which JSON has no number for", DoubleNode.valueOf(Double.NaN)),
                Arguments.of("is -Infinity, which JSON has no number for", FloatNode.valueOf(Float.NEGATIVE_INFINITY)));
    }

    @Test
    void refusesAnEntryThatIsNotThere() {
        assertRefused(internal().additionalProperty("x", (JsonNode) null)::build, "x is missing");
        assertRefused(internal().trainingConfig("x", (String) null)::build, "training_config/x is missing");
        assertRefused(internal().evaluationMetric("x", (Measurement) null)::build, "evaluation_metrics/x is missing");
        assertRefused(internal().additionalProperty(null, 1)::build, "the name of a member is missing");
        assertRefused(() -> TextOrList.list(Arrays.asList("a", null)), "texts/1 is missing");
    }

    @Test
    void refusesANumberThatIsNone() {
        assertRefused(
                () -> internal().trainingConfig("a/b", Double.NaN),
                "training_config/a~1b is NaN, which JSON has no number for");
        assertRefused(
                () -> internal().evaluationMetric("auc", Double.POSITIVE_INFINITY),
                "evaluation_metrics/auc is Infinity, which JSON has no number for");
    }

    @Test
    void refusesANumberThatPostgresqlCannotHold() {
        assertRefused(
                () -> internal().additionalProperty("x", new BigDecimal("1e131072")),
                "x: a number has 131073 digits before and 0 after the point, more than the 131072 and 16383 that can be"
                        + " stored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"is_external", "framework", "benchmark_id"})
    void takesNoKnownMemberForAnAdditionalOne(String member) {
        assertRefused(
                internal().additionalProperty(member, "x")::build,
                member + " is a known member, not an additional one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"external_source_url", "external_source_version"})
    void takesNoMemberOfAnExternalModel(String member) {
        assertRefused(internal().additionalProperty(member, "x")::build, member + " does not belong here; remove it");
    }

    @Test
    void nestsAsDeepAsADocumentMay() throws JsonProcessingException {
        int depth = MetadataJson.MAX_DEPTH;
        InternalModelMetadata metadata = internal()
                .additionalProperty("x", nested(depth - 1))
                .trainingConfig("x", nested(depth - 2))
                .evaluationMetric("x", Measurement.of(1).with("x", nested(depth - 3)))
                .build();

        assertThat(MetadataJson.read(MetadataJson.parse(written(metadata)))).isEqualTo(metadata);
        assertRefused(
                internal().additionalProperty("x", nested(depth))::build,
                "x makes the document nest more than 1000 levels deep");
        assertRefused(
                internal().trainingConfig("x", nested(depth - 1))::build,
                "training_config/x makes the document nest more than 1000 levels deep");
        assertRefused(
                () -> Measurement.of(1).with("x", nested(depth - 2)),
                "x makes the document nest more than 1000 levels deep");
    }

    @Test
    void copiesTheCollectionsItIsGiven() {
        Map<String, Measurement> metrics = new HashMap<>(Map.of("accuracy", Measurement.of(ACCURACY)));
        Map<String, JsonNode> config = new HashMap<>();
        List<String> data = new ArrayList<>(List.of("dataset-1"));
        InternalModelMetadata.Builder builder =
                internal().evaluationMetrics(metrics).trainingConfig(config).trainingData(data);
        InternalModelMetadata metadata = builder.build();
        metrics.clear();
        config.put("epochs", IntNode.valueOf(3));
        data.clear();
        builder.additionalProperty("later", 1).evaluationMetric("later", 1).trainingConfig("later", 1);

        assertThat(metadata.evaluationMetrics()).containsExactly(Map.entry("accuracy", Measurement.of(ACCURACY)));
        assertThat(metadata.trainingConfig()).isEmpty();
        assertThat(metadata.trainingData()).isEqualTo(TextOrList.list("dataset-1"));
        assertThat(metadata.additionalProperties()).isEmpty();
    }

    @Test
    void copiesTheNodesItIsGiven() {
        ObjectNode inner = object("a", IntNode.valueOf(1));
        ArrayNode outer = array(inner);
        InternalModelMetadata metadata = internal()
                .additionalProperty("x", outer)
                .trainingConfig("x", inner)
                .evaluationMetric("x", Measurement.of(1).with("x", outer))
                .build();
        inner.put("a", 2);
        outer.removeAll();

        assertThat(metadata.additionalProperties().get("x")).hasToString("[{\"a\":1}]");
        assertThat(metadata.trainingConfig().get("x")).hasToString("{\"a\":1}");
        assertThat(metadata.evaluationMetrics().get("x")).hasToString("1 {x=[{\"a\":1}]}");
    }

    @Test
    void letsNobodyChangeWhatItHolds() {
        InternalModelMetadata metadata = internal()
                .additionalProperty("x", array(object("a", IntNode.valueOf(1))))
                .trainingConfig(Map.of())
                .build();
        ArrayNode array = (ArrayNode) metadata.additionalProperties().get("x");
        ObjectNode object = (ObjectNode) array.get(0);

        assertUnmodifiable(() -> metadata.evaluationMetrics().clear());
        assertUnmodifiable(() -> metadata.trainingConfig().put("a", NullNode.instance));
        assertUnmodifiable(() -> metadata.additionalProperties().remove("x"));
        assertUnmodifiable(() -> metadata.trainingData().texts().set(0, "a"));
        assertUnmodifiable(() -> array.add(1));
        assertUnmodifiable(array::removeAll);
        assertUnmodifiable(() -> object.put("a", 2));
        assertUnmodifiable(() -> object.withObject("/b"));
        assertUnmodifiable(() -> object.properties().iterator().next().setValue(NullNode.instance));
        assertUnmodifiable(() -> object.properties().clear());
        assertThat(array).hasToString("[{\"a\":1}]");
    }

    @Test
    void handsOutNodesThatCanBeCopiedAndChanged() {
        InternalModelMetadata metadata = internal()
                .additionalProperty("x", object("a", object("b", IntNode.valueOf(1))))
                .build();

        ObjectNode copy = metadata.additionalProperties().get("x").deepCopy();
        copy.withObject("/a").put("b", 2);

        assertThat(copy).hasToString("{\"a\":{\"b\":2}}");
        assertThat(metadata.additionalProperties().get("x")).hasToString("{\"a\":{\"b\":1}}");
    }

    @Test
    void isEqualToWhatIsWrittenTheSame() {
        List<JsonNode> thousand = List.of(
                ShortNode.valueOf((short) 1000),
                IntNode.valueOf(1000),
                LongNode.valueOf(1000),
                BigIntegerNode.valueOf(BigInteger.valueOf(1000)),
                DecimalNode.valueOf(new BigDecimal("1e3")));
        List<InternalModelMetadata> documents = thousand.stream()
                .map(node -> internal()
                        .additionalProperty("x", array(node))
                        .trainingConfig("x", node)
                        .build())
                .toList();

        assertThat(documents)
                .allSatisfy(document ->
                        assertThat(document).isEqualTo(documents.get(0)).hasSameHashCodeAs(documents.get(0)));
        assertThat(written(documents.get(4))).isEqualTo(written(documents.get(0)));
    }

    @ParameterizedTest
    @CsvSource({"1.10, 1.1", "1, 1.0", "0, 0.00", "1e-3, 0.0010"})
    void isNotEqualToWhatJsonbPrintsDifferently(BigDecimal one, BigDecimal other) {
        assertDiffer(internal().additionalProperty("x", one), internal().additionalProperty("x", other));
        assertDiffer(internal().trainingConfig("x", one), internal().trainingConfig("x", other));
        assertDiffer(internal().evaluationMetric("x", one), internal().evaluationMetric("x", other));
        assertDiffer(
                internal().additionalProperty("x", array(object("a", DecimalNode.valueOf(one)))),
                internal().additionalProperty("x", array(object("a", DecimalNode.valueOf(other)))));
    }

    @Test
    void isNotEqualWhereAMemberDiffers() {
        assertDiffer(internal(), internal().framework("other"));
        assertDiffer(internal(), internal().parameterCount(8));
        assertDiffer(internal(), internal().benchmarkId("b"));
        assertDiffer(internal(), internal().trainingConfig(Map.of()));
        assertDiffer(internal(), internal().additionalProperty("x", NullNode.instance));
        assertDiffer(internal().trainingData("a"), internal().trainingData(List.of("a")));
    }

    @ParameterizedTest
    @CsvSource({"1e131071, 10e131070", "1e1000, 10e999", "1e999, 10e998", "0e131012, 0", "0E+7, 0"})
    void isEqualToWhatIsWrittenTheSameWithThousandsOfZeros(BigDecimal one, BigDecimal other) {
        BigDecimal writtenOut = one.setScale(0);
        InternalModelMetadata metadata = internal()
                .evaluationMetric("x", one)
                .additionalProperty("x", one)
                .build();

        assertThat(Stream.of(other, writtenOut))
                .allSatisfy(number -> assertThat(internal()
                                .evaluationMetric("x", number)
                                .additionalProperty("x", number)
                                .build())
                        .isEqualTo(metadata)
                        .hasSameHashCodeAs(metadata));
    }

    @Test
    void isEqualWhateverTheOrderOfMembers() {
        assertThat(internal()
                        .additionalProperty("x", object("a", IntNode.valueOf(1)).put("b", 2))
                        .build())
                .isEqualTo(internal()
                        .additionalProperty("x", object("b", IntNode.valueOf(2)).put("a", 1))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"biophysical, BIOPHYSICAL", "rule_based, RULE_BASED"})
    void knowsAFamilyByItsText(String text, ModelFamily family) {
        assertThat(ModelFamily.of(text)).isEqualTo(family).hasToString(text);
        assertThat(ModelFamily.parse(text)).contains(family);
    }

    @Test
    void refusesAFamilyThatTheSchemaDoesNotKnow() {
        assertThat(ModelFamily.parse("Biophysical")).isEmpty();
        assertRefused(
                () -> ModelFamily.of("quan\u202etum"),
                "\"quan\\u202etum\" is none of biophysical, deep_learning, statistical, rule_based");
    }

    @ParameterizedTest
    @CsvSource({"InternalModelMetadata, false", "ExternalModelMetadata, true"})
    void readsTheExamplesOfTheSchema(String variant, boolean isExternal) {
        JsonNode examples = Schema.document().at("/definitions/" + variant + "/examples");

        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            ModelArtifactMetadata metadata = MetadataJson.read(example);
            assertThat(metadata.getClass().getSimpleName()).isEqualTo(variant);
            assertThat(metadata.isExternal()).isEqualTo(isExternal);
            assertThat(MetadataJson.toTree(metadata)).isEqualTo(example);
        }
    }

    private static String nameOf(ModelArtifactMetadata metadata) {
        return metadata.match(
                internal -> "internal " + internal.framework(), external -> "external " + external.externalSourceUrl());
    }

    private static String written(ModelArtifactMetadata metadata) {
        return MetadataJson.write(MetadataJson.toTree(metadata));
    }

    private static void assertRefused(ThrowingCallable making, String message) {
        assertThatThrownBy(making)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void assertUnmodifiable(ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOf(UnsupportedOperationException.class);
    }

    private static void assertDiffer(InternalModelMetadata.Builder one, InternalModelMetadata.Builder other) {
        assertThat(one.build()).isNotEqualTo(other.build());
        assertThat(Objects.equals(other.build(), one.build())).isFalse();
    }

    private static JsonNode nested(int levels) {
        JsonNode nested = IntNode.valueOf(1);
        for (int i = 0; i < levels; i++) {
            nested = i % 2 == 0 ? array(nested) : object("a", nested);
        }
        return nested;
    }

    private static ArrayNode array(JsonNode element) {
        return JsonNodeFactory.instance.arrayNode().add(element);
    }

    private static ObjectNode object(String name, JsonNode value) {
        return JsonNodeFactory.instance.objectNode().set(name, value);
    }

    private static InternalModelMetadata.Builder internal() {
        return InternalModelMetadata.builder()
                .modelFamily(ModelFamily.RULE_BASED)
                .framework("plain")
                .parameterCount(7)
                .trainingData("dataset-1")
                .evaluationDataset("dataset-2")
                .evaluationMetric("accuracy", ACCURACY);
    }

    private static ExternalModelMetadata.Builder external() {
        return ExternalModelMetadata.builder()
                .modelFamily(ModelFamily.STATISTICAL)
                .framework("plain")
                .parameterCount(7)
                .trainingData("not_disclosed")
                .evaluationDataset("dataset-2")
                .evaluationMetric("accuracy", ACCURACY)
                .externalSourceUrl("https://example.org/m")
                .externalSourceVersion("v1");
    }
}
