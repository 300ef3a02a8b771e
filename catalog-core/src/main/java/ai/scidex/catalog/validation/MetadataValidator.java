package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Says whether metadata is valid against the published schema, and if not, every problem once.
 *
 * <p>The variant is chosen by {@code is_external} first, so that no problem of the other variant is reported. The order
 * of the violations is that of the schema's properties, not of the document's members, and within a property that of
 * the places in it. Of a document that has more than a thousand a thousand are reported, and that there are more. Safe
 * for use by several threads.
 */
public final class MetadataValidator {

    private static final String IS_EXTERNAL = "is_external";

    private final MetadataSchema schema;
    private final VariantSchemas variants;

    MetadataValidator(MetadataSchema schema) {
        this.schema = schema;
        this.variants = new VariantSchemas(schema.document());
    }

    /** Returns a validator for the published schema. Making one is costly; using it is not. */
    public static MetadataValidator standard() {
        return of(MetadataSchema.published());
    }

    /** Returns a validator for {@code schema}, which may be an earlier one. */
    public static MetadataValidator of(MetadataSchema schema) {
        return new MetadataValidator(schema);
    }

    /** Returns what of a document PostgreSQL cannot keep, whatever the document is; empty if it can keep all of it. */
    public static List<Violation> unstorable(JsonNode document) {
        return Storability.of(document, Set.of()).findings().sorted(new ViolationOrder(List.of()));
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
        JsonNode isExternal = document.path(IS_EXTERNAL);
        if (!isExternal.isBoolean()) {
            return new ValidationResult.Invalid(List.of(withoutVariant(document, isExternal)));
        }
        Variant variant = variants.of(isExternal.booleanValue());
        Storability storability = Storability.of(document, Set.of());
        Findings findings = storability.isWithinLimits() ? variant.judge(document) : new Findings();
        if (!findings.isEmpty() && !storability.findings().isEmpty()) {
            storability = Storability.of(document, findings.pointers());
        }
        findings.addAll(storability.findings());
        return ValidationResult.of(findings.isEmpty() ? List.of() : findings.sorted(variant.order()));
    }

    private Violation withoutVariant(JsonNode document, JsonNode isExternal) {
        // Both variants know the same names.
        List<String> lookalikes =
                variants.of(true).lookalikes(List.of(IS_EXTERNAL), document).getOrDefault(IS_EXTERNAL, List.of());
        return ViolationSentence.noVariant(isExternal, lookalikes);
    }
}
