package ai.scidex.migration.decision;

import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A legacy artifact while it is decided: what it says, what it mentions, and the fields that are decided already. */
final class Examination {

    private final LegacyArtifact artifact;
    private final KnownArtifacts known;
    private final Rulings rulings;
    private final JsonNode metadata;
    private final Map<Field, FieldDecision> decided = new EnumMap<>(Field.class);

    Examination(LegacyArtifact artifact, KnownArtifacts known, Rulings rulings) {
        this.artifact = artifact;
        this.known = known;
        this.rulings = rulings;
        JsonNode said = rulings.value(Field.METADATA).orElse(artifact.metadata());
        this.metadata = said != null && said.isObject() ? said : JsonNodeFactory.instance.objectNode();
    }

    LegacyArtifact artifact() {
        return artifact;
    }

    KnownArtifacts known() {
        return known;
    }

    Rulings rulings() {
        return rulings;
    }

    /** Returns the metadata, an object; an empty one where there is none. A document that a person gave stands in its place. */
    JsonNode metadata() {
        return metadata;
    }

    Map<Field, FieldDecision> decided() {
        return decided;
    }

    void decide(Field field, FieldDecision decision) {
        decided.put(field, decision);
    }

    /** Returns the value of a field that is decided already; empty if it has none. */
    Optional<Mapped> mapped(Field field) {
        return decided.getOrDefault(field, new Absent()) instanceof Mapped mapped
                ? Optional.of(mapped)
                : Optional.empty();
    }

    /** Returns whether the model is known to be somebody else's; while that is held it is neither. */
    boolean isExternal() {
        return mapped(Field.IS_EXTERNAL)
                .filter(flag -> flag.value().booleanValue())
                .isPresent();
    }

    /** Returns whether the model is known to be our own; while that is held it is neither. */
    boolean isInternal() {
        return mapped(Field.IS_EXTERNAL)
                .filter(flag -> !flag.value().booleanValue())
                .isPresent();
    }
}
