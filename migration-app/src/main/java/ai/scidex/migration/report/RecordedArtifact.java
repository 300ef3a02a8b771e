package ai.scidex.migration.report;

import ai.scidex.metadata.Credentials;
import ai.scidex.report.ArtifactSection;
import ai.scidex.report.CodePin;
import ai.scidex.report.FieldLine;
import ai.scidex.report.HeldField;
import ai.scidex.report.MetadataChange;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An artifact as the record has it. */
record RecordedArtifact(
        String artifactId,
        @Nullable String title,
        String outcome,
        String evidence,
        MetadataChange metadata,
        Promotion promotion,
        CodePin code,
        List<String> keptKeys) {

    static RecordedArtifact of(ResultSet row) throws SQLException {
        return new RecordedArtifact(
                row.getString("artifact_id"),
                row.getString("title"),
                row.getString("outcome"),
                row.getString("evidence"),
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
        for (JsonNode entry : RecordedJson.parse(evidence)) {
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
        return value == null ? null : RecordedJson.shown(value);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.asText();
    }
}
