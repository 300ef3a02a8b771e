package ai.scidex.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A page of registrations on the server, that the statements of {@link RegistrationStatements} read. */
final class RegistrationPage {

    private static final String CREATE = """
            CREATE TEMPORARY TABLE model_page (
                page_position            INTEGER NOT NULL,
                only_if_absent           BOOLEAN NOT NULL,
                artifact_id              TEXT PRIMARY KEY,
                title                    TEXT NOT NULL,
                created_by               TEXT NOT NULL,
                metadata                 JSONB NOT NULL,
                parent_version_id        TEXT,
                version_number           INTEGER NOT NULL,
                is_latest                INTEGER NOT NULL,
                lifecycle_state          TEXT NOT NULL,
                code_repo_url            TEXT,
                code_commit_sha          TEXT,
                code_entrypoint          TEXT,
                training_started_at      TEXT,
                training_completed_at    TEXT,
                trained_by               TEXT,
                gpu_allocation_id        TEXT,
                eval_dataset_artifact_id TEXT
            ) WITH (%s) ON COMMIT DROP
            """.formatted(ModelPage.UNCOMPRESSED);

    private RegistrationPage() {}

    /** Puts {@code versions} on the server, in place of what was staged before in this transaction. */
    static void stage(Connection connection, List<NewVersion> versions) throws SQLException {
        ModelPage.stage(connection, CREATE, page -> {
            for (int i = 0; i < versions.size(); i++) {
                NewVersion version = versions.get(i);
                page.number(i).flag(version.registration().onlyIfAbsent());
                RegistrationStatements.write(page, version);
                page.endRow();
            }
        });
    }
}
