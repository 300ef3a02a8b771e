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
        try (MigratedDatabase database = onServerThatSays(source, offered)) {
            assertThat(inTransaction(database).contains("lz4")).isEqualTo(isWanted);
        }
    }

    @Test
    void isAskedForByTheBackfill() {
        try (MigratedDatabase database = onServerThatSays("default", "{pglz,lz4}")) {
            database.insertModel("model-a", """
                    {"is_external": false, "model_family": "statistical", "library": "scikit-learn", "parameter_count": 12,
                     "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.8}, "notes": "%s"}
                    """.formatted("x".repeat(9_000)));

            assertThat(backfilled(database)).contains("lz4");
        }
    }

    private static MigratedDatabase onServerThatSays(String source, String offered) {
        MigratedDatabase database = MigratedDatabase.empty(Map.of(BEGIN, "SET search_path = public, pg_catalog"));
        database.execute("CREATE TABLE public.pg_settings (name TEXT, source TEXT, enumvals TEXT[])");
        database.execute("INSERT INTO public.pg_settings VALUES ('default_toast_compression', '%s', '%s')"
                .formatted(source, offered));
        return database;
    }

    /** Returns how what was written is compressed, or what the server says of what cannot be set. */
    private static String backfilled(MigratedDatabase database) {
        try {
            database.backfill();
            return database.query("SELECT pg_column_compression(metadata) FROM artifacts");
        } catch (RuntimeException e) {
            return SqlFailure.behind(e).map(SqlFailure::message).orElseThrow();
        }
    }

    /** Returns what is set then, or what the server says of what cannot be set. */
    private static String inTransaction(MigratedDatabase database) {
        try {
            return database.bean(TransactionBounds.class).within(() -> {
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
