package ai.scidex.migration.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision that can be made again on another database: what it is about is told by what was seen, not by a number.
 *
 * @param artifactId the artifact
 * @param field the field
 * @param seenSha256 the SHA-256 of the metadata that the person saw; absent where there was none
 * @param value the value; absent if the field stays empty
 * @param reviewer who decided, why and when
 */
record DecidedField(
        String artifactId,
        String field,
        @Nullable String seenSha256,
        @Nullable JsonNode value,
        Reviewer reviewer) {

    private static final Set<String> KEYS =
            Set.of("artifactId", "field", "seenSha256", "decision", "value", "by", "at", "note");

    private static final Set<String> MAY_BE_NULL = Set.of("seenSha256", "note", "value");

    /**
     * Reads an entry of a file.
     *
     * @throws IllegalArgumentException if it is none, or one of its values is refused
     */
    static DecidedField of(JsonNode entry) {
        if (!entry.isObject()) {
            throw new IllegalArgumentException("is no object");
        }
        for (Map.Entry<String, JsonNode> member : entry.properties()) {
            if (!KEYS.contains(member.getKey())) {
                throw new IllegalArgumentException("has a key %s that nobody knows".formatted(member.getKey()));
            }
        }
        String decision = required(entry, "decision");
        JsonNode value = entry.get("value");
        boolean hasValue = value != null && !value.isNull();
        if (!decision.equals(HeldField.RESOLVED) && !decision.equals(HeldField.DISMISSED)) {
            throw new IllegalArgumentException("has a decision that is neither resolved nor dismissed");
        }
        if (decision.equals(HeldField.RESOLVED) != hasValue) {
            throw new IllegalArgumentException(
                    hasValue ? "is dismissed and yet has a value" : "is resolved and yet has no value");
        }
        return new DecidedField(
                required(entry, "artifactId"),
                required(entry, "field"),
                text(entry, "seenSha256").orElse(null),
                hasValue ? value : null,
                new Reviewer(required(entry, "by"), text(entry, "note").orElse(null), time(required(entry, "at"))));
    }

    /** Returns the entry of a file. */
    ObjectNode json() {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("artifactId", artifactId)
                .put("field", field)
                .put("seenSha256", seenSha256)
                .put("decision", value == null ? HeldField.DISMISSED : HeldField.RESOLVED);
        if (value != null) {
            entry.set("value", value);
        }
        return entry.put("by", reviewer.by())
                .put("at", String.valueOf(reviewer.at()))
                .put("note", reviewer.note());
    }

    private static String required(JsonNode entry, String key) {
        return text(entry, key).orElseThrow(() -> new IllegalArgumentException("has no text for %s".formatted(key)));
    }

    private static Optional<String> text(JsonNode entry, String key) {
        JsonNode value = entry.get(key);
        if (value == null || (value.isNull() && MAY_BE_NULL.contains(key))) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("has no text for %s".formatted(key));
        }
        return Optional.of(value.textValue());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("has no time for at, such as 2026-01-31T12:00:00Z", e);
        }
    }
}
