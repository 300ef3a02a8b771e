package ai.scidex.migration;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.migration.database.SampleArtifacts;
import java.sql.Connection;
import java.sql.SQLException;

/** A database as an operator has it before the first command. */
final class ScidexDatabase {

    private ScidexDatabase() {}

    /** Returns one with the artifacts of the sample, and without our tables. */
    static TestDatabase withSample() {
        TestDatabase database = TestDatabase.fresh();
        loadSample(database);
        return database;
    }

    static void loadSample(TestDatabase database) {
        try (Connection connection = database.connection()) {
            SampleArtifacts.loadInto(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the names of all relations that are not the operator's own. */
    static String relations(TestDatabase database) {
        return String.valueOf(database.queryText("""
                SELECT coalesce(string_agg(relname, ' ' ORDER BY relname), '')
                  FROM pg_class
                 WHERE relnamespace = 'public'::REGNAMESPACE
                   AND relkind IN ('r', 'v')
                   AND relname <> 'artifacts'
                """));
    }
}
