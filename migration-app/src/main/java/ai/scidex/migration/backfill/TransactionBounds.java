package ai.scidex.migration.backfill;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.time.Duration;

/**
 * Bounds how long a transaction waits for a lock of others, and how long others wait for one of ours after its machine
 * went away. The settings end with the transaction: those of a session would stay behind in a connection pooler. Nothing is
 * compiled before it runs: a page is too short for that.
 */
@Singleton
public final class TransactionBounds {

    private static final String BOUND = """
            SELECT set_config('lock_timeout', ?, true),
                   set_config('idle_in_transaction_session_timeout', ?, true),
                   set_config('tcp_keepalives_idle', '60', true),
                   set_config('tcp_keepalives_interval', '10', true),
                   set_config('tcp_keepalives_count', '6', true),
                   set_config('jit', 'off', true)
            """;

    private final JdbcOperations jdbc;
    private final BackfillSettings settings;

    TransactionBounds(JdbcOperations jdbc, BackfillSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Bounds the caller's transaction; this is its first statement. */
    public void set() {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BOUND)) {
                statement.setString(1, millis(settings.lockTimeout()));
                statement.setString(2, millis(Claims.LEASE));
                return statement.execute();
            }
        });
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
