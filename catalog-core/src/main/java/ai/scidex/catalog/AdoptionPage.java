package ai.scidex.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A page of adoptions on the server, that the statements of {@link AdoptionStatements} read. */
final class AdoptionPage {

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
            ) WITH (%s) ON COMMIT DROP
            """.formatted(ModelPage.UNCOMPRESSED);

    private AdoptionPage() {}

    /** Puts {@code adoptions} on the server, in place of what was staged before in this transaction. */
    static void stage(Connection connection, List<Adoption> adoptions) throws SQLException {
        ModelPage.stage(connection, CREATE, page -> {
            for (Adoption adoption : adoptions) {
                write(page, adoption);
            }
        });
    }

    private static void write(ModelPage page, Adoption adoption) throws SQLException {
        ModelVersion version = adoption.version();
        page.id(version.artifactId())
                .text(adoption.seen())
                .text(adoption.beforeSha256())
                .text(adoption.outcome().text())
                .json(adoption.change().addedJson())
                .json(adoption.change().removedJson())
                .json(adoption.evidence())
                .version(version);
        page.endRow();
    }
}
