package ai.scidex.migration.schema;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What is in a database, migrated or not, for the person who is asked whether to change it. */
@Singleton
public final class Inventory {

    private static final String STATE = """
            SELECT current_database(), current_user, to_regclass('artifacts') IS NOT NULL,
                   to_regclass('metadata_holds') IS NOT NULL
            """;

    private static final String ARTIFACTS =
            "SELECT count(*), count(*) FILTER (WHERE artifact_type = 'model') FROM artifacts";

    private static final String EXAMINED = """
            SELECT (SELECT count(*) FROM model_versions),
                   (SELECT count(DISTINCT artifact_id) FROM metadata_holds WHERE status = 'open')
            """;

    private final DataSource dataSource;

    Inventory(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /** Returns database, user and counts, as a part of a sentence. */
    public String sentence() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            String sentence;
            boolean hasArtifacts;
            boolean isMigrated;
            try (ResultSet row = statement.executeQuery(STATE)) {
                row.next();
                sentence = "database %s, as %s: ".formatted(row.getString(1), row.getString(2));
                hasArtifacts = row.getBoolean(3);
                isMigrated = row.getBoolean(4);
            }
            if (!hasArtifacts) {
                return sentence + "no artifacts yet";
            }
            try (ResultSet row = statement.executeQuery(ARTIFACTS)) {
                row.next();
                sentence += "%,d artifacts, %,d of them models".formatted(row.getLong(1), row.getLong(2));
            }
            if (!isMigrated) {
                return sentence + ", no catalog yet";
            }
            try (ResultSet row = statement.executeQuery(EXAMINED)) {
                row.next();
                return sentence
                        + ", %,d in the catalog already, %,d with held fields"
                                .formatted(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw new MigrationRefusedException("cannot look at the database: " + e.getMessage(), e);
        }
    }
}
