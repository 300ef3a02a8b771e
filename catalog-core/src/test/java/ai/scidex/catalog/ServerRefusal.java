package ai.scidex.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server answers to SQL that it refuses. */
final class ServerRefusal {

    private ServerRefusal() {}

    /** Runs the statements in one transaction; {@code null} if nothing is wrong with them. */
    static @Nullable ServerErrorMessage of(DataSource user, String sql) throws SQLException {
        try (Connection connection = user.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return null;
        } catch (PSQLException e) {
            return e.getServerErrorMessage();
        }
    }
}
