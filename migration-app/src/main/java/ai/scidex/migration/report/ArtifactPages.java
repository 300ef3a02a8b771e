package ai.scidex.migration.report;

import ai.scidex.metadata.Credentials;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.Reason;
import ai.scidex.report.ArtifactSection;
import ai.scidex.report.Candidate;
import ai.scidex.report.CodePin;
import ai.scidex.report.FieldLine;
import ai.scidex.report.FieldRuling;
import ai.scidex.report.HeldField;
import ai.scidex.report.MetadataChange;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The sections of the report, read a page at a time. */
final class ArtifactPages implements Iterator<ArtifactSection> {

    private static final int PAGE = 200;

    private final Connection connection;
    private final Queue<ArtifactSection> page = new ArrayDeque<>();
    private String after = "";
    private boolean last;

    ArtifactPages(Connection connection) {
        this.connection = connection;
    }

    @Override
    public boolean hasNext() {
        if (page.isEmpty() && !last) {
            try {
                readPage();
            } catch (SQLException e) {
                throw new IllegalStateException("cannot read the record: " + e.getMessage(), e);
            }
        }
        return !page.isEmpty();
    }

    @Override
    public ArtifactSection next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.remove();
    }

    private void readPage() throws SQLException {
        List<Row> rows = rows();
        Map<String, List<HeldField>> holds =
                holds(rows.stream().map(Row::artifactId).toArray());
        Map<String, List<FieldRuling>> rulings =
                rulings(rows.stream().map(Row::artifactId).toArray());
        rows.forEach(row -> page.add(row.section(holds.getOrDefault(row.artifactId(), List.of()))
                .withRulings(rulings.getOrDefault(row.artifactId(), List.of()))));
        last = rows.size() < PAGE;
        if (!last) {
            after = rows.get(rows.size() - 1).artifactId();
        }
    }

    private List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.ARTIFACTS)) {
            statement.setString(1, after);
            statement.setInt(2, PAGE);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(Row.of(result));
                }
            }
        }
        return rows;
    }

    private Map<String, List<HeldField>> holds(Object[] artifactIds) throws SQLException {
        Map<String, List<HeldField>> holds = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.HOLDS)) {
            statement.setArray(1, connection.createArrayOf("text", artifactIds));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    holds.computeIfAbsent(rows.getString("artifact_id"), id -> new ArrayList<>())
                            .add(heldField(rows));
                }
            }
        }
        return holds;
    }

    private Map<String, List<FieldRuling>> rulings(Object[] artifactIds) throws SQLException {
        Map<String, List<FieldRuling>> rulings = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.RULINGS)) {
            statement.setArray(1, connection.createArrayOf("text", artifactIds));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rulings.computeIfAbsent(rows.getString("artifact_id"), id -> new ArrayList<>())
                            .add(ruling(rows));
                }
            }
        }
        return rulings;
    }

    private static FieldRuling ruling(ResultSet row) throws SQLException {
        String value = row.getString("value");
        String note = row.getString("note");
        return new FieldRuling(
                row.getString("field"),
                row.getString("action"),
                value == null ? null : shown(parse(value)),
                Credentials.hide(row.getString("decided_by")),
                row.getString("decided_at"),
                note == null ? null : Credentials.hide(note));
    }

    private static HeldField heldField(ResultSet row) throws SQLException {
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode candidate : parse(row.getString("candidates"))) {
            candidates.add(new Candidate(
                    shown(candidate.path("value")), candidate.path("source").asText()));
        }
        String reason = row.getString("reason");
        String explanation = Reason.named(reason).map(Reason::sentence).orElse(null);
        return new HeldField(
                row.getLong("hold_id"),
                row.getString("field"),
                reason,
                row.getBoolean("required"),
                explanation,
                candidates);
    }

    /** A report is kept and passed on, so the secret that somebody left in a URL must not be in it. */
    private static String shown(JsonNode value) {
        return Credentials.hide(MetadataJson.write(value));
    }

    private static JsonNode parse(String json) {
        try {
            return MetadataJson.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record holds no readable JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** An artifact as the record has it. */
    private record Row(
            String artifactId,
            @Nullable String title,
            String outcome,
            JsonNode evidence,
            MetadataChange metadata,
            Promotion promotion,
            CodePin code,
            List<String> keptKeys) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("artifact_id"),
                    row.getString("title"),
                    row.getString("outcome"),
                    parse(row.getString("evidence")),
                    new MetadataChange(
                            withoutSecrets(row.getString("metadata_before")),
                            row.getString("before_sha256"),
                            withoutSecrets(row.getString("metadata_after")),
                            row.getString("after_sha256")),
                    Promotion.of(row),
                    new CodePin(
                            withoutSecrets(row.getString("code_repo_url")),
                            row.getString("code_commit_sha"),
                            row.getString("code_entrypoint"),
                            row.getString("pin_strength")),
                    List.of((String[]) row.getArray("kept_keys").getArray()));
        }

        private static @Nullable String withoutSecrets(@Nullable String text) {
            return text == null ? null : Credentials.hide(text);
        }

        ArtifactSection section(List<HeldField> held) {
            List<FieldLine> fields = new ArrayList<>();
            for (JsonNode entry : evidence) {
                if (!entry.path("decision").asText().equals("absent") || entry.has("old") || entry.has("kept")) {
                    fields.add(line(entry));
                }
            }
            return new ArtifactSection(
                    artifactId,
                    title,
                    outcome,
                    promotion.state(),
                    promotion.reason(),
                    code,
                    metadata,
                    fields,
                    held,
                    keptKeys);
        }

        /** A column of a row that was there goes on to hold what it held, unless that is for a person to decide, or was. */
        private static FieldLine line(JsonNode entry) {
            boolean isAPersonsMatter = entry.path("decision").asText().equals("held")
                    || entry.path("rule").asText().equals("ruling");
            JsonNode kept = isAPersonsMatter ? null : entry.get("kept");
            return new FieldLine(
                    entry.path("field").asText(),
                    json(entry.has("old") ? entry.get("old") : entry.get("kept")),
                    json(kept == null ? entry.get("value") : kept),
                    sources(entry),
                    text(entry.get("rule")));
        }

        private static List<String> sources(JsonNode entry) {
            List<String> sources = new ArrayList<>();
            if (entry.has("source")) {
                sources.add(entry.path("source").asText());
            }
            entry.path("alsoRead").forEach(source -> sources.add(source.asText()));
            return sources;
        }

        private static @Nullable String json(@Nullable JsonNode value) {
            return value == null ? null : shown(value);
        }

        private static @Nullable String text(@Nullable JsonNode value) {
            return value == null ? null : value.asText();
        }
    }
}
