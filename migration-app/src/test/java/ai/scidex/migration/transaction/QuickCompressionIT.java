package ai.scidex.migration.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.MigratedDatabase;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickCompressionIT {

    private static final String QUICKEST_THERE_IS = """
            SELECT CASE WHEN 'lz4' = ANY (enumvals) THEN 'lz4' ELSE 'pglz' END
              FROM pg_settings
             WHERE name = 'default_toast_compression'
            """;

    private MigratedDatabase database;

    @BeforeEach
    void create() {
        database = MigratedDatabase.empty();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void takesTheQuickestThatTheServerHas() {
        assertThat(inTransaction(database)).isEqualTo(database.query(QUICKEST_THERE_IS));
    }

    @Test
    void leavesWhatSomebodySet() {
        try (MigratedDatabase set = connecting("SET default_toast_compression = 'pglz'")) {
            assertThat(inTransaction(set)).isEqualTo("pglz");
        }
    }

    @Test
    void endsWithTheTransaction() {
        inTransaction(database);

        assertThat(setting(database)).isEqualTo("pglz");
    }

    /** Not every server that tests run on has LZ4. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default       | {pglz,lz4} | true",
                "default       | {pglz}     | false",
                "configuration | {pglz,lz4} | false",
                "role          | {pglz,lz4} | false"
            })
    void isLeftToUsWhereTheServerHasItAndNobodySaidOtherwise(String source, String offered, boolean isLeftToUs) {
        try (MigratedDatabase saying = connecting("SET search_path = public, pg_catalog")) {
            saying.execute("CREATE TABLE public.pg_settings (name TEXT, source TEXT, enumvals TEXT[])");
            saying.execute("INSERT INTO public.pg_settings VALUES ('default_toast_compression', '%s', '%s')"
                    .formatted(source, offered));

            assertThat(saying.bean(QuickCompression.class).isLeftToUs()).isEqualTo(isLeftToUs);
        }
    }

    /** Returns a database whose application begins each connection with a statement. */
    private static MigratedDatabase connecting(String statement) {
        return MigratedDatabase.empty(Map.of("datasources.default.connection-init-sql", statement));
    }

    private static String inTransaction(MigratedDatabase database) {
        return database.bean(TransactionBounds.class).within(() -> setting(database));
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
