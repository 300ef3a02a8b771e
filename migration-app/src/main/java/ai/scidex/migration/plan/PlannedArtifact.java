package ai.scidex.migration.plan;

import ai.scidex.catalog.Adoption;
import ai.scidex.metadata.Credentials;
import ai.scidex.metadata.MalformedDocumentException;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.Field;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import ai.scidex.migration.decision.Hold;
import ai.scidex.migration.manifest.Landing;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a backfill would do with a model artifact.
 *
 * @param artifactId the artifact
 * @param outcome {@code upgraded}, {@code held} or {@code unchanged}
 * @param values the fields that would have a value
 * @param holds the fields that would wait for a person
 * @param sha256 the fingerprint of what was read of the artifact and of all that would be written
 */
public record PlannedArtifact(
        String artifactId, String outcome, List<PlannedValue> values, List<PlannedHold> holds, String sha256) {

    private static final int SHORT_DIGITS = 16;
    private static final int HEXADECIMAL = 16;

    public PlannedArtifact {
        values = List.copyOf(values);
        holds = List.copyOf(holds);
    }

    static PlannedArtifact of(Decision decision, Landing landing) {
        Adoption adoption = decision.adoption(landing.state(), landing.reason());
        List<PlannedValue> values = new ArrayList<>();
        for (Field field : decision.fields().keySet()) {
            if (decision.fields().get(field) instanceof Mapped mapped) {
                values.add(PlannedValue.of(field, mapped));
            }
        }
        return new PlannedArtifact(
                decision.artifact().id().value(),
                adoption.outcome().text(),
                values,
                decision.holds().stream().map(PlannedHold::of).toList(),
                Fingerprint.of(decision.artifact(), adoption));
    }

    /** Returns the first eight bytes of the fingerprint. */
    long shortFingerprint() {
        return Long.parseUnsignedLong(sha256, 0, SHORT_DIGITS, HEXADECIMAL);
    }

    /**
     * A field that would have a value.
     *
     * @param field the field
     * @param value the value, without the credentials of URLs in it
     * @param source where it was said: a JSON Pointer into the metadata, or a column
     * @param rule the name of the rule that read it
     */
    public record PlannedValue(String field, JsonNode value, String source, String rule) {

        private static final String BEFORE_A_HOST = "//";

        static PlannedValue of(Field field, Mapped mapped) {
            return new PlannedValue(field.text(), shown(mapped.value()), mapped.source(), mapped.rule());
        }

        /** Within a line of JSON nothing but text is part of credentials, so it stays JSON. */
        private static JsonNode shown(JsonNode value) {
            if (!mayNameHost(value)) {
                return value;
            }
            String text = MetadataJson.write(value);
            String harmless = Credentials.hide(text);
            try {
                return harmless.equals(text) ? value : MetadataJson.parse(harmless);
            } catch (MalformedDocumentException e) {
                throw new IllegalStateException("cannot show the value without its credentials", e);
            }
        }

        /** Few values do, and only those need be written to look for what gives it away. */
        private static boolean mayNameHost(JsonNode value) {
            if (value.isTextual()) {
                return value.textValue().contains(BEFORE_A_HOST);
            }
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                if (member.getKey().contains(BEFORE_A_HOST)) {
                    return true;
                }
            }
            for (JsonNode child : value) {
                if (mayNameHost(child)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A field that would wait for a person.
     *
     * @param field the field
     * @param reason why
     * @param required whether the metadata stays as it is until the field is decided
     */
    public record PlannedHold(String field, String reason, boolean required) {

        static PlannedHold of(Hold hold) {
            return new PlannedHold(hold.field().text(), hold.reason().text(), hold.required());
        }
    }
}
