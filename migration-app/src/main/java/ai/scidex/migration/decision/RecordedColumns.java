package ai.scidex.migration.decision;

import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code model_versions} as a recorded decision left them, held against the row as it is now.
 *
 * @param evidence how each field was decided, as {@link Decision#evidence()} has it
 * @param actual the row as it is now
 */
public record RecordedColumns(Map<Field, JsonNode> evidence, ModelVersion actual) {

    private static final String VALUE = "value";
    private static final String KEPT = "kept";

    public RecordedColumns {
        evidence = Map.copyOf(evidence);
    }

    /** Returns what the JSON array {@code ledger} says of the columns. */
    public static RecordedColumns of(JsonNode ledger, ModelVersion actual) {
        Map<Field, JsonNode> evidence = new EnumMap<>(Field.class);
        ledger.forEach(
                entry -> Field.named(entry.path("field").asText()).ifPresent(field -> evidence.put(field, entry)));
        return new RecordedColumns(evidence, actual);
    }

    /** Returns the fields whose column somebody changed since. */
    public Set<Field> changedSince() {
        Set<Field> changed = EnumSet.noneOf(Field.class);
        for (Field field : Field.values()) {
            boolean isOther = field == Field.IS_EXTERNAL
                    ? isOtherKind()
                    : field.isColumn() && isOther(left(field), VersionRow.said(actual, field));
            if (isOther) {
                changed.add(field);
            }
        }
        return changed;
    }

    /** Returns the fields whose column somebody emptied since. */
    public Set<Field> emptiedSince() {
        Set<Field> emptied = changedSince();
        emptied.removeIf(field -> left(field) == null || VersionRow.said(actual, field) != null);
        return emptied;
    }

    /**
     * Returns the row that the decision found, with what others wrote into it since: a statement like any that was there.
     *
     * @param wasExternal whether the row that the run found said that the model is external
     */
    public ModelVersion found(boolean wasExternal) {
        Set<Field> changed = changedSince();
        return VersionRow.of(
                actual, wasExternal, field -> changed.contains(field) ? VersionRow.said(actual, field) : kept(field));
    }

    private @Nullable JsonNode left(Field field) {
        JsonNode kept = kept(field);
        return kept == null || isRuled(field) ? value(field) : kept;
    }

    private @Nullable JsonNode value(Field field) {
        JsonNode entry = evidence.get(field);
        return entry == null ? null : entry.get(VALUE);
    }

    private @Nullable JsonNode kept(Field field) {
        JsonNode entry = evidence.get(field);
        return entry == null ? null : entry.get(KEPT);
    }

    private boolean isRuled(Field field) {
        JsonNode entry = evidence.get(field);
        return entry != null && entry.path("rule").asText().equals(Rule.RULED);
    }

    /** A promoted row becomes external only with its source, so until then it may lag behind the decision. */
    private boolean isOtherKind() {
        JsonNode kind = value(Field.IS_EXTERNAL);
        boolean lags =
                actual.promotionState() == PromotionState.PROMOTED && !actual.isExternal() && isAnySourceMissing();
        return kind != null && kind.booleanValue() != actual.isExternal() && !lags;
    }

    private boolean isAnySourceMissing() {
        return actual.externalSourceUrl() == null || actual.externalSourceVersion() == null;
    }

    private static boolean isOther(@Nullable JsonNode left, @Nullable JsonNode now) {
        if (left == null || now == null) {
            return (left == null) != (now == null);
        }
        return !JsonEquality.isSameTrimmed(left, now);
    }
}
