package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Says whether metadata is valid against the published schema, and if not, every problem once.
 *
 * <p>The variant is chosen by {@code is_external} first, so that no problem of the other variant is reported. Safe for
 * use by several threads.
 */
public final class MetadataValidator {

    private final MetadataSchema schema;
    private final VariantSchemas variants;

    private MetadataValidator(MetadataSchema schema) {
        this.schema = schema;
        this.variants = new VariantSchemas(schema.document());
    }

    /** Returns a validator for the published schema. Making one is costly; using it is not. */
    public static MetadataValidator standard() {
        return new MetadataValidator(MetadataSchema.published());
    }

    /** Returns the schema that documents are validated against. */
    public MetadataSchema schema() {
        return schema;
    }

    /** Validates {@code document}, which stays as it is. */
    public ValidationResult validate(JsonNode document) {
        if (!document.isObject()) {
            return new ValidationResult.Invalid(List.of(ViolationSentence.notAnObject(document)));
        }
        JsonNode isExternal = document.path("is_external");
        if (!isExternal.isBoolean()) {
            return new ValidationResult.Invalid(List.of(ViolationSentence.noVariant(isExternal)));
        }
        List<Violation> violations = new ArrayList<>(variants.violations(isExternal.booleanValue(), document));
        violations.addAll(StorableText.violations(document));
        return ValidationResult.of(violations);
    }
}
