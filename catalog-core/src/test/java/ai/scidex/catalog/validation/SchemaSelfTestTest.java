package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SchemaSelfTestTest {

    private static final MetadataSchema PUBLISHED = MetadataSchema.published();

    @Test
    void holdsForThePublishedSchema() {
        assertThat(SchemaSelfTest.of(PUBLISHED))
                .allSatisfy(check -> assertThat(check.problems()).isEmpty())
                .extracting(SchemaCheck::id)
                .containsExactly(
                        "is-json",
                        "is-draft-07",
                        "references-resolve",
                        "patterns-compile",
                        "has-two-variants",
                        "variants-require-their-members",
                        "examples-are-valid");
    }

    @Test
    void findsATextThatIsNoJson() {
        MetadataSchema broken = new MetadataSchema("{\"oneOf\": [,]}", "v1", "00");

        assertThat(SchemaSelfTest.of(broken))
                .containsExactly(new SchemaCheck(
                        "is-json",
                        "no JSON",
                        List.of("the document has , at line 1, column 12, where a value should stand")));
    }

    @Test
    void findsWhatIsNoDraft07() {
        assertThat(problems("is-draft-07", schema -> {
                    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
                    internal(schema).put("required", "is_external");
                }))
                .containsExactly(
                        "/$schema: is \"https://json-schema.org/draft/2020-12/schema\"; write \"http://json-schema.org/draft-07/schema#\"",
                        "/definitions/InternalModelMetadata/required: string found, array expected");
    }

    @Test
    void findsAReferenceThatLeadsNowhere() {
        assertThat(problems("references-resolve", schema -> {
                    property(schema, "framework").put("$ref", "#/definitions/Nothing");
                    property(schema, "benchmark_id").put("$ref", "https://example.org/schema.json");
                }))
                .containsExactly(
                        "/definitions/InternalModelMetadata/properties/framework/$ref: \"#/definitions/Nothing\" leads nowhere in this file",
                        "/definitions/InternalModelMetadata/properties/benchmark_id/$ref: \"https://example.org/schema.json\" leads nowhere in this file");
    }

    @Test
    void findsAPatternThatDoesNotCompile() {
        assertThat(problems("patterns-compile", schema -> {
                    ((ObjectNode) schema.path("definitions").path("Text")).put("pattern", "^(a");
                    internal(schema).putObject("patternProperties").putObject("[");
                }))
                .containsExactly(
                        "/definitions/InternalModelMetadata/patternProperties/[: Unclosed character class at character 1",
                        "/definitions/Text/pattern: Unclosed group at character 4");
    }

    @Test
    void findsAThirdVariant() {
        assertThat(problems(
                        "has-two-variants",
                        schema -> ((ArrayNode) schema.get("oneOf")).addObject().put("type", "object")))
                .containsExactly(
                        "/oneOf: has 3 branches; give one for each variant, internal and external",
                        "/oneOf/2/properties/is_external: has no const that is true or false");
    }

    @Test
    void findsVariantsThatAreNotToldApart() {
        assertThat(problems(
                        "has-two-variants",
                        schema -> property(schema, "is_external").put("const", true)))
                .containsExactly("/oneOf: both variants are told by is_external true; make one of them false");
        assertThat(problems(
                        "has-two-variants",
                        schema -> property(schema, "is_external").put("const", "no")))
                .containsExactly(
                        "/definitions/InternalModelMetadata/properties/is_external: has no const that is true or false");
        assertThat(problems("has-two-variants", schema -> schema.remove("oneOf")))
                .containsExactly("/oneOf: has 0 branches; give one for each variant, internal and external");
    }

    @Test
    void findsAVariantThatDoesNotRequireItsMembers() {
        assertThat(problems(
                        "variants-require-their-members",
                        schema -> internal(schema).remove("required")))
                .containsExactly(
                        "/definitions/InternalModelMetadata/required: does not name is_external, which tells the variants apart");
        assertThat(problems(
                        "variants-require-their-members",
                        schema -> ((ArrayNode) internal(schema).get("required")).add("framwork")))
                .containsExactly("/definitions/InternalModelMetadata/required: names framwork, which is no property");
    }

    @Test
    void findsAnExampleThatIsInvalid() {
        assertThat(problems(
                        "examples-are-valid",
                        schema -> ((ObjectNode) internal(schema).at("/examples/0")).put("framework", "TBD")))
                .containsExactly(
                        "/definitions/InternalModelMetadata/examples/0/framework: \"TBD\" is a placeholder; write what it stands for");
    }

    @Test
    void findsAnExampleOfTheOtherVariant() {
        assertThat(problems(
                        "examples-are-valid",
                        schema -> internal(schema)
                                .putArray("examples")
                                .add(schema.at("/definitions/ExternalModelMetadata/examples/0"))))
                .containsExactly(
                        "/definitions/InternalModelMetadata/examples/0: is no example of this variant; its is_external is not false");
    }

    @Test
    void findsAVariantWithoutExample() {
        assertThat(problems("examples-are-valid", schema -> internal(schema).remove("examples")))
                .containsExactly("/definitions/InternalModelMetadata/examples: there is none; give at least one");
    }

    @Test
    void looksAtNoExampleOfASchemaThatIsBroken() {
        assertThat(SchemaSelfTest.of(changed(schema -> schema.put("$schema", "none"))))
                .filteredOn(check -> check.id().equals("examples-are-valid"))
                .containsExactly(new SchemaCheck(
                        "examples-are-valid",
                        "no example",
                        List.of("nothing was looked at, because a check above failed")));
    }

    @Test
    void takesNoExampleAndNoPropertyForASchema() {
        assertThat(SchemaSelfTest.of(changed(schema -> {
                    ((ObjectNode) internal(schema).at("/examples/0"))
                            .putObject("x")
                            .put("$ref", "x")
                            .put("pattern", "[");
                    ((ObjectNode) internal(schema).get("properties"))
                            .putObject("pattern")
                            .put("type", "string");
                })))
                .allMatch(SchemaCheck::ok);
    }

    private static List<String> problems(String id, Consumer<ObjectNode> change) {
        return SchemaSelfTest.of(changed(change)).stream()
                .filter(check -> check.id().equals(id))
                .flatMap(check -> check.problems().stream())
                .toList();
    }

    private static MetadataSchema changed(Consumer<ObjectNode> change) {
        ObjectNode schema = (ObjectNode) PUBLISHED.document();
        change.accept(schema);
        return new MetadataSchema(MetadataJson.write(schema), "v1", "00");
    }

    private static ObjectNode internal(JsonNode schema) {
        return (ObjectNode) schema.at("/definitions/InternalModelMetadata");
    }

    private static ObjectNode property(JsonNode schema, String name) {
        return (ObjectNode) internal(schema).path("properties").path(name);
    }
}
