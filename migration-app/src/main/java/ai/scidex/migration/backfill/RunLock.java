package ai.scidex.migration.backfill;

import ai.scidex.migration.backfill.RunInProgressException.Holder;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Lets one run at a time work on a database, and shows which processes take part in it.
 *
 * <p>Both are locks of a transaction that stays open beside the work: a lock of the session would go to two clients of
 * a connection pooler. It holds back no vacuum, and ends with the process whatever becomes of it.
 */
@Singleton
public final class RunLock {

    /** What the server would else find out only after hours: that the machine of the process is gone. */
    private static final String ANNOUNCE = """
            SELECT set_config('idle_in_transaction_session_timeout', '0', true),
                   set_config('tcp_keepalives_idle', '60', true),
                   set_config('tcp_keepalives_interval', '10', true),
                   set_config('tcp_keepalives_count', '6', true),
                   set_config('application_name', ?, true),
                   pg_advisory_xact_lock(?)
            """;

    private static final String TAKE =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('model-catalog backfill ' || current_schema(), 0))";

    private static final String HOLDER = """
            SELECT a.usename, a.application_name, a.pid, a.xact_start,
                   (SELECT max(run_id) FROM backfill_runs WHERE finished_at IS NULL) AS run_id
              FROM pg_locks l
              JOIN pg_database d ON d.oid = l.database
              JOIN pg_stat_activity a ON a.pid = l.pid
             WHERE d.datname = current_database()
               AND l.locktype = 'advisory'
               AND l.granted
               AND l.objsubid = 1
               AND (CAST(l.classid AS BIGINT) << 32) | CAST(l.objid AS BIGINT)
                   = hashtextextended('model-catalog backfill ' || current_schema(), 0)
            """;

    private final SecureRandom random = new SecureRandom();
    private final DataSource dataSource;

    RunLock(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /**
     * Does {@code work} while we have the lock.
     *
     * @param command what others are told that the lock is held for
     * @throws RunInProgressException if another run has it
     */
    public <T> T whileHeld(String command, Function<Held, T> work) {
        return with(command, RunLock::take, work);
    }

    /** Does {@code work} while others can see that this process lives, whoever has the lock. */
    <T> T whilePresent(String command, Function<Held, T> work) {
        return with(command, connection -> {}, work);
    }

    private <T> T with(String command, Taking taking, Function<Held, T> work) {
        Connection connection = connect();
        try {
            Held held = new Held(connection, random.nextLong(), name(command));
            announce(held);
            taking.on(connection);
            return work.apply(held);
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

    private static void announce(Held held) {
        try {
            held.connection.setAutoCommit(false);
            try (PreparedStatement statement = held.connection.prepareStatement(ANNOUNCE)) {
                statement.setString(1, held.name);
                statement.setLong(2, held.process);
                statement.execute();
            }
        } catch (SQLException e) {
            throw notTaken(e);
        }
    }

    private static void take(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(TAKE)) {
                rows.next();
                if (rows.getBoolean(1)) {
                    return;
                }
            }
            throw inProgress(statement);
        } catch (SQLException e) {
            throw notTaken(e);
        }
    }

    private static RunInProgressException inProgress(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(HOLDER)) {
            if (!row.next()) {
                return RunInProgressException.thatJustEnded();
            }
            Timestamp since = row.getTimestamp("xact_start");
            return new RunInProgressException(new Holder(
                    row.getString("usename"),
                    row.getString("application_name"),
                    row.getInt("pid"),
                    since == null ? null : since.toInstant(),
                    row.getObject("run_id", Long.class)));
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

    /** The server cuts a long name off, so what tells processes of one machine apart comes first. */
    private static String name(String command) {
        return "model-catalog %s, process %d on %s"
                .formatted(command, ProcessHandle.current().pid(), host());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unknown host";
        }
    }

    /** What is locked beside the process's own key. */
    private interface Taking {
        void on(Connection connection);
    }

    /** The lock, as long as its connection lives. */
    public static final class Held {

        private final Connection connection;
        private final long process;
        private final String name;

        private Held(Connection connection, long process, String name) {
            this.connection = connection;
            this.process = process;
            this.name = name;
        }

        /** Returns the key of the advisory lock that this process has as long as it lives. */
        long process() {
            return process;
        }

        /** Returns what others are told of this process. */
        String name() {
            return name;
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
