package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataSchemaTest {

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    private static final JsonNode DEFINITIONS = VALIDATOR.schema().document().path("definitions");

    @Test
    void isTheFileOfTheProject() throws Exception {
        String file = Files.readString(Path.of("../schemas/model_artifact_metadata.json"));

        assertThat(VALIDATOR.schema().text()).isEqualTo(file);
        assertThat(VALIDATOR.schema().version()).isEqualTo("v1").isEqualTo(MetadataSchema.PUBLISHED_VERSION);
        assertThat(VALIDATOR.schema().sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void isItselfValidDraft07() {
        JsonSchema metaSchema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));

        assertThat(metaSchema.validate(VALIDATOR.schema().document())).isEmpty();
    }

    @Test
    void asksEachVariantForItsOwnFields() {
        List<String> both = List.of(
                "is_external",
                "model_family",
                "framework",
                "parameter_count",
                "training_data",
                "evaluation_dataset",
                "evaluation_metrics");

        assertThat(required("InternalModelMetadata")).containsExactlyElementsOf(both);
        assertThat(required("ExternalModelMetadata"))
                .startsWith(both.toArray(String[]::new))
                .endsWith("external_source_url", "external_source_version")
                .hasSize(9);
    }

    /** A variant refuses a member of the other one by the schema {@code false}, which has no room for words. */
    @ParameterizedTest
    @ValueSource(strings = {"InternalModelMetadata", "ExternalModelMetadata"})
    void namesAndDescribesEveryProperty(String variant) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        DEFINITIONS.path(variant).path("properties").properties().stream()
                .filter(property -> property.getValue().isObject())
                .forEach(property -> properties.put(property.getKey(), resolved(property.getValue())));

        assertThat(properties).hasSizeBetween(10, 12).allSatisfy((name, property) -> {
            assertThat(property.path("title").asText()).isNotBlank();
            assertThat(property.path("description").asText()).endsWith(".");
        });
        assertThat(VALIDATOR.schema().document().findParents("type"))
                .allSatisfy(schema -> assertThat(schema.path("title").asText()).isNotBlank())
                .allSatisfy(schema ->
                        assertThat(schema.path("description").asText()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternalModelMetadata", "ExternalModelMetadata"})
    void givesExamplesThatAreValid(String variant) {
        List<JsonNode> examples =
                DEFINITIONS.path(variant).path("examples").valueStream().toList();

        assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(example ->
                        assertThat(VALIDATOR.validate(example).violations()).isEmpty());
        assertThat(examples)
                .extracting(example -> example.path("model_family").asText())
                .doesNotHaveDuplicates();
    }

    /** Every character of the basic plane alone, before and behind a word: the schema and the code trim the same. */
    @Test
    void callsTheSameCharactersWhiteSpaceAsTextForms() {
        for (char c = 1; c < Character.MAX_VALUE; c++) {
            if (!Character.isSurrogate(c)) {
                assertAgreement(Character.toString(c));
                assertAgreement(c + "tbd");
                assertAgreement("tbd" + c);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TBD",
                "todo",
                "N/A",
                "None",
                "NULL",
                "unknown",
                "?",
                "-",
                "[more information needed]",
                "n/a ",
                "--",
                "un\u212anown",
                "tbd.",
                "x"
            })
    void callsTheSameTextsPlaceholdersAsTextForms(String text) {
        assertAgreement(text);
        assertAgreement(" " + text + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "MASTER",
                "head",
                "latest",
                "dev",
                "develop",
                "nightly",
                "trunk",
                "main2",
                "v1",
                "release/main"
            })
    void callsTheSameTextsMovingRefsAsTextForms(String text) {
        ObjectNode document = example("ExternalModelMetadata");
        document.put("external_source_version", " " + text + "\n");

        assertThat(VALIDATOR.validate(document).violations().isEmpty())
                .as(text)
                .isEqualTo(!TextForms.isMovingRef(text));
    }

    private static void assertAgreement(String text) {
        ObjectNode document = example("InternalModelMetadata");
        document.put("framework", text);

        assertThat(VALIDATOR.validate(document).violations().isEmpty())
                .as(MetadataJson.write(document.get("framework")))
                .isEqualTo(!TextForms.isBlank(text) && !TextForms.isPlaceholder(text));
    }

    private static ObjectNode example(String variant) {
        return DEFINITIONS.path(variant).path("examples").get(0).deepCopy();
    }

    private static JsonNode resolved(JsonNode property) {
        return property.has("$ref")
                ? VALIDATOR
                        .schema()
                        .document()
                        .at(property.path("$ref").asText().substring(1))
                : property;
    }

    private static List<String> required(String variant) {
        return DEFINITIONS
                .path(variant)
                .path("required")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
