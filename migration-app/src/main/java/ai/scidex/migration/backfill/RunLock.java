package ai.scidex.migration.backfill;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Lets one run at a time work on a database.
 *
 * <p>The lock belongs to a transaction that stays open beside the work: a lock of the session would go to two clients of
 * a connection pooler. It holds back no vacuum, and ends with the process whatever becomes of it.
 */
@Singleton
final class RunLock {

    private static final String STAY_OPEN = "SET LOCAL idle_in_transaction_session_timeout = 0";

    private static final String TAKE =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('model-catalog backfill ' || current_schema(), 0))";

    private final DataSource dataSource;

    RunLock(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /**
     * Does {@code work} while we have the lock.
     *
     * @throws RunInProgressException if another run has it
     */
    <T> T whileHeld(Supplier<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (!isTaken(connection)) {
                throw new RunInProgressException();
            }
            T result = work.get();
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot lock the database for the run: " + e.getMessage(), e);
        }
    }

    private static boolean isTaken(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAY_OPEN);
            try (ResultSet rows = statement.executeQuery(TAKE)) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
