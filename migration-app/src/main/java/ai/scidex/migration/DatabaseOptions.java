package ai.scidex.migration;

import ai.scidex.migration.backfill.BackfillSettings;
import ai.scidex.migration.database.Database;
import ai.scidex.migration.database.Embedded;
import ai.scidex.migration.database.Named;
import ai.scidex.migration.database.SampleArtifacts;
import ai.scidex.migration.progress.Unwatched;
import ai.scidex.migration.progress.Watch;
import io.micronaut.core.util.SupplierUtil;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which database a command works on; without a URL, the embedded one with the sample in it. */
final class DatabaseOptions {

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /** What ends a quoted name, or means something else to Flyway. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\"%$\\\\]");

    /** The properties of a URL in which PostgreSQL's driver takes a secret. */
    private static final Pattern SECRET = Pattern.compile("[?&](?:ssl)?password=", Pattern.CASE_INSENSITIVE);

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description = "The database, jdbc:postgresql://HOST:PORT/DATABASE (or JDBC_URL). Without it, an embedded "
                    + "PostgreSQL under .model-catalog/ with sample data.")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--username",
            paramLabel = "NAME",
            description = "Who connects (or JDBC_USERNAME). The password is read from JDBC_PASSWORD.")
    private @Nullable String username;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema that holds artifacts (default: the first of the user's search path).")
    private @Nullable String schema;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Read when it is asked for: a command that needs no database needs no file that tells of one. */
    private final Supplier<Configuration> configuration;

    private final Supplier<Optional<Terminal>> terminal;

    DatabaseOptions(Map<String, String> environment, Supplier<Optional<Terminal>> terminal) {
        this.configuration = SupplierUtil.memoized(() -> Configuration.of(environment));
        this.terminal = terminal;
    }

    /** Returns whether the user named a database, and so may lose something. */
    boolean isNamed() {
        return url().isPresent();
    }

    /** A blank variable names no database; a blank option is a mistake, and must not lead to another database. */
    private Optional<String> url() {
        if (jdbcUrl != null && jdbcUrl.isBlank()) {
            throw wrong("--jdbc-url is blank; name a database, or leave the option out to use the embedded one");
        }
        refuseBlank("--username", username);
        refuseBlank("--schema", schema);
        if (schema != null && UNWRITABLE.matcher(schema).find()) {
            throw wrong("--schema holds a character that no script of migrate can hold, one of \" % $ \\;"
                    + " name a schema without them");
        }
        if (jdbcUrl != null && SECRET.matcher(jdbcUrl).find()) {
            throw wrong("--jdbc-url holds a password, which other users of this machine can read;"
                    + " set JDBC_PASSWORD instead");
        }
        Optional<String> named = configuration.get().variable(Configuration.URL).filter(value -> !value.isBlank());
        if (jdbcUrl == null
                && named.filter(value -> SECRET.matcher(value).find()).isPresent()) {
            throw wrong("JDBC_URL holds a password; set JDBC_PASSWORD instead");
        }
        Optional<String> url = Optional.ofNullable(jdbcUrl).or(() -> named);
        url.flatMap(ConnectionParameters::fault).ifPresent(fault -> {
            throw wrong(fault);
        });
        if (url.isEmpty() && username != null) {
            throw wrong("--username names the user of a database, but no database is named; add --jdbc-url");
        }
        return url;
    }

    private static void refuseBlank(String option, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw wrong("%s is blank; give it a name, or leave the option out".formatted(option));
        }
    }

    private static CommandFailure wrong(String message) {
        return new CommandFailure(ExitCode.WRONG_USAGE, message);
    }

    /**
     * Starts or reaches the database and the beans that work on it.
     *
     * @param watch who is told how far the work is
     * @throws CommandFailure if it cannot be reached, with the cure in its message
     */
    Application open(Map<String, Object> settings, Watch watch) {
        // Beans would pass over a variable that they cannot read.
        Map<String, Object> all =
                new HashMap<>(settings.isEmpty() ? backfillSettings(null, null).properties() : settings);
        // What the driver logs would stand between our lines, and may hold a password.
        LogManager.getLogManager().reset();
        Database database = database();
        try {
            String password = prepare(database);
            all.put("datasources.default.url", urlOf(database));
            // An empty one would keep the driver from looking into .pgpass, or into the service file.
            if (database.username() != null) {
                all.put("datasources.default.username", database.username());
            }
            if (password != null) {
                all.put("datasources.default.password", password);
            }
            all.put("datasources.default.driver-class-name", "org.postgresql.Driver");
            all.put("datasources.default.dialect", "POSTGRES");
            all.put("datasources.default.minimum-idle", 0);
            return Application.on(database, all, configuration.get().settings(), watch);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** As {@link #open(Map, Watch)}, with the settings that everybody has. */
    Application open(Watch watch) {
        return open(Map.of(), watch);
    }

    /** As {@link #open(Watch)}, for what takes no time to speak of. */
    Application open() {
        return open(new Unwatched());
    }

    /** As {@link Configuration#backfill}. */
    BackfillSettings backfillSettings(@Nullable Integer batchSize, @Nullable Integer workers) {
        return configuration.get().backfill(batchSize, workers);
    }

    /** Says something about the database beside the result. */
    void say(String notice) {
        MigrationApp.say(command.commandLine(), notice);
    }

    private Database database() {
        Optional<String> url = url();
        return url.isPresent()
                ? CommandFailure.unlessRefused(() -> named(url.get()))
                : Embedded.start(Embedded.DEFAULT_DIRECTORY, this::say);
    }

    private Database named(String url) {
        String user = username == null ? set(Configuration.USERNAME) : username;
        String password = set(Configuration.PASSWORD);
        if (password == null) {
            configuration.get().refuseOpenPasswordFile();
        }
        return new Named(url, user, password);
    }

    private String urlOf(Database database) {
        String separator = database.jdbcUrl().contains("?") ? "&" : "?";
        String url = database.jdbcUrl() + separator + "ApplicationName=model-catalog";
        if (schema == null) {
            return url;
        }
        String identifier = "\"%s\"".formatted(schema.replace("\"", "\"\""));
        return url + "&currentSchema=" + URLEncoder.encode(identifier, StandardCharsets.UTF_8);
    }

    /** A variable that is empty is one that is not set. */
    private @Nullable String set(String variable) {
        return configuration
                .get()
                .variable(variable)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    /**
     * Connects once, so that what is wrong is said in one line before anything starts; fills a new embedded database.
     *
     * @return the password that it took; null if the driver found one, or the server wants none
     */
    private @Nullable String prepare(Database database) {
        try {
            connect(database, database.password());
            return database.password();
        } catch (SQLException e) {
            String password = ConnectionFailure.isForWantOfAPassword(e) ? typed(database) : null;
            if (password == null) {
                throw ConnectionFailure.of(database.description(), e);
            }
            return prepare(database, password);
        }
    }

    private String prepare(Database database, String password) {
        try {
            connect(database, password);
            return password;
        } catch (SQLException e) {
            throw ConnectionFailure.of(database.description(), e);
        }
    }

    private @Nullable String typed(Database database) {
        String user = database.username() == null ? "" : "of user %s ".formatted(database.username());
        return terminal.get()
                .map(person -> person.askSecret(
                        command.commandLine().getErr(), "password %sfor %s: ".formatted(user, database.description())))
                .orElse(null);
    }

    private void connect(Database database, @Nullable String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("loginTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        if (database.username() != null) {
            properties.setProperty("user", database.username());
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection(urlOf(database), properties)) {
            if (connection.getSchema() == null) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "%s has no such schema, or the user may not use it; create it, grant USAGE on it, or name another with --schema"
                                .formatted(database.description()));
            }
            if (database.isSample()) {
                SampleArtifacts.loadInto(connection);
                say("no database is named, so this is about %s and its made-up sample"
                        .formatted(database.description()));
            }
        }
    }
}
