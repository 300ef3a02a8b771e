package ai.scidex.migration.backfill;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Lets one run at a time work on a database.
 *
 * <p>The lock belongs to a transaction that stays open beside the work: a lock of the session would go to two clients of
 * a connection pooler. It holds back no vacuum, and ends with the process whatever becomes of it.
 */
@Singleton
public final class RunLock {

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
    public <T> T whileHeld(Function<Held, T> work) {
        Connection connection = connect();
        try {
            take(connection);
            return work.apply(new Held(connection));
        } finally {
            release(connection);
        }
    }

    private Connection connect() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw notTaken(e);
        }
    }

    private static void take(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(STAY_OPEN);
            try (ResultSet rows = statement.executeQuery(TAKE)) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    throw new RunInProgressException();
                }
            }
        } catch (SQLException e) {
            throw notTaken(e);
        }
    }

    private static IllegalStateException notTaken(SQLException cause) {
        return new IllegalStateException("cannot lock the database for the run: " + cause.getMessage(), cause);
    }

    private static void release(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // The connection broke off, and the lock ended with it. What was done under it is done.
        }
    }

    /** The lock, as long as its connection lives. */
    public static final class Held {

        private final Connection connection;

        private Held(Connection connection) {
            this.connection = connection;
        }

        /**
         * Makes sure that the lock is still ours.
         *
         * @throws RunLockLostException if it is not
         */
        public void confirm() {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            } catch (SQLException e) {
                throw new RunLockLostException(e);
            }
        }
    }
}
