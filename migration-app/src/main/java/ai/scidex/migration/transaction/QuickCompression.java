package ai.scidex.migration.transaction;

import io.micronaut.core.util.SupplierUtil;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * LZ4 for the large values that a transaction writes, where nobody said otherwise and the server has it.
 *
 * <p>PostgreSQL's own way of compressing was a sixth of what a backfill took of the server. What a column says of itself, and
 * what was set for the server, the database or the role, stands above this.
 */
@Singleton
final class QuickCompression {

    /** Some servers are built without it. */
    private static final String IS_LEFT_TO_US = """
            SELECT EXISTS (SELECT
                             FROM pg_settings
                            WHERE name = 'default_toast_compression'
                              AND source = 'default'
                              AND 'lz4' = ANY (enumvals))
            """;

    private final Supplier<Boolean> isLeftToUs;

    QuickCompression(JdbcOperations jdbc) {
        this.isLeftToUs = SupplierUtil.memoized(() -> jdbc.execute(QuickCompression::isLeftToUs));
    }

    /** Returns whether the server has LZ4, and nobody said what it should use. It is asked once. */
    boolean isLeftToUs() {
        return isLeftToUs.get();
    }

    private static boolean isLeftToUs(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_LEFT_TO_US);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
