package ai.scidex.migration;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.migration.backfill.Backfill;
import ai.scidex.migration.backfill.BackfillResult;
import ai.scidex.migration.manifest.ExpectedModels;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.schema.SchemaMigration;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;

/** A database with our tables, and the application's beans on it. */
public final class MigratedDatabase implements AutoCloseable {

    /** How many connections the application's pool has at most. */
    public static final int POOL_SIZE = 4;

    private final TestDatabase database = TestDatabase.fresh();
    private final ApplicationContext context;

    private MigratedDatabase(Map<String, Object> settings) {
        context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(Map.of(
                        "datasources.default.url",
                        database.jdbcUrl(),
                        "datasources.default.username",
                        database.username(),
                        "datasources.default.password",
                        database.password(),
                        "datasources.default.driver-class-name",
                        "org.postgresql.Driver",
                        "datasources.default.dialect",
                        "POSTGRES",
                        "datasources.default.maximum-pool-size",
                        POOL_SIZE))
                .properties(settings)
                .start();
    }

    /** Returns a database without artifacts. */
    public static MigratedDatabase empty() {
        return empty(Map.of());
    }

    /** Returns a database without artifacts, whose application has these settings. */
    public static MigratedDatabase empty(Map<String, Object> settings) {
        MigratedDatabase migrated = new MigratedDatabase(settings);
        migrated.bean(SchemaMigration.class).migrate();
        return migrated;
    }

    /** Returns a database with the sample, not yet backfilled. */
    public static MigratedDatabase withSample() {
        MigratedDatabase migrated = new MigratedDatabase(Map.of());
        ScidexDatabase.loadSample(migrated.database);
        migrated.bean(SchemaMigration.class).migrate();
        return migrated;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Backfills without a manifest. */
    public BackfillResult backfill() {
        return backfill(Optional.empty());
    }

    public BackfillResult backfill(Optional<Manifest> manifest) {
        Landings landings = manifest.map(bean(ExpectedModels.class)::resolve).orElseGet(Landings::withoutManifest);
        return bean(Backfill.class).run(landings, "test");
    }

    /** Inserts a model artifact of somebody's own making. */
    public void insertModel(String id, String metadata) {
        execute(
                "INSERT INTO artifacts (id, artifact_type, title, metadata, origin_type) VALUES ('%s', 'model', 'A model', '%s', 'internal')"
                        .formatted(id, metadata));
    }

    public void execute(String sql) {
        database.execute(sql);
    }

    public String query(String sql) {
        return String.valueOf(database.queryText(sql));
    }

    public Connection connection() {
        return database.connection();
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
