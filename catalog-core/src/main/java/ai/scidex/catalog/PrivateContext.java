package ai.scidex.catalog;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.config.DataJdbcConfiguration;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.inject.qualifiers.Qualifiers;
import javax.sql.DataSource;

/** The beans of the catalog on a data source of the caller's, for programs without Micronaut. */
final class PrivateContext {

    private PrivateContext() {}

    /** Starts the beans. They read no configuration but {@code settings}: the host's is none of theirs. */
    static ApplicationContext start(DataSource dataSource, CatalogSettings settings) {
        DataJdbcConfiguration configuration = new DataJdbcConfiguration("default");
        configuration.setDialect(Dialect.POSTGRES);
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .enableDefaultPropertySources(false)
                .banner(false)
                .properties(settings.properties())
                .build()
                .registerSingleton(DataSource.class, dataSource, Qualifiers.byName("default"))
                .registerSingleton(DataJdbcConfiguration.class, configuration, Qualifiers.byName("default"))
                .start();
    }
}
