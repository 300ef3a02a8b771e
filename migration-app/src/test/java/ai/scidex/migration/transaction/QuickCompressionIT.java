package ai.scidex.migration.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.MigratedDatabase;
import ai.scidex.migration.failure.SqlFailure;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Not every server that tests run on has LZ4, so some say that they have, and refuse it. */
class QuickCompressionIT {

    private static final String BEGIN = "datasources.default.connection-init-sql";

    private static final String QUICKEST_THERE_IS = """
            SELECT CASE WHEN 'lz4' = ANY (enumvals) THEN 'lz4' ELSE 'pglz' END
              FROM pg_settings
             WHERE name = 'default_toast_compression'
            """;

    @Test
    void takesTheQuickestThatTheServerHasForOneTransaction() {
        try (MigratedDatabase database = MigratedDatabase.empty()) {
            assertThat(inTransaction(database)).isEqualTo(database.query(QUICKEST_THERE_IS));
            assertThat(setting(database)).isEqualTo("pglz");
        }
    }

    @Test
    void leavesWhatSomebodySet() {
        try (MigratedDatabase database =
                MigratedDatabase.empty(Map.of(BEGIN, "SET default_toast_compression = 'pglz'"))) {
            assertThat(inTransaction(database)).isEqualTo("pglz");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default       | {pglz,lz4} | true",
                "default       | {pglz}     | false",
                "configuration | {pglz,lz4} | false",
                "role          | {pglz,lz4} | false"
            })
    void isForServersThatHaveItAndWhereNobodySaidOtherwise(String source, String offered, boolean isWanted) {
        try (MigratedDatabase database =
                MigratedDatabase.empty(Map.of(BEGIN, "SET search_path = public, pg_catalog"))) {
            database.execute("CREATE TABLE public.pg_settings (name TEXT, source TEXT, enumvals TEXT[])");
            database.execute("INSERT INTO public.pg_settings VALUES ('default_toast_compression', '%s', '%s')"
                    .formatted(source, offered));

            assertThat(inTransaction(database).contains("lz4")).isEqualTo(isWanted);
        }
    }

    /** Returns what is set then, or what the server says of what cannot be set. */
    private static String inTransaction(MigratedDatabase database) {
        try {
            return database.bean(Rehearsal.class).of(() -> {
                database.bean(QuickCompression.class).set();
                return setting(database);
            });
        } catch (RuntimeException e) {
            return SqlFailure.behind(e).map(SqlFailure::message).orElseThrow();
        }
    }

    private static String setting(MigratedDatabase database) {
        return database.bean(JdbcOperations.class).execute(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW default_toast_compression")) {
                return first(row);
            }
        });
    }

    private static String first(ResultSet row) throws SQLException {
        row.next();
        return row.getString(1);
    }
}
