package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The branches of the schema's {@code oneOf}, each compiled on its own and found by its {@code is_external}. */
final class VariantSchemas {

    private final Map<Boolean, Variant> variants = new HashMap<>();

    VariantSchemas(JsonNode published) {
        LibrarySchema library = new LibrarySchema(published);
        JsonNode document = library.document();
        int branches = document.path("oneOf").size();
        for (int i = 0; i < branches; i++) {
            ObjectNode standalone = JsonNodeFactory.instance.objectNode();
            standalone.set("$schema", document.path("$schema"));
            standalone.setAll((ObjectNode) document.path("oneOf").path(i));
            standalone.set("definitions", document.path("definitions"));
            Variant variant = variant(
                    compiled(standalone, library),
                    definition(published, published.path("oneOf").path(i)),
                    published);
            variants.put(variant.isExternal(), variant);
        }
        if (variants.size() != 2 || branches != 2) {
            throw new IllegalStateException(
                    "the schema's oneOf has %d branches, and is_external tells %d apart; there must be two"
                            .formatted(branches, variants.size()));
        }
    }

    private static JsonSchema compiled(JsonNode branch, LibrarySchema library) {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ROOT)
                .losslessNarrowing(true)
                .formatAssertionsEnabled(false)
                .regularExpressionFactory(library::expression)
                .build();
        JsonSchema compiled = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(branch, config);
        compiled.initializeValidators();
        return compiled;
    }

    private static Variant variant(JsonSchema compiled, JsonNode branch, JsonNode schema) {
        Map<String, String> descriptions = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : branch.path("properties").properties()) {
            JsonNode definition = definition(schema, property.getValue());
            descriptions.put(property.getKey(), definition.path("description").asText());
        }
        Set<String> required = new HashSet<>();
        branch.path("required").forEach(name -> required.add(name.asText()));
        boolean isExternal = branch.at("/properties/is_external/const").booleanValue();
        return new Variant(isExternal, compiled, descriptions, required);
    }

    private static JsonNode definition(JsonNode schema, JsonNode property) {
        return property.has("$ref") ? resolve(schema, property.path("$ref")) : property;
    }

    private static JsonNode resolve(JsonNode schema, JsonNode reference) {
        return schema.at(reference.asText().substring(1));
    }

    /** Returns the variant of internal or of external models. */
    Variant of(boolean isExternal) {
        Variant variant = variants.get(isExternal);
        if (variant == null) {
            throw new AssertionError("no variant for is_external " + isExternal);
        }
        return variant;
    }
}
