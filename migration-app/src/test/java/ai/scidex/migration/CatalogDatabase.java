package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CodeLink;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A migrated database, in which a test registers models by the library and then runs commands. */
final class CatalogDatabase implements AutoCloseable {

    static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    static final CodeLink LINK = new CodeLink("https://github.com/scidex/models", SHA, "train.py");

    private static final String METADATA = """
            {"is_external": false, "model_family": "statistical", "framework": "statsmodels", "parameter_count": 14,
             "training_data": "dataset-a", "evaluation_dataset": "dataset-b", "evaluation_metrics": {"auroc": 0.870}}
            """;

    private final TestDatabase database = TestDatabase.fresh();
    private final ModelCatalog catalog;

    CatalogDatabase() {
        Ended migrated = run("migrate", "--yes");
        if (migrated.exitCode() != ExitCode.DONE) {
            throw new IllegalStateException(migrated.err());
        }
        catalog = ModelCatalog.on(database.dataSource());
    }

    ModelCatalog catalog() {
        return catalog;
    }

    /** Returns valid metadata that a test may change. */
    static ObjectNode metadata() {
        return TestJson.object(METADATA);
    }

    static ObjectNode metadata(String auroc) {
        ObjectNode metadata = metadata();
        metadata.set("evaluation_metrics", TestJson.object("{\"auroc\": %s}".formatted(auroc)));
        return metadata;
    }

    static ModelRegistration registration(String id, ObjectNode metadata) {
        return ModelRegistration.of("Title of " + id, metadata)
                .withId(new ArtifactId(id))
                .withCreatedBy("ada");
    }

    void register(String id) {
        catalog.registerModel(registration(id, metadata()));
    }

    void registerVersion(String parent, String id) {
        catalog.registerModelVersion(new ArtifactId(parent), registration(id, metadata("0.910")));
    }

    void link(String id) {
        catalog.linkCode(new ArtifactId(id), LINK);
    }

    Ended run(String... args) {
        return Ended.on(database, args);
    }

    TestDatabase database() {
        return database;
    }

    void execute(String sql) {
        database.execute(sql);
    }

    String query(String sql) {
        return String.valueOf(database.queryText(sql));
    }

    @Override
    public void close() {
        database.close();
    }
}
