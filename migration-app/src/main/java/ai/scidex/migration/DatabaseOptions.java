package ai.scidex.migration;

import ai.scidex.migration.database.Database;
import ai.scidex.migration.database.Embedded;
import ai.scidex.migration.database.Named;
import ai.scidex.migration.database.SampleArtifacts;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which database a command works on; without a URL, the embedded one with the sample in it. */
final class DatabaseOptions {

    private static final String PASSWORD_VARIABLE = "JDBC_PASSWORD";
    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final int POOL_SIZE = 4;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            defaultValue = "${env:JDBC_URL}",
            description = "The database, jdbc:postgresql://HOST:PORT/DATABASE (or JDBC_URL). Without it, an embedded "
                    + "PostgreSQL under .model-catalog/ with sample data.")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--username",
            paramLabel = "NAME",
            defaultValue = "${env:JDBC_USERNAME}",
            description = "Who connects (or JDBC_USERNAME). The password is read from JDBC_PASSWORD.")
    private @Nullable String username;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema that holds artifacts (default: the first of the user's search path).")
    private @Nullable String schema;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Returns whether the user named a database, and so may lose something. */
    boolean isNamed() {
        return jdbcUrl != null && !jdbcUrl.isBlank();
    }

    /**
     * Starts or reaches the database and the beans that work on it.
     *
     * @throws CommandFailure if it cannot be reached, with the cure in its message
     */
    Application open(Map<String, Object> settings) {
        Database database = database();
        try {
            String url = url(database);
            prepare(database, url);
            Map<String, Object> all = new HashMap<>(settings);
            all.put("datasources.default.url", url);
            all.put("datasources.default.username", text(database.username()));
            all.put("datasources.default.password", text(database.password()));
            all.put("datasources.default.driver-class-name", "org.postgresql.Driver");
            all.put("datasources.default.dialect", "POSTGRES");
            all.put("datasources.default.maximum-pool-size", POOL_SIZE);
            all.put("datasources.default.minimum-idle", 0);
            return Application.on(database, all);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    Application open() {
        return open(Map.of());
    }

    private Database database() {
        if (isNamed() && jdbcUrl != null) {
            try {
                return new Named(jdbcUrl, username, System.getenv(PASSWORD_VARIABLE));
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.WRONG_USAGE, String.valueOf(e.getMessage()), e);
            }
        }
        PrintWriter err = command.commandLine().getErr();
        return Embedded.start(Embedded.DEFAULT_DIRECTORY, notice -> {
            err.println(notice);
            err.flush();
        });
    }

    private String url(Database database) {
        String separator = database.jdbcUrl().contains("?") ? "&" : "?";
        String url = database.jdbcUrl() + separator + "ApplicationName=model-catalog";
        return schema == null ? url : url + "&currentSchema=" + URLEncoder.encode(schema, StandardCharsets.UTF_8);
    }

    /** Connects once, so that what is wrong is said in one line before anything starts; fills a new embedded one. */
    private static void prepare(Database database, String url) {
        Properties properties = new Properties();
        properties.setProperty("loginTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        if (database.username() != null) {
            properties.setProperty("user", database.username());
        }
        if (database.password() != null) {
            properties.setProperty("password", database.password());
        }
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            if (database.isSample()) {
                SampleArtifacts.loadInto(connection);
            }
        } catch (SQLException e) {
            throw ConnectionFailure.of(database.description(), e);
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
