package ai.scidex.catalog;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * An empty PostgreSQL database for a test, with a name of its own: tests never disturb one another, nor what else lives
 * on the server.
 *
 * <p>The server is chosen once per JVM: the one that {@code TEST_JDBC_URL} names (with {@code TEST_JDBC_USERNAME} and
 * {@code TEST_JDBC_PASSWORD}; the user must be allowed to create databases), else a container where a Docker engine
 * answers (of the image that the system property {@code test.postgres.image} names), else the embedded server.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String DEFAULT_IMAGE = "postgres:17-alpine";

    private static final Set<TestDatabase> OPEN = ConcurrentHashMap.newKeySet();

    private final String name;
    private final DataSource dataSource;

    private TestDatabase(String name) {
        this.name = name;
        this.dataSource = Server.RUNNING.dataSource(jdbcUrl());
    }

    /** Returns the one database that everybody in this JVM shares; it lives until the JVM ends. */
    public static TestDatabase shared() {
        return Shared.DATABASE;
    }

    /** Creates a database that nobody else uses; it is dropped when it is closed. */
    public static TestDatabase fresh() {
        // Somebody else may be connected to template1.
        return from("template0");
    }

    /** Creates a database with the same contents; nobody may be connected to this one meanwhile. */
    public TestDatabase copy() {
        return from(name);
    }

    private static TestDatabase from(String template) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        execute(Server.RUNNING.maintenance(), "CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
        TestDatabase database = new TestDatabase(name);
        OPEN.add(database);
        return database;
    }

    /** Returns a URL without user name and password. */
    public String jdbcUrl() {
        return Server.RUNNING.urlOf(name);
    }

    public String username() {
        return Server.RUNNING.username();
    }

    public String password() {
        return Server.RUNNING.password();
    }

    /** Returns a source that opens a connection at each request. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Returns a source whose connections look for tables along {@code searchPath}, such as {@code "one, two"}. */
    public DataSource dataSource(String searchPath) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(username());
        source.setPassword(password());
        source.setCurrentSchema(searchPath);
        return source;
    }

    public Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot connect to %s: %s".formatted(jdbcUrl(), e.getMessage()), e);
        }
    }

    /** Executes any number of statements, separated by semicolons, in one transaction. */
    public void execute(String sql) {
        execute(dataSource, sql);
    }

    /** Applies every script of the catalog. */
    public TestDatabase migrate() {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/model-catalog")
                .load()
                .migrate();
        return this;
    }

    /** Returns the one value that the query selects, as PostgreSQL prints it; {@code null} is SQL's. */
    public @Nullable String queryText(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("no row from " + sql);
            }
            String value = rows.getString(1);
            if (rows.next()) {
                throw new IllegalStateException("more than one row from " + sql);
            }
            return value;
        } catch (SQLException e) {
            throw new IllegalStateException("%s: %s".formatted(e.getMessage(), sql), e);
        }
    }

    /** Drops the database, connections to it notwithstanding. The shared one must not be closed by a test. */
    @Override
    public void close() {
        execute(Server.RUNNING.maintenance(), "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
        OPEN.remove(this);
    }

    private static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("%s: %s".formatted(e.getMessage(), sql), e);
        }
    }

    private static final class Shared {

        static final TestDatabase DATABASE = fresh();
    }

    private record Server(String description, String url, String username, String password, Runnable atExit) {

        private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/?]+/)([^?]*)(\\?.*)?");

        static final Server RUNNING = start();

        Server {
            if (!URL.matcher(url).matches()) {
                throw new IllegalArgumentException("not of the form jdbc:postgresql://HOST:PORT/DATABASE: " + url);
            }
        }

        /** Returns the database that may always be connected to, to create and drop others. */
        DataSource maintenance() {
            return dataSource(url);
        }

        String urlOf(String database) {
            return URL.matcher(url).replaceFirst("$1%s$3".formatted(database));
        }

        DataSource dataSource(String databaseUrl) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(databaseUrl);
            source.setUser(username);
            source.setPassword(password);
            return source;
        }

        private static Server start() {
            Server server = named().or(Server::container).orElseGet(Server::embedded);
            Runtime.getRuntime().addShutdownHook(new Thread(server.atExit(), "test-database-stop"));
            System.err.printf("tests use PostgreSQL %s%n", server.description());
            return server;
        }

        private static Optional<Server> named() {
            String url = System.getenv("TEST_JDBC_URL");
            if (url == null || url.isBlank()) {
                return Optional.empty();
            }
            return Optional.of(new Server(
                    "at " + url,
                    url,
                    System.getenv().getOrDefault("TEST_JDBC_USERNAME", "postgres"),
                    System.getenv().getOrDefault("TEST_JDBC_PASSWORD", ""),
                    // The server outlives this JVM: it must be left as it was, the shared database included.
                    () -> OPEN.forEach(TestDatabase::close)));
        }

        private static Optional<Server> container() {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.empty();
            }
            String image = System.getProperty("test.postgres.image", DEFAULT_IMAGE);
            // An image of another name is taken on trust.
            PostgreSQLContainer container =
                    new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
            try {
                container.start();
            } catch (ContainerFetchException | ContainerLaunchException e) {
                System.err.printf("no container of %s: %s%n", image, e.getMessage());
                return Optional.empty();
            }
            return Optional.of(new Server(
                    "in a container of " + image,
                    container.getJdbcUrl(),
                    container.getUsername(),
                    container.getPassword(),
                    container::stop));
        }

        private static Server embedded() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setRegisterShutdownHook(false)
                        .start();
                return new Server(
                        "embedded, port " + postgres.getPort(),
                        "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()),
                        "postgres",
                        "postgres",
                        () -> stop(postgres));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
