package ai.scidex.migration;

import ai.scidex.migration.backfill.Backfill;
import ai.scidex.migration.database.Named;
import ai.scidex.migration.models.ModelReader;
import ai.scidex.migration.plan.Planning;
import ai.scidex.migration.progress.Unwatched;
import ai.scidex.migration.revert.Revert;
import ai.scidex.migration.review.Review;
import ai.scidex.migration.status.StatusReader;
import ai.scidex.migration.verify.Verification;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * Loads what a command loads on a database, and reaches none: the launcher runs it once, and lists the classes, for a
 * quicker start of every command after that.
 */
final class DatabaseClasses {

    /** Where nobody listens, or nobody that answers. */
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1&loginTimeout=1";

    private static final List<Class<?>> WORK = List.of(
            Backfill.class,
            ModelReader.class,
            Planning.class,
            Revert.class,
            Review.class,
            StatusReader.class,
            Verification.class);

    private DatabaseClasses() {}

    public static void main(String[] args) {
        try {
            DriverManager.getConnection(NOWHERE).close();
        } catch (SQLException e) {
            start();
        }
    }

    private static void start() {
        Map<String, Object> settings = Map.of(
                "datasources.default.url",
                NOWHERE,
                "datasources.default.driver-class-name",
                "org.postgresql.Driver",
                "datasources.default.dialect",
                "POSTGRES",
                "datasources.default.initialization-fail-timeout",
                -1);
        try (Application application =
                Application.on(new Named(NOWHERE, null, null), settings, Map.of(), new Unwatched())) {
            WORK.forEach(application::bean);
            Flyway.configure().load();
        }
    }
}
