package ai.scidex.catalog;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The temporary table {@code model_page}: a page of adoptions on the server, that the statements of
 * {@link ModelStatements} read. It is gone when the transaction ends.
 */
final class ModelPage {

    private static final String CREATE = """
            CREATE TEMPORARY TABLE model_page (
                artifact_id              TEXT PRIMARY KEY,
                seen                     TEXT NOT NULL,
                before_sha256            TEXT,
                outcome                  TEXT NOT NULL,
                added                    JSONB NOT NULL,
                removed                  JSONB NOT NULL,
                evidence                 JSONB NOT NULL,
                is_external              INTEGER NOT NULL,
                external_source_url      TEXT,
                external_source_version  TEXT,
                base_model_id            TEXT,
                code_repo_url            TEXT,
                code_commit_sha          TEXT,
                code_entrypoint          TEXT,
                training_started_at      TEXT,
                training_completed_at    TEXT,
                trained_by               TEXT,
                gpu_allocation_id        TEXT,
                training_params_json     TEXT,
                eval_metrics_json        TEXT,
                eval_dataset_artifact_id TEXT,
                benchmark_id             TEXT,
                promotion_state          TEXT NOT NULL,
                promotion_notes          TEXT
            ) ON COMMIT DROP
            """;

    private ModelPage() {}

    /** Puts {@code adoptions} on the server, in place of what was staged before in this transaction. */
    static void stage(Connection connection, List<Adoption> adoptions) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS pg_temp.model_page");
            statement.execute(CREATE);
        }
        StringBuilder rows = new StringBuilder();
        adoptions.forEach(adoption -> appendRow(rows, adoption));
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY model_page FROM STDIN", new StringReader(rows.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void appendRow(StringBuilder rows, Adoption adoption) {
        ModelVersion version = adoption.version();
        appendFirst(rows, version.artifactId().value());
        append(rows, adoption.seen());
        append(rows, adoption.beforeSha256());
        append(rows, adoption.outcome().text());
        append(rows, json(added(adoption.change())));
        append(rows, json(removed(adoption.change())));
        append(rows, json(adoption.evidence()));
        append(rows, version.isExternal() ? "1" : "0");
        append(rows, version.externalSourceUrl());
        append(rows, version.externalSourceVersion());
        append(rows, text(version.baseModelId()));
        append(rows, version.codeRepoUrl());
        append(rows, version.codeCommitSha());
        append(rows, version.codeEntrypoint());
        append(rows, version.trainingStartedAt() == null ? null : TimeTextConverter.text(version.trainingStartedAt()));
        append(
                rows,
                version.trainingCompletedAt() == null ? null : TimeTextConverter.text(version.trainingCompletedAt()));
        append(rows, version.trainedBy());
        append(rows, version.gpuAllocationId());
        append(rows, json(version.trainingParamsJson()));
        append(rows, json(version.evalMetricsJson()));
        append(rows, text(version.evalDatasetArtifactId()));
        append(rows, version.benchmarkId());
        append(rows, version.promotionState().text());
        append(rows, version.promotionNotes());
        rows.append('\n');
    }

    private static JsonNode added(MetadataChange change) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.setAll(change.added());
        return members;
    }

    private static JsonNode removed(MetadataChange change) {
        var names = JsonNodeFactory.instance.arrayNode();
        change.removed().forEach(names::add);
        return names;
    }

    private static @Nullable String text(@Nullable ArtifactId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable String json(@Nullable JsonNode document) {
        return document == null ? null : MetadataJson.write(document);
    }

    private static void append(StringBuilder rows, @Nullable String value) {
        rows.append('\t');
        appendFirst(rows, value);
    }

    /** Writes a value in COPY's text format, where a backslash, a tab and a line end are escaped. */
    private static void appendFirst(StringBuilder rows, @Nullable String value) {
        if (value == null) {
            rows.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(c);
            }
        }
    }
}
