package ai.scidex.migration.schema;

import ai.scidex.migration.failure.SqlFailure;
import ai.scidex.migration.progress.StoppedException;
import ai.scidex.migration.progress.Unwatched;
import ai.scidex.migration.progress.Watch;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings the tables up to date with Flyway, in a history of our own.
 *
 * <p>A database without that history is baselined first: one that has {@code artifacts} already keeps it as it is.
 */
@Singleton
public final class SchemaMigration {

    /** The version that the tables have once they are migrated. */
    public static final String LAST_VERSION = "0112";

    static final String HISTORY_TABLE = "model_catalog_schema_history";

    /** {@code artifacts} is there: its script counts as applied. */
    private static final String BASELINE_WITH_ARTIFACTS = "0001";

    /** Whatever else is there, {@code artifacts} is not: every script is ours to apply. */
    private static final String BASELINE_WITHOUT_ARTIFACTS = "0000";

    /**
     * A script and its line in the history are committed together. With its other lock Flyway commits them one after the
     * other, on two connections: killed in between, it would apply the script again.
     */
    private static final Map<String, String> ONE_TRANSACTION = Map.of("flyway.postgresql.transactional.lock", "false");

    private static final int ATTEMPTS = 10;

    private static final Set<String> LOCK_NOT_AVAILABLE = Set.of("55P03");

    private final DataSource dataSource;
    private final Watch watch;

    @Inject
    SchemaMigration(DataSource dataSource, Watch watch) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.watch = watch;
    }

    /** A migration that nobody watches. */
    SchemaMigration(DataSource dataSource) {
        this(dataSource, new Unwatched());
    }

    /** Returns the scripts that {@link #migrate()} would apply. Changes nothing. */
    public List<String> pending() {
        State state = state();
        return Arrays.stream(info(flyway(state, baselineVersion(state))).all())
                .filter(migration -> migration.getState().equals(MigrationState.PENDING)
                        || migration.getState().equals(MigrationState.OUTDATED))
                .filter(migration -> state.hasHistory() || isAboveBaseline(migration, state))
                .map(MigrationInfo::getScript)
                .toList();
    }

    /** Returns the version that the tables have; empty if they were never migrated. */
    public Optional<String> version() {
        State state = state();
        if (!state.hasHistory()) {
            return Optional.empty();
        }
        MigrationInfo current = info(flyway(state, BASELINE_WITHOUT_ARTIFACTS)).current();
        return Optional.ofNullable(current)
                .map(migration -> migration.getVersion().getVersion());
    }

    /**
     * Applies every script that is not applied yet.
     *
     * @throws MigrationRefusedException if one fails; the scripts before it stay
     * @throws ai.scidex.migration.progress.StoppedException if somebody wants it to stop; what is applied stays
     */
    public MigrationResult migrate() {
        return migrate(ATTEMPTS);
    }

    /** As {@link #migrate()}, waiting for somebody else's lock that many times. */
    MigrationResult migrate(int attempts) {
        State state = state();
        try (Watch.Step step = watch.begin("migrate", "scripts", () -> pending().size())) {
            AppliedScripts applied = new AppliedScripts(watch, step);
            Flyway flyway = flyway(state, baselineVersion(state), applied);
            if (!state.hasHistory()) {
                flyway.baseline();
            }
            migratePatiently(flyway, attempts);
            return new MigrationResult(applied.names(), version().orElseThrow());
        } catch (FlywayException e) {
            throw new MigrationRefusedException(reason(e), e);
        }
    }

    private static MigrationInfoService info(Flyway flyway) {
        try {
            return flyway.info();
        } catch (FlywayException e) {
            throw new MigrationRefusedException(reason(e), e);
        }
    }

    private static void migratePatiently(Flyway flyway, int attempts) {
        for (int attempt = 1; ; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                throwIfStopped(e);
                if (attempt == attempts || !SqlFailure.hasState(e, LOCK_NOT_AVAILABLE)) {
                    throw e;
                }
            }
        }
    }

    /** What a callback throws comes back as the cause of a failure of Flyway's. */
    private static void throwIfStopped(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoppedException stopped) {
                throw stopped;
            }
        }
    }

    private static String reason(FlywayException failure) {
        if (SqlFailure.hasState(failure, LOCK_NOT_AVAILABLE)) {
            return "somebody else keeps a lock on artifacts or model_versions; end that transaction and migrate again";
        }
        if (failure instanceof FlywayValidateException) {
            return "the tables were made by other scripts than those of this application (%s);"
                            .formatted(line(failure, 1))
                    + " use the version that made them";
        }
        return SqlFailure.behind(failure)
                .map(sql -> "the database refuses the migration: " + line(sql, 0))
                .orElseGet(() -> line(failure, 0));
    }

    private static String line(Throwable failure, int number) {
        return String.valueOf(failure.getMessage())
                .lines()
                .skip(number)
                .findFirst()
                .orElse("");
    }

    private static boolean isAboveBaseline(MigrationInfo migration, State state) {
        MigrationVersion baseline = MigrationVersion.fromVersion(baselineVersion(state));
        return migration.getVersion() == null || migration.getVersion().compareTo(baseline) > 0;
    }

    private static String baselineVersion(State state) {
        return state.hasArtifacts() ? BASELINE_WITH_ARTIFACTS : BASELINE_WITHOUT_ARTIFACTS;
    }

    private Flyway flyway(State state, String baselineVersion, Callback... callbacks) {
        return Flyway.configure()
                .dataSource(dataSource)
                .configuration(ONE_TRANSACTION)
                .locations("classpath:db/model-catalog")
                .table(HISTORY_TABLE)
                .defaultSchema(state.schema())
                .createSchemas(false)
                .baselineVersion(baselineVersion)
                .baselineDescription("what was there before the model catalog")
                .callbacks(callbacks)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
    }

    private State state() {
        try (Connection connection = dataSource.getConnection()) {
            ServerState server = ServerState.read(connection);
            return new State(connection.getSchema(), server.isMigrated(), server.hasArtifacts());
        } catch (SQLException e) {
            throw new MigrationRefusedException("cannot read the state of the schema: " + e.getMessage(), e);
        }
    }

    private record State(String schema, boolean hasHistory, boolean hasArtifacts) {}
}
