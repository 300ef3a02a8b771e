package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataJsonTest {

    /** It stands where a decoder found no text, too, and there a document is refused. */
    @Test
    void readsTheReplacementCharacter() throws MalformedDocumentException {
        byte[] document = "{\"\uFFFD\": \"a\uFFFD\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(MetadataJson.parse(DocumentBytes.of(document)).path("\uFFFD").textValue())
                .isEqualTo("a\uFFFD");
    }

    @Test
    void readsAnInternalModelAsItsType() throws IOException {
        ModelArtifactMetadata metadata = MetadataJson.read(document("microglia.json"));

        assertThat(metadata).isInstanceOf(InternalModelMetadata.class);
        assertThat(metadata.isExternal()).isFalse();
        assertThat(metadata.modelFamily()).isEqualTo(ModelFamily.BIOPHYSICAL);
        assertThat(metadata.framework()).isEqualTo("scipy");
        assertThat(metadata.parameterCount()).isEqualTo(14);
        assertThat(metadata.trainingData()).isEqualTo(TextOrList.list(List.of("dataset-microglia-timecourse-01")));
        assertThat(metadata.evaluationDataset()).isEqualTo("dataset-microglia-heldout-01");
        assertThat(metadata.evaluationMetrics()).containsOnlyKeys("rmse", "r2", "n");
        assertThat(metadata.benchmarkId()).isEqualTo("benchmark-microglia-01");
        assertThat(metadata.baseModelId()).isEqualTo("model-biophys-microglia-000");
        assertThat(metadata.trainingConfig()).containsOnlyKeys("solver", "rtol", "atol", "seeds");
        assertThat(metadata.additionalProperties())
                .containsOnlyKeys(
                        "_origin",
                        "_schema_version",
                        "equations",
                        "résumé 😀",
                        "parameters",
                        "flag",
                        "nothing",
                        "empty",
                        "none");
    }

    @Test
    void readsAnExternalModelAsItsType() throws IOException {
        ModelArtifactMetadata metadata = MetadataJson.read(document("cell-type.json"));

        assertThat(metadata).isInstanceOfSatisfying(ExternalModelMetadata.class, external -> {
            assertThat(external.externalSourceUrl()).isEqualTo("https://huggingface.co/example/cell-type?x=a%20b#c");
            assertThat(external.externalSourceVersion()).isEqualTo("v1.0");
        });
        assertThat(metadata.isExternal()).isTrue();
        assertThat(metadata.parameterCount()).isEqualTo(9007199254740991L);
        assertThat(metadata.trainingData()).isEqualTo(TextOrList.text("not_disclosed"));
        assertThat(metadata.benchmarkId()).isNull();
        assertThat(metadata.trainingConfig()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"microglia.json", "cell-type.json"})
    void losesNoKeyAndNoDigitOnTheWayThroughTheTypes(String file) throws IOException {
        JsonNode document = document(file);

        JsonNode tree = MetadataJson.toTree(MetadataJson.read(document));

        assertThat(sorted(tree)).isEqualTo(sorted(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"microglia.json", "cell-type.json"})
    void readsWhatItWroteAsAnEqualValue(String file) throws IOException {
        ModelArtifactMetadata metadata = MetadataJson.read(document(file));

        String text = MetadataJson.write(MetadataJson.toTree(metadata));

        assertThat(MetadataJson.read(MetadataJson.parse(text)))
                .isEqualTo(metadata)
                .hasSameHashCodeAs(metadata);
    }

    @Test
    void writesKnownMembersInTheOrderOfTheSchemaAndThenTheOthers() throws IOException {
        JsonNode tree = MetadataJson.toTree(MetadataJson.read(document("microglia.json")));

        assertThat(tree.fieldNames())
                .toIterable()
                .containsExactly(
                        "is_external",
                        "model_family",
                        "framework",
                        "parameter_count",
                        "training_data",
                        "evaluation_dataset",
                        "evaluation_metrics",
                        "benchmark_id",
                        "base_model_id",
                        "training_config",
                        "_origin",
                        "_schema_version",
                        "equations",
                        "résumé 😀",
                        "parameters",
                        "flag",
                        "nothing",
                        "empty",
                        "none");
    }

    @Test
    void keepsAnUnknownMemberThatIsAsDeepAsADocumentMayBe() throws IOException {
        ObjectNode document = (ObjectNode) document("cell-type.json");
        int depth = MetadataJson.MAX_DEPTH - 1;
        document.set("deep", MetadataJson.parse("[".repeat(depth) + 1.10 + "]".repeat(depth)));
        JsonNode parsed = MetadataJson.parse(MetadataJson.write(document));

        JsonNode tree = MetadataJson.toTree(MetadataJson.read(parsed));

        assertThat(MetadataJson.write(tree)).isEqualTo(MetadataJson.write(document));
    }

    @Test
    void keepsAnUnknownNumberThatIsAsLongAsADocumentMayHoldIt() throws IOException {
        ObjectNode document = (ObjectNode) document("cell-type.json");
        String number = "7".repeat(MetadataJson.MAX_INTEGER_DIGITS) + "."
                + "3".repeat(MetadataJson.MAX_FRACTION_DIGITS - 1) + "0";
        document.set("long", MetadataJson.parse(number));

        JsonNode tree = MetadataJson.toTree(MetadataJson.read(document));

        assertThat(MetadataJson.write(tree.get("long"))).isEqualTo(number);
    }

    @Test
    void keepsNamesAndTextsOfAnyLength() throws IOException {
        ObjectNode document = (ObjectNode) document("cell-type.json");
        document.put("n".repeat(100_000), "t".repeat(30_000_000));

        JsonNode tree = MetadataJson.toTree(MetadataJson.read(document));

        assertThat(tree).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource({"14.0, 14", "1e3, 1000", "0, 0", "9007199254740991.0, 9007199254740991"})
    void readsAWholeNumberByItsValue(String written, long count) throws IOException {
        JsonNode document = with("parameter_count", written);

        assertThat(MetadataJson.read(document).parameterCount()).isEqualTo(count);
    }

    @Test
    void keepsATextAndAListOfOneTextApart() throws IOException {
        JsonNode text = MetadataJson.toTree(MetadataJson.read(with("training_data", "\"a\"")));
        JsonNode list = MetadataJson.toTree(MetadataJson.read(with("training_data", "[\"a\"]")));

        assertThat(MetadataJson.write(text.get("training_data"))).isEqualTo("\"a\"");
        assertThat(MetadataJson.write(list.get("training_data"))).isEqualTo("[\"a\"]");
    }

    @ParameterizedTest
    @MethodSource("requiredMembers")
    void namesTheMemberThatIsMissing(String member) throws IOException {
        ObjectNode document = (ObjectNode) document("cell-type.json");
        document.remove(member);

        assertThatThrownBy(() -> MetadataJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot be read as metadata: " + member + " is missing");
    }

    private static List<String> requiredMembers() {
        List<String> members = new ArrayList<>();
        Schema.external().get("required").forEach(member -> members.add(member.asText()));
        members.remove("is_external");
        return members;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            model_family       | "quantum" | model_family: "quantum" is none of biophysical, deep_learning, statistical, rule_based
            model_family       | {}        | model_family must not be {}; give a text
            framework          | 5         | framework must not be 5; give a text
            framework          | true      | framework must not be true; give a text
            framework          | ["a"]     | framework must not be ["a"]; give a text
            parameter_count    | "14"      | parameter_count must not be "14"; give a whole number
            parameter_count    | 14.5      | parameter_count must not be 14.5; give a whole number
            parameter_count    | 1e19      | parameter_count must not be 1E+19; give a whole number of fewer digits
            parameter_count    | 1e131071  | parameter_count must not be 1E+131071; give a whole number of fewer digits
            parameter_count    | -1        | parameter_count must not be -1; give at least 0
            training_data      | 7         | training_data: the value must not be 7; give a text or a list
            training_data      | ["a", 1]  | training_data: an entry of the list must not be 1; give a text
            training_data      | [null]    | training_data: an entry of the list must not be null; give a text
            training_data      | []        | training_data has 0 entries; give at least 1
            evaluation_metrics | []        | evaluation_metrics must not be []; give an object
            evaluation_metrics | {}        | evaluation_metrics has 0 entries; give at least 1
            evaluation_metrics | {"a/b": "1"}            | evaluation_metrics/a~1b: the value must not be "1"; give a number or an object
            evaluation_metrics | {"a": {"n": 1}}         | evaluation_metrics/a: value is missing
            evaluation_metrics | {"a": {"value": true}}  | evaluation_metrics/a: value must not be true; give a number
            training_config    | ""        | training_config must not be ""; give an object
            """)
    void refusesWhatFitsNoType(String member, String value, String message) throws IOException {
        JsonNode document = with(member, value);

        assertThatThrownBy(() -> MetadataJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot be read as metadata: " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "model_family, a text",
        "framework, a text",
        "parameter_count, a whole number",
        "training_data, a text or a list",
        "evaluation_metrics, an object",
        "external_source_url, a text",
        "benchmark_id, a text",
        "training_config, an object"
    })
    void takesNoNullForAValueOfAKnownMember(String member, String remedy) throws IOException {
        JsonNode document = with(member, "null");

        assertThatThrownBy(() -> MetadataJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cannot be read as metadata: %s must not be null; give %s, or leave the member out if it is"
                                + " optional",
                        member, remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"true\"", "{}"})
    void asksForTheVariantAsABoolean(String value) throws IOException {
        JsonNode document = with("is_external", value);

        assertThatThrownBy(() -> MetadataJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is_external must be true or false, not " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "null"})
    void missesTheVariant(String text) throws IOException {
        JsonNode document = MetadataJson.parse(text);

        assertThatThrownBy(() -> MetadataJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is_external must be true or false, not null");
    }

    @Test
    void refusesAnInternalModelWithAMemberOfExternalOnes() throws IOException {
        ObjectNode document = (ObjectNode) document("microglia.json");
        document.put("external_source_url", "https://example.org");

        assertThatThrownBy(() -> MetadataJson.read(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot be read as metadata: external_source_url does not belong here; remove it");
    }

    @ParameterizedTest
    @CsvSource({"1e131072, 131073, 0", "1e999999999, 1000000000, 0", "-1e-16384, 0, 16384", "0e-999999999, 0, 999999999"
    })
    void writesNoNumberThatCannotBeStored(String number, int before, int after) {
        String message =
                "a number has %d digits before and %d after the point, more than the 131072 and 16383 that can be stored"
                        .formatted(before, after);

        assertThatThrownBy(() -> MetadataJson.write(DecimalNode.valueOf(new BigDecimal(number))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot be written as JSON: " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "1.10, 1.10",
        "1e-9, 0.000000001",
        "1.20e-3, 0.00120",
        "1e-6, 0.000001",
        "1e-7, 0.0000001",
        "-1.5e-7, -0.00000015",
        "0e-6, 0.000000",
        "0e-7, 0.0000000",
        "1E+3, 1000",
        "-0.00, 0.00",
        "1e40, 10000000000000000000000000000000000000000",
        "9223372036854775808, 9223372036854775808"
    })
    void writesANumberAsPostgresqlPrintsIt(String written, String printed) throws IOException {
        assertThat(MetadataJson.write(MetadataJson.parse(written))).isEqualTo(printed);
    }

    private static JsonNode with(String member, String value) throws IOException {
        ObjectNode document = (ObjectNode) document("cell-type.json");
        document.set(member, MetadataJson.parse(value));
        return document;
    }

    private static JsonNode document(String file) throws IOException {
        try (var in = MetadataJsonTest.class.getResourceAsStream("/metadata/" + file)) {
            return MetadataJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The document as text, its own members in alphabetical order: equal text means every digit and scale equal. */
    private static String sorted(JsonNode document) {
        StringBuilder text = new StringBuilder();
        document.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(member -> text.append(member.getKey())
                        .append(": ")
                        .append(MetadataJson.write(member.getValue()))
                        .append('\n'));
        return text.toString();
    }
}
