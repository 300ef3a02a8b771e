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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Lets one run at a time work on a database, and shows which processes take part in it.
 *
 * <p>There are two locks. The <em>lock of runs</em> has whoever began a run, or takes one back. The <em>lock of parts</em> is
 * shared by all who take part in a run of another one, who may be dead by now. To take back a run, or to end one for
 * another, takes it alone. Each is a lock of a transaction that stays open beside the work: a lock of the session would go to two clients of
 * a connection pooler. It ends with the process whatever becomes of it.
 *
 * <p>A transaction keeps the snapshot of its last query until it says something else, and as long as it does, no row that
 * anybody replaced or deleted since can go away: vacuum leaves it, and who reads the table reads past it. So the last word here is
 * one that needs no snapshot ({@link #LET_GO}).
 */
@Singleton
public final class RunLock {

    /** What the server would else find out only after hours: that the machine of the process is gone. */
    private static final String ANNOUNCE = """
            SELECT set_config('tcp_keepalives_idle', '60', true),
                   set_config('tcp_keepalives_interval', '10', true),
                   set_config('tcp_keepalives_count', '6', true),
                   set_config('application_name', ?, true),
                   pg_advisory_xact_lock(?)
            """;

    /** At any other level a transaction keeps its first snapshot to its end, whatever the database's default is. */
    private static final String READ_COMMITTED = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    /** Says something that is to be said anyway, so that the snapshot of what was asked before is given up. */
    private static final String LET_GO = "SET LOCAL idle_in_transaction_session_timeout = 0";

    private static final String RUNS = "hashtextextended('model-catalog backfill ' || current_schema(), 0)";

    private static final String PARTS = "hashtextextended('model-catalog backfill --join ' || current_schema(), 0)";

    private static final String TAKE = "SELECT pg_try_advisory_xact_lock(%s)";

    private static final String SHARE = "SELECT pg_try_advisory_xact_lock_shared(%s)";

    /** The first of them, where several share it. */
    private static final String HOLDER = """
            SELECT a.usename, a.application_name, a.pid, a.xact_start,
                   (SELECT max(run_id) FROM backfill_runs WHERE finished_at IS NULL) AS run_id,
                   EXISTS (SELECT
                             FROM pg_locks p
                             JOIN pg_database d ON d.oid = p.database
                            WHERE d.datname = current_database()
                              AND p.locktype = 'advisory'
                              AND p.mode = 'ExclusiveLock'
                              AND p.granted
                              AND p.objsubid = 1
                              AND (CAST(p.classid AS BIGINT) << 32) | CAST(p.objid AS BIGINT) = %1$s) AS is_closed
              FROM pg_locks l
              JOIN pg_database d ON d.oid = l.database
              JOIN pg_stat_activity a ON a.pid = l.pid
             WHERE d.datname = current_database()
               AND l.locktype = 'advisory'
               AND l.granted
               AND l.objsubid = 1
               AND (CAST(l.classid AS BIGINT) << 32) | CAST(l.objid AS BIGINT)
                   = %2$s
             ORDER BY a.xact_start, a.pid
             LIMIT 1
            """;

    private final SecureRandom random = new SecureRandom();
    private final DataSource dataSource;

    RunLock(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /**
     * Does {@code work} while nobody else begins a run, or takes part in one.
     *
     * @param command what others are told that the lock is held for
     * @throws RunInProgressException if another one does
     */
    public <T> T whileAlone(String command, Function<Held, T> work) {
        return with(
                command,
                connection -> {
                    take(connection, RUNS, () -> false);
                    take(connection, PARTS, () -> false);
                },
                work);
    }

    /**
     * Does {@code work} while nobody else begins a run, though others may take part in ours.
     *
     * @param command what others are told that the lock is held for
     * @param mayJoin whether we might take part in the run of the other one; asked only if there is one
     * @throws RunInProgressException if another one has the lock
     */
    <T> T whileHeld(String command, BooleanSupplier mayJoin, Function<Held, T> work) {
        return with(command, connection -> take(connection, RUNS, mayJoin), work);
    }

    /**
     * Makes sure, until the transaction of {@code connection} ends, that nobody takes part in a run without having begun
     * it.
     *
     * @throws RunInProgressException if somebody does
     */
    static void keepOthersOut(Connection connection) {
        take(connection, PARTS, () -> false);
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
            letGo(connection);
            return work.apply(held);
        } catch (SQLException e) {
            throw notTaken(e);
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
            try (Statement statement = held.connection.createStatement()) {
                statement.execute(READ_COMMITTED);
            }
            try (PreparedStatement statement = held.connection.prepareStatement(ANNOUNCE)) {
                statement.setString(1, held.name);
                statement.setLong(2, held.process);
                statement.execute();
            }
        } catch (SQLException e) {
            throw notTaken(e);
        }
    }

    private static void letGo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LET_GO);
        }
    }

    private static void take(Connection connection, String lock, BooleanSupplier mayJoin) {
        try (Statement statement = connection.createStatement()) {
            if (!isTrue(statement, TAKE.formatted(lock))) {
                throw inProgress(statement, lock, mayJoin);
            }
        } catch (SQLException e) {
            throw notTaken(e);
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static RunInProgressException inProgress(Statement statement, String lock, BooleanSupplier mayJoin)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(HOLDER.formatted(PARTS, lock))) {
            if (!row.next()) {
                return RunInProgressException.thatJustEnded();
            }
            Timestamp since = row.getTimestamp("xact_start");
            Holder holder = new Holder(
                    row.getString("usename"),
                    row.getString("application_name"),
                    row.getInt("pid"),
                    since == null ? null : since.toInstant(),
                    row.getObject("run_id", Long.class));
            return new RunInProgressException(holder, !row.getBoolean("is_closed") && mayJoin.getAsBoolean());
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

        /** Shares the lock of parts until the work is done; returns false if somebody has it alone. */
        boolean takePart() {
            try (Statement statement = connection.createStatement()) {
                boolean shared = isTrue(statement, SHARE.formatted(PARTS));
                letGo(connection);
                return shared;
            } catch (SQLException e) {
                throw new RunLockLostException(e);
            }
        }

        /** Returns who keeps us from taking part. */
        RunInProgressException inTheWay() {
            try (Statement statement = connection.createStatement()) {
                return inProgress(statement, PARTS, () -> false);
            } catch (SQLException e) {
                throw new RunLockLostException(e);
            }
        }

        /**
         * Makes sure that the lock is still ours.
         *
         * @throws RunLockLostException if it is not
         */
        public void confirm() {
            try {
                letGo(connection);
            } catch (SQLException e) {
                throw new RunLockLostException(e);
            }
        }
    }
}
