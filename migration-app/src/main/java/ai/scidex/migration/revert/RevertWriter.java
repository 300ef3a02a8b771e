package ai.scidex.migration.revert;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.Occasion;
import ai.scidex.catalog.RestorationResult;
import ai.scidex.migration.transaction.TransactionBounds;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.List;

/** Takes a page of artifacts back, and withdraws what waits for a person because of the run, in one transaction. */
@Singleton
class RevertWriter {

    /** The artifacts are locked by then, as a review locks them before it decides a hold. */
    private static final String WITHDRAW_HOLDS = """
            UPDATE metadata_holds
               SET status = 'withdrawn', decided_by = ?, decided_at = now(), note = 'the run was taken back'
             WHERE run_id = ?
               AND artifact_id = ANY (?)
               AND status = 'open'
            """;

    private final ModelCatalog catalog;
    private final JdbcOperations jdbc;
    private final TransactionBounds bounds;

    RevertWriter(ModelCatalog catalog, JdbcOperations jdbc, TransactionBounds bounds) {
        this.catalog = catalog;
        this.jdbc = jdbc;
        this.bounds = bounds;
    }

    @Transactional
    public RestorationResult restore(String actor, long runId, List<ArtifactId> artifacts) {
        bounds.set();
        RestorationResult result = catalog.restoreAll(new Occasion(actor, runId), artifacts);
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(WITHDRAW_HOLDS)) {
                statement.setString(1, actor);
                statement.setLong(2, runId);
                statement.setArray(3, connection.createArrayOf("text", ids(result.restored())));
                return statement.executeUpdate();
            }
        });
        return result;
    }

    private static Object[] ids(Collection<ArtifactId> artifacts) {
        return artifacts.stream().map(ArtifactId::value).toArray();
    }
}
