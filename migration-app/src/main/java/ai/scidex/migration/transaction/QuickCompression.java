package ai.scidex.migration.transaction;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;

/**
 * Has the large values that a transaction writes compressed by LZ4, where the server has it and nobody said otherwise.
 *
 * <p>PostgreSQL's own way of compressing was a sixth of what a backfill took of the server. What a column says of itself, and
 * what was set for the server, the database or the role, stands above this. It ends with the transaction.
 */
@Singleton
public final class QuickCompression {

    /** Some servers are built without LZ4. A run may go on at another server, so each transaction asks. */
    private static final String SET = """
            SELECT set_config(name, 'lz4', true)
              FROM pg_settings
             WHERE name = 'default_toast_compression'
               AND source = 'default'
               AND 'lz4' = ANY (enumvals)
            """;

    private final JdbcOperations jdbc;

    QuickCompression(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Sets it for the caller's transaction. */
    public void set() {
        jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SET)) {
                return statement.execute();
            }
        });
    }
}
