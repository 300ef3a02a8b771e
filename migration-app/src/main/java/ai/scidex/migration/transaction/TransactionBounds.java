package ai.scidex.migration.transaction;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Bounds how long a transaction waits for a lock of others, and how long others wait for one of ours after its machine
 * went away. The settings end with the transaction: those of a session would stay behind in a connection pooler. Nothing is
 * compiled before it runs: a page is too short for that.
 */
@Singleton
public final class TransactionBounds {

    /** How long a transaction may stay idle; its machine must be gone by then. */
    public static final Duration LONGEST_IDLE = Duration.ofMinutes(5);

    private static final String BOUND = """
            SELECT set_config('lock_timeout', ?, true),
                   set_config('idle_in_transaction_session_timeout', ?, true),
                   set_config('tcp_keepalives_idle', '60', true),
                   set_config('tcp_keepalives_interval', '10', true),
                   set_config('tcp_keepalives_count', '6', true),
                   set_config('jit', 'off', true)
            """;

    private final JdbcOperations jdbc;
    private final TransactionSettings settings;
    private final TransactionOperations<Connection> transactions;

    TransactionBounds(
            JdbcOperations jdbc, TransactionSettings settings, TransactionOperations<Connection> transactions) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.transactions = transactions;
    }

    /** Returns what {@code work} returns, which is done in one bounded transaction; those that it opens become part of it. */
    public <T> T within(Supplier<T> work) {
        return transactions.execute(TransactionDefinition.DEFAULT, status -> {
            set();
            return work.get();
        });
    }

    /** Bounds the caller's transaction; this is its first statement. */
    public void set() {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BOUND)) {
                statement.setString(1, millis(settings.lockTimeout()));
                statement.setString(2, millis(LONGEST_IDLE));
                return statement.execute();
            }
        });
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
