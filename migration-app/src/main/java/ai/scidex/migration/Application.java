package ai.scidex.migration;

import ai.scidex.migration.database.Database;
import ai.scidex.migration.progress.Watch;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import java.util.Map;

/** The beans that a command works with, on one database. */
final class Application implements AutoCloseable {

    private final Database database;
    private final ApplicationContext context;

    private Application(Database database, ApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    /**
     * Starts the beans.
     *
     * @param database becomes theirs to close
     * @param settings what stands above all else
     * @param configured what stands below the environment
     * @param watch who is told how far they are
     */
    static Application on(
            Database database, Map<String, Object> settings, Map<String, Object> configured, Watch watch) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .banner(false)
                .properties(settings)
                .propertySources(
                        PropertySource.of("configuration file", configured, EnvironmentPropertySource.POSITION - 1))
                .singletons(watch)
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
