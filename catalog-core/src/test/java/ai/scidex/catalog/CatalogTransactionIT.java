package ai.scidex.catalog;

import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalog as a bean of an application that has transactions and settings of its own. */
class CatalogTransactionIT {

    private static final ArtifactId PARENT = new ArtifactId("model-parent");
    private static final ArtifactId CHILD = new ArtifactId("model-child");
    private static final PromotionDecision GOOD = PromotionDecision.of("gate", "good");

    private TestDatabase database;
    private ApplicationContext host;
    private ModelCatalog catalog;
    private TransactionOperations<Connection> transactions;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void start() {
        database = TestDatabase.fresh().migrate();
        host = ApplicationContext.run(Map.of(
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
                "model-catalog.version-lifecycle-state",
                "draft"));
        catalog = host.getBean(ModelCatalog.class);
        transactions = host.getBean(TransactionOperations.class);
    }

    @AfterEach
    void stop() {
        host.close();
        database.close();
    }

    @Test
    void isPartOfTheTransactionOfItsCaller() {
        transactions.executeWrite(status -> {
            register();
            catalog.promote(CHILD, GOOD.withComparedWith(PARENT));
            return null;
        });

        assertThat(database.queryText("SELECT count(DISTINCT xmin::TEXT) || ' ' || count(*) FROM artifacts"))
                .isEqualTo("1 2");
        assertThat(database.queryText(
                        "SELECT count(DISTINCT xmin::TEXT) || ' ' || count(*) FROM model_promotion_events"))
                .isEqualTo("1 2");
    }

    @Test
    void goesBackWithTheTransactionOfItsCaller() {
        assertThatThrownBy(() -> transactions.executeWrite(status -> {
                    register();
                    catalog.actingFor("WS3").registerModels(List.of(ModelRegistration.of("More", internal())));
                    throw new IllegalStateException("the caller failed");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the caller failed");

        assertThat(database.queryText("SELECT count(*) FROM artifacts")).isEqualTo("0");
    }

    @Test
    void leavesTheMovesOfItsCallerToTheCaller() {
        register();

        transactions.executeWrite(status -> {
            catalog.promote(CHILD, GOOD.withComparedWith(PARENT));
            execute("UPDATE model_versions SET promotion_state = 'promoted' WHERE artifact_id = 'model-parent'");
            return null;
        });

        assertThat(database.queryText("""
                        SELECT concat_ws('|', actor, coalesce(reason, 'none'), coalesce(evidence::TEXT, 'none'))
                          FROM model_promotion_events ORDER BY event_id DESC LIMIT 1
                        """)).isEqualTo(database.username() + "|none|none");
    }

    @Test
    void takesItsSettingsFromTheHost() {
        register();

        assertThat(database.queryText("SELECT lifecycle_state FROM artifacts WHERE id = 'model-child'"))
                .isEqualTo("draft");
    }

    @Test
    void refusesATransactionThatWouldNotSeeWhatItWaitedFor() {
        register();
        TransactionDefinition repeatableRead = new TransactionDefinition() {
            @Override
            public Optional<Isolation> getIsolationLevel() {
                return Optional.of(Isolation.REPEATABLE_READ);
            }
        };
        String sentence = "this call cannot be part of a transaction at isolation level repeatable read, which does not"
                + " see what it waited for; use read committed or serializable";

        assertThatThrownBy(() -> transactions.execute(
                        repeatableRead, status -> catalog.promote(CHILD, GOOD.withComparedWith(PARENT))))
                .isInstanceOf(RefusedWriteException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> transactions.execute(
                        repeatableRead,
                        status -> catalog.registerModel(
                                ModelRegistration.of("Parent", internal()).ifAbsent())))
                .isInstanceOf(RefusedWriteException.class)
                .hasMessage(sentence);
    }

    private void register() {
        catalog.registerModel(ModelRegistration.of("Parent", internal()).withId(PARENT));
        catalog.registerModelVersion(
                PARENT, ModelRegistration.of("Child", internal()).withId(CHILD));
    }

    private void execute(String sql) {
        host.getBean(JdbcOperations.class).execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
