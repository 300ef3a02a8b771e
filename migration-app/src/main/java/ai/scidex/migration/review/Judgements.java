package ai.scidex.migration.review;

import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.Field;
import ai.scidex.migration.decision.FieldDecision;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import ai.scidex.migration.decision.Reason;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with a value that a person gave, while other fields may still be held. */
@Singleton
final class Judgements {

    private final ModelCatalog catalog;

    Judgements(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    /** Returns why the field cannot have the value, as the rules decided with it; empty if it can. */
    List<Violation> of(Decision decision, Field field, JsonNode value) {
        FieldDecision decided = decision.fields().get(field);
        ObjectNode document = decision.foreseen();
        if (!(field.isMetadataKey() && decided instanceof Mapped) && field != Field.METADATA) {
            document.set(field.text(), value);
        }
        List<Violation> violations = of(document, field);
        if (!violations.isEmpty()) {
            return violations;
        }
        if (decided instanceof Mapped mapped && mapped.isRuled()) {
            return List.of();
        }
        if (decided instanceof Held held) {
            return List.of(new Violation(pointer(field), held.reason().text(), sentence(field, held.reason())));
        }
        return List.of(new Violation(
                pointer(field), "const", "an internal model has no %s; dismiss the hold".formatted(field.text())));
    }

    /** Returns which of the violations are about the field: of a document, those that no field of its own is asked for. */
    static List<Violation> about(Field field, List<Violation> violations) {
        return violations.stream()
                .filter(violation -> {
                    JsonPointer pointer = JsonPointer.compile(violation.pointer());
                    Optional<Field> member =
                            pointer.matches() ? Optional.empty() : Field.named(pointer.getMatchingProperty());
                    return field == Field.METADATA
                            ? member.isEmpty()
                            : member.filter(field::equals).isPresent();
                })
                .toList();
    }

    /** While the kind is held, a value must be good for one of the two. */
    private List<Violation> of(ObjectNode document, Field field) {
        if (document.path(Field.IS_EXTERNAL.text()).isBoolean() || field == Field.IS_EXTERNAL) {
            return about(field, catalog.validateMetadata(document).violations());
        }
        List<Violation> internal = about(
                field,
                catalog.validateMetadata(document.put(Field.IS_EXTERNAL.text(), false))
                        .violations());
        List<Violation> external = about(
                field,
                catalog.validateMetadata(document.put(Field.IS_EXTERNAL.text(), true))
                        .violations());
        return external.isEmpty() ? external : internal;
    }

    private static String pointer(Field field) {
        return field == Field.METADATA ? "" : "/" + field.text();
    }

    private static String sentence(Field field, Reason reason) {
        if (reason == Reason.CONFLICT && (field == Field.TRAINING_STARTED_AT || field == Field.TRAINING_COMPLETED_AT)) {
            return "training would end before it began";
        }
        if (field == Field.METADATA) {
            return "must be a JSON object";
        }
        if (field == Field.EVAL_DATASET_ARTIFACT_ID) {
            return "must be the id of an artifact";
        }
        return reason.sentence();
    }
}
