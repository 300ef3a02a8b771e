package ai.scidex.consumer;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.TestDatabase;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database as the workstreams find it: migrated, with the datasets that models are evaluated on. */
final class ScidexDatabase implements AutoCloseable {

    static final ArtifactId DONORS = new ArtifactId("dataset-heldout-donors");

    private static final Path PROPERTIES = Path.of("src/test/resources/consumer.properties");

    private final TestDatabase database = TestDatabase.fresh().migrate();

    ScidexDatabase() {
        execute("""
                INSERT INTO artifacts (id, artifact_type, title)
                VALUES ('dataset-heldout-donors', 'dataset', 'Held-out donors'),
                       ('dataset-cultures', 'dataset', 'Cultures')
                """);
    }

    /** Removes all models, but not what the history says of them. */
    void removeModels() {
        execute("""
                SET LOCAL model_catalog.delete_promoted = 'for the next test';
                DELETE FROM metadata_holds;
                DELETE FROM model_versions;
                DELETE FROM artifacts WHERE artifact_type = 'model'
                """);
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    /** Returns what a Micronaut application would have in its configuration and its environment. */
    Map<String, Object> properties() throws IOException {
        Properties configuration = new Properties();
        try (Reader file = Files.newBufferedReader(PROPERTIES, StandardCharsets.UTF_8)) {
            configuration.load(file);
        }
        Map<String, Object> properties = new HashMap<>();
        configuration.stringPropertyNames().forEach(name -> properties.put(name, configuration.getProperty(name)));
        properties.put("JDBC_URL", database.jdbcUrl());
        properties.put("JDBC_USERNAME", database.username());
        properties.put("JDBC_PASSWORD", database.password());
        return properties;
    }

    void execute(String sql) {
        database.execute(sql);
    }

    @Nullable String queryText(String sql) {
        return database.queryText(sql);
    }

    @Override
    public void close() {
        database.close();
    }
}
