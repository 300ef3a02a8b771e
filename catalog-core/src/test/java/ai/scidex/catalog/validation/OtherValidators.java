package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.net.URI;
import java.util.function.Predicate;

/** Validators that know the schema and nothing of ours, as somebody else would use them. */
final class OtherValidators {

    private static final MetadataSchema SCHEMA = MetadataSchema.published();

    private OtherValidators() {}

    /** An implementation of Draft-07 that shares no code with the one that we use. */
    static Predicate<JsonNode> harrel() {
        Validator validator = new ValidatorFactory()
                .withDefaultDialect(new Dialects.Draft7Dialect())
                .withJsonNodeFactory(new JacksonNode.Factory())
                .createValidator();
        URI schema = validator.registerSchema(SCHEMA.document());
        return document -> validator.validate(schema, document).isValid();
    }

    /** The library that we use, with the {@code oneOf} at the root instead of our choice of the branch. */
    static Predicate<JsonNode> withoutOurChoice() {
        return networknt(new LibrarySchema(SCHEMA.document()).document());
    }

    /** The same with the schema exactly as it is published. */
    static Predicate<JsonNode> withoutOurCare() {
        return networknt(SCHEMA.document());
    }

    private static Predicate<JsonNode> networknt(JsonNode schema) {
        SchemaValidatorsConfig defaults = SchemaValidatorsConfig.builder().build();
        JsonSchema compiled = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema, defaults);
        return document -> compiled.validate(document).isEmpty();
    }
}
