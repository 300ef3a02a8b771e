package ai.scidex.migration.verify;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a run, or a review of it, recorded of an artifact.
 *
 * @param outcome what it says became of the artifact
 * @param isChanged whether it changed the metadata
 * @param before the metadata that it found; missing where there was none, or none that can be read
 * @param after the metadata that it left
 * @param entries how each field was decided, by name
 * @param columns what the columns of the artifact said, by the name of the source: as the run found it, and as the review did
 * @param dismissed the fields that a person decided to leave empty
 */
record RecordedDecision(
        String outcome,
        boolean isChanged,
        JsonNode before,
        JsonNode after,
        Map<String, JsonNode> entries,
        Map<String, List<String>> columns,
        Set<String> dismissed) {

    private static final String METADATA = "metadata";

    private static final String RULING = "ruling";

    /** What only an external model has is no question while the kind is held. */
    private static final Set<String> SOURCE = Set.of("external_source_url", "external_source_version");

    RecordedDecision {
        entries = Map.copyOf(entries);
        columns = Map.copyOf(columns);
        dismissed = Set.copyOf(dismissed);
    }

    /** Reads a row of {@link ProofQueries#DECIDED_METADATA}. */
    static RecordedDecision of(ResultSet row) throws SQLException {
        Map<String, JsonNode> entries = new HashMap<>();
        for (JsonNode entry : tree(row.getString("evidence"))) {
            entries.put(entry.path("field").asText(), entry);
        }
        return new RecordedDecision(
                row.getString("outcome"),
                row.getBoolean("is_changed"),
                tree(row.getString("metadata_before")),
                tree(row.getString("metadata_after")),
                entries,
                Map.of(
                        "origin_type (column)",
                        List.of((String[]) row.getArray("origin_types").getArray()),
                        "origin_url (column)",
                        List.of((String[]) row.getArray("origin_urls").getArray())),
                Set.of((String[]) row.getArray("dismissed").getArray()));
    }

    /** Returns whether the outcome follows from the fields and the change. */
    boolean hasItsOutcome() {
        boolean isHeld = entries.values().stream()
                .anyMatch(entry -> is(entry, "held") && entry.path("required").asBoolean());
        if (isHeld) {
            return outcome.equals("held") && !isChanged;
        }
        return outcome.equals(isChanged ? "upgraded" : "unchanged");
    }

    /**
     * Returns whether each value is what was said at its source, and the metadata has the values and no other.
     *
     * @param names the names of the members that the schema knows
     */
    boolean isCarriedOut(Set<String> names) {
        return entries.keySet().containsAll(names)
                && names.stream().allMatch(this::isKept)
                && names.stream().allMatch(this::isDecided)
                && entries.values().stream().allMatch(this::isClaimed)
                && (outcome.equals("held") || names.stream().allMatch(this::isWritten));
    }

    /**
     * What stood under a canonical key is in the record of its field. Where all is held, all of it stands there still; where
     * a person gave another document for one that the rules could not read, they saw no key of it.
     */
    private boolean isKept(String name) {
        boolean isUnread = is(entry(METADATA), "mapped") && !entry(METADATA).has("old");
        if (is(entry(METADATA), "held") || isUnread) {
            return true;
        }
        JsonNode old = entry(name).get("old");
        JsonNode stood = before.get(name);
        boolean isNoQuestion = SOURCE.contains(name) && is(entry("is_external"), "held");
        return old == null ? stood == null || isNoQuestion : stood != null && Claim.isExactly(old, stood);
    }

    /**
     * What says something under a canonical key is a value or a hold, unless a person decided that the field stays empty, or
     * that the model, which names a source, is internal.
     */
    private boolean isDecided(String name) {
        return !is(entry(name), "absent")
                || is(entry(METADATA), "held")
                || Claim.saysNothing(document().path(name))
                || dismissed.contains(name)
                || (SOURCE.contains(name) && (is(entry("is_external"), "held") || isRuledInternal()));
    }

    private boolean isRuledInternal() {
        JsonNode kind = entry("is_external");
        return is(kind, "mapped")
                && kind.path("rule").asText().equals(RULING)
                && !kind.path("value").asBoolean(true);
    }

    private boolean isWritten(String name) {
        JsonNode stands = after.get(name);
        return is(entry(name), "mapped")
                ? stands != null && Claim.isExactly(entry(name).path("value"), stands)
                : stands == null;
    }

    private boolean isClaimed(JsonNode entry) {
        if (!is(entry, "mapped")) {
            return true;
        }
        String source = entry.path("source").asText();
        String rule = entry.path("rule").asText();
        JsonNode value = entry.path("value");
        if (rule.equals(RULING)) {
            return source.equals("review");
        }
        if (columns.containsKey(source)) {
            return columns.getOrDefault(source, List.of()).stream()
                    .anyMatch(said -> new Claim(rule, source, new TextNode(said), value, document()).holds());
        }
        JsonNode said = said(source);
        return !said.isMissingNode()
                && areThere(entry.path("alsoRead"))
                && (new Claim(rule, source, said, value, document()).holds() || isStanding(entry));
    }

    private boolean areThere(JsonNode sources) {
        return StreamSupport.stream(sources.spliterator(), false)
                .noneMatch(source -> said(source.asText()).isMissingNode());
    }

    private JsonNode said(String source) {
        return source.startsWith("/") ? document().at(source) : MissingNode.getInstance();
    }

    /** What stood under the canonical key may stay as it is where another source says the same in another form. */
    private boolean isStanding(JsonNode entry) {
        return Claim.isExactly(
                entry.path("value"), document().path(entry.path("field").asText()));
    }

    /** The metadata that the rules read: what was found, or what a person gave in its place. */
    private JsonNode document() {
        return is(entry(METADATA), "mapped") ? entry(METADATA).path("value") : before;
    }

    private JsonNode entry(String name) {
        return entries.getOrDefault(name, MissingNode.getInstance());
    }

    private static boolean is(JsonNode entry, String decision) {
        return entry.path("decision").asText().equals(decision);
    }

    private static JsonNode tree(@Nullable String json) {
        try {
            return json == null ? MissingNode.getInstance() : MetadataJson.parse(json);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
