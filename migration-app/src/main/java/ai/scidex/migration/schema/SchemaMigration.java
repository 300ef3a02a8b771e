package ai.scidex.migration.schema;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateOutput;

/**
 * Brings the tables up to date with Flyway, in a history of our own.
 *
 * <p>A database without that history is baselined first: one that has {@code artifacts} already keeps it as it is.
 */
@Singleton
public class SchemaMigration {

    static final String HISTORY_TABLE = "model_catalog_schema_history";

    /** {@code artifacts} is there: its script counts as applied. */
    private static final String BASELINE_WITH_ARTIFACTS = "0001";

    /** Whatever else is there, {@code artifacts} is not: every script is ours to apply. */
    private static final String BASELINE_WITHOUT_ARTIFACTS = "0000";

    /** A queue behind our lock would stop every writer, so we give up soon and try again. */
    private static final String LOCK_TIMEOUT = "SET lock_timeout = '3s'";

    private static final int ATTEMPTS = 10;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource dataSource;

    SchemaMigration(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
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
     */
    public MigrationResult migrate() {
        return migrate(ATTEMPTS);
    }

    /** As {@link #migrate()}, waiting for somebody else's lock that many times. */
    MigrationResult migrate(int attempts) {
        State state = state();
        Flyway flyway = flyway(state, baselineVersion(state));
        try {
            if (!state.hasHistory()) {
                flyway.baseline();
            }
            List<String> applied = migratePatiently(flyway, attempts);
            return new MigrationResult(applied, version().orElseThrow());
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

    private static List<String> migratePatiently(Flyway flyway, int attempts) {
        List<String> applied = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            try {
                for (MigrateOutput script : flyway.migrate().migrations) {
                    applied.add(script.filepath.substring(script.filepath.lastIndexOf('/') + 1));
                }
                return applied;
            } catch (FlywayException e) {
                if (attempt == attempts || !isLockTimeout(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isLockTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static String reason(FlywayException failure) {
        if (isLockTimeout(failure)) {
            return "somebody else keeps a lock on artifacts or model_versions; end that transaction and migrate again";
        }
        if (failure instanceof FlywayValidateException) {
            return "the tables were made by other scripts than those of this application (%s);"
                            .formatted(line(failure, 1))
                    + " use the version that made them";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return "the database refuses the migration: " + line(sql, 0);
            }
        }
        return line(failure, 0);
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

    private Flyway flyway(State state, String baselineVersion) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/model-catalog")
                .table(HISTORY_TABLE)
                .defaultSchema(state.schema())
                .createSchemas(false)
                .baselineVersion(baselineVersion)
                .baselineDescription("what was there before the model catalog")
                .initSql(LOCK_TIMEOUT)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
    }

    private State state() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(State.SQL)) {
            rows.next();
            return new State(rows.getString(1), rows.getBoolean(2), rows.getBoolean(3));
        } catch (SQLException e) {
            throw new MigrationRefusedException("cannot read the state of the schema: " + e.getMessage(), e);
        }
    }

    private record State(String schema, boolean hasHistory, boolean hasArtifacts) {

        static final String SQL = """
                SELECT current_schema(),
                       to_regclass('%s') IS NOT NULL,
                       to_regclass('artifacts') IS NOT NULL
                """.formatted(HISTORY_TABLE);
    }
}
