package ai.scidex.migration;

import ai.scidex.migration.database.Database;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** The beans that a command works with, on one database. */
final class Application implements AutoCloseable {

    private final Database database;
    private final ApplicationContext context;

    private Application(Database database, ApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /** Starts the beans; {@code database} becomes theirs to close. */
    static Application on(Database database, Map<String, Object> settings) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .banner(false)
                .properties(settings)
                .start();
        return new Application(database, context);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
