package ai.scidex.migration.decision;

import ai.scidex.catalog.ModelVersion;
import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of {@link Decision#evidence()}. It takes no memory until it is written, and then goes field by field.
 *
 * @param decision what is told of
 */
record Evidence(Decision decision) implements JsonSerializable {

    /** A value stands in an entry of the array, a candidate in one of an array in there. */
    private static final int AROUND_A_VALUE = 2;

    private static final int AROUND_A_CANDIDATE = 4;

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartArray();
        for (Field field : decision.fields().keySet()) {
            out.writeStartObject();
            out.writeStringField("field", field.text());
            write(field, decision.fields().get(field), out, provider);
            write("old", old(field), out, provider);
            write("kept", kept(field), out, provider);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(out, provider);
    }

    /** Returns whether anything in it stands too deep to be read again. */
    boolean isTooDeep() {
        return decision.fields().keySet().stream()
                .anyMatch(field ->
                        isTooDeep(decision.fields().get(field)) || isTooDeep(old(field)) || isTooDeep(kept(field)));
    }

    private static boolean isTooDeep(@Nullable FieldDecision decided) {
        if (decided instanceof Mapped mapped) {
            return isTooDeep(mapped.value());
        }
        if (decided instanceof Held held) {
            return held.candidates().stream()
                    .anyMatch(candidate -> RecordLimit.isExceededBy(candidate.value(), AROUND_A_CANDIDATE));
        }
        if (decided instanceof Absent) {
            return false;
        }
        throw new AssertionError("unhandled " + decided);
    }

    private static boolean isTooDeep(@Nullable JsonNode value) {
        return value != null && RecordLimit.isExceededBy(value, AROUND_A_VALUE);
    }

    private void write(Field field, @Nullable FieldDecision decided, JsonGenerator out, SerializerProvider provider)
            throws IOException {
        if (decided instanceof Mapped mapped) {
            out.writeStringField("decision", "mapped");
            write("value", mapped.value(), out, provider);
            out.writeStringField("source", mapped.source());
            out.writeStringField("rule", mapped.rule());
            if (!mapped.alsoRead().isEmpty()) {
                out.writeArrayFieldStart("alsoRead");
                for (String source : mapped.alsoRead()) {
                    out.writeString(source);
                }
                out.writeEndArray();
            }
        } else if (decided instanceof Held held) {
            out.writeStringField("decision", "held");
            out.writeStringField("reason", held.reason().text());
            out.writeBooleanField("required", decision.isRequired(field));
            out.writeArrayFieldStart("candidates");
            for (Candidate candidate : held.candidates()) {
                out.writeStartObject();
                out.writeStringField("source", candidate.source());
                write("value", candidate.value(), out, provider);
                out.writeEndObject();
            }
            out.writeEndArray();
        } else if (decided instanceof Absent) {
            out.writeStringField("decision", "absent");
        } else {
            throw new AssertionError("unhandled " + decided);
        }
    }

    private static void write(String name, @Nullable JsonNode value, JsonGenerator out, SerializerProvider provider)
            throws IOException {
        if (value != null) {
            out.writeFieldName(name);
            value.serialize(out, provider);
        }
    }

    /** What only an external model has is no question while the kind is held: it is neither old nor new. */
    private @Nullable JsonNode old(Field field) {
        if (field == Field.METADATA) {
            return decision.artifact().metadata();
        }
        if (!field.isMetadataKey()) {
            return stored(field);
        }
        boolean kindIsHeld = decision.fields().get(Field.IS_EXTERNAL) instanceof Held;
        return kindIsHeld && !field.isAllowed(false) ? null : stood(field);
    }

    private @Nullable JsonNode kept(Field field) {
        boolean agrees =
                decision.fields().get(field) instanceof Mapped agreed && !agreed.isRuled() && field.isMetadataKey();
        return agrees ? null : stored(field);
    }

    private @Nullable JsonNode stood(Field field) {
        JsonNode metadata = decision.artifact().metadata();
        return metadata == null ? null : metadata.get(field.text());
    }

    private @Nullable JsonNode stored(Field field) {
        ModelVersion version = decision.artifact().version();
        return version == null ? null : VersionRow.said(version, field);
    }
}
