package ai.scidex.migration.decision;

import ai.scidex.catalog.Adoption;
import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.MetadataChange;
import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for a legacy artifact, field by field; all else follows from it.
 *
 * @param artifact the artifact
 * @param fields the decision of every field, in order; {@link Field#METADATA} is there only where it is held, or a person
 *     gave another document in its place
 */
public record Decision(LegacyArtifact artifact, Map<Field, FieldDecision> fields) {

    /** Metadata keys, and the columns that hold them in a form of their own. */
    private static final Map<Field, Field> COLUMN_OF = Map.of(
            Field.EVALUATION_DATASET, Field.EVAL_DATASET_ARTIFACT_ID,
            Field.EVALUATION_METRICS, Field.EVAL_METRICS_JSON,
            Field.TRAINING_CONFIG, Field.TRAINING_PARAMS_JSON);

    public Decision {
        fields = Collections.unmodifiableMap(new EnumMap<>(fields));
    }

    /** Returns what becomes of the artifact; one whose only holds are optional is not held. */
    public Outcome outcome() {
        return outcome(change());
    }

    private Outcome outcome(MetadataChange change) {
        if (isHeld()) {
            return Outcome.HELD;
        }
        return change.isEmpty() ? Outcome.UNCHANGED : Outcome.UPGRADED;
    }

    /** Returns the fields that wait for a person, in order. */
    public List<Hold> holds() {
        List<Hold> holds = new ArrayList<>();
        // By the keys, here and below: a map of enums makes each entry anew, which was a tenth of what a backfill
        // allocated.
        for (Field field : fields.keySet()) {
            if (fields.get(field) instanceof Held held) {
                holds.add(new Hold(field, held.reason(), isRequired(field), held.candidates()));
            }
        }
        return List.copyOf(holds);
    }

    /**
     * Returns what becomes of the metadata: nothing while a required field is held. Where a person gave another document,
     * that is all of it, and nothing of what was there stays.
     */
    public MetadataChange change() {
        return isHeld() ? MetadataChange.none() : upgrade();
    }

    /** Returns what the metadata would be if nothing were held. */
    public ObjectNode foreseen() {
        boolean stays = artifact.isReadable() && !replacesDocument();
        return upgrade().applyTo(stays ? artifact.metadata() : null);
    }

    /** Returns whether a person gave a document in the place of the one that was there. */
    public boolean replacesDocument() {
        return fields.get(Field.METADATA) instanceof Mapped;
    }

    /**
     * Returns how each field was decided, a JSON array. It is made when it is written, and is no tree to look into.
     *
     * <p>An entry has {@code field} and {@code decision}, which is {@code mapped} (with {@code value}, {@code source},
     * {@code rule} and, where the value follows from several keys, {@code alsoRead}), {@code held} (with {@code reason}, {@code required} and {@code candidates}) or {@code absent}; and
     * {@code old}, where something stood under the metadata key, or in the column of a row that was there; and
     * {@code kept}, where such a column goes on to hold what no metadata key says, unless a person decided otherwise: the
     * source is then {@code review} and the rule {@code ruling}.
     */
    public JsonNode evidence() {
        return new POJONode(new Evidence(this));
    }

    /**
     * Returns the adoption that carries the decision out.
     *
     * @param landing the state in which the version lands, unless the database's guards would refuse it there
     * @param notes why it lands there
     */
    public Adoption adoption(PromotionState landing, @Nullable String notes) {
        return adoption(new VersionRow(this, null).landing(landing, notes));
    }

    /**
     * Returns the adoption that carries the decision out on an artifact that was decided before.
     *
     * @param actual its row as it is now
     */
    public Adoption adoption(PromotionState landing, @Nullable String notes, ModelVersion actual) {
        return adoption(new VersionRow(this, actual).landing(landing, notes));
    }

    private Adoption adoption(ModelVersion version) {
        JsonNode before = replacesDocument() ? null : artifact.metadata();
        MetadataChange change = change();
        return new Adoption(artifact.seen(), before, artifact.sha256(), outcome(change), change, version, evidence());
    }

    /**
     * Returns this decision with each field held that the validator still refuses.
     *
     * <p>What is wrong outside the decided fields holds the whole document; so the metadata is then either left as it
     * was or free of what was refused.
     *
     * @param violations what the validator says of the metadata after {@link #change()}
     */
    public Decision heldBy(List<Violation> violations) {
        Map<Field, FieldDecision> after = new EnumMap<>(fields);
        List<Candidate> elsewhere = new ArrayList<>();
        for (Violation violation : violations) {
            JsonPointer pointer = JsonPointer.compile(violation.pointer());
            Field field = pointer.matches()
                    ? Field.METADATA
                    : Field.named(pointer.getMatchingProperty()).orElse(Field.METADATA);
            if (field.isMetadataKey() && fields.get(field) instanceof Mapped mapped) {
                Candidate refused = new Candidate(mapped.value(), mapped.source());
                after.put(field, new Held(Reason.UNPARSEABLE, List.of(refused)));
                if (COLUMN_OF.containsKey(field)) {
                    after.put(COLUMN_OF.get(field), new Absent());
                }
            } else {
                JsonNode refused = foreseen().at(pointer);
                if (!pointer.matches() && !refused.isMissingNode()) {
                    elsewhere.add(new Candidate(refused, violation.pointer()));
                }
                after.put(Field.METADATA, new Held(Reason.UNPARSEABLE, elsewhere));
            }
        }
        return new Decision(artifact, after);
    }

    /** Returns whether what is recorded of it can be read again. Only deep metadata makes a deep record. */
    boolean isRecordable() {
        JsonNode metadata = artifact.metadata();
        return metadata == null || !RecordLimit.isExceededBy(metadata) || !new Evidence(this).isTooDeep();
    }

    /** Returns whether a required field waits for a person. */
    public boolean isHeld() {
        for (Field field : fields.keySet()) {
            if (fields.get(field) instanceof Held && isRequired(field)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the metadata stays as it is until the field is decided. */
    boolean isRequired(Field field) {
        boolean external = fields.get(Field.IS_EXTERNAL) instanceof Mapped flag
                && flag.value().booleanValue();
        return field.isRequired(external);
    }

    /** A canonical key that is not mapped goes: what stood there is no value of it, and an invalid one at worst. */
    private MetadataChange upgrade() {
        Map<String, JsonNode> added = new TreeMap<>();
        List<String> removed = new ArrayList<>();
        JsonNode document = document();
        for (Field field : fields.keySet()) {
            JsonNode old = field.isMetadataKey() && document != null ? document.get(field.text()) : null;
            if (fields.get(field) instanceof Mapped mapped && field.isMetadataKey()) {
                if (!mapped.value().equals(old)) {
                    added.put(field.text(), mapped.value());
                }
            } else if (old != null) {
                removed.add(field.text());
            }
        }
        MetadataChange change = new MetadataChange(added, removed);
        return replacesDocument() ? MetadataChange.between(null, change.applyTo(document)) : change;
    }

    private @Nullable JsonNode document() {
        return fields.get(Field.METADATA) instanceof Mapped given ? given.value() : artifact.metadata();
    }
}
