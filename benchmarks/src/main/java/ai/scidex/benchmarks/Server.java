package ai.scidex.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of our own, as durable as it is by default, with the memory of a small machine. It has pgbench and
 * psql beside it, so it is an installed one, not the embedded one.
 */
final class Server implements AutoCloseable {

    private static final int PORT = 55_990;

    private static final List<String> SETTINGS = List.of(
            "port=" + PORT,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=/tmp",
            "shared_buffers=1GB",
            "max_wal_size=8GB",
            "checkpoint_timeout=30min",
            "max_connections=50",
            "autovacuum=off");

    private final Path programs;
    private final Path directory;
    private final boolean asRoot = "root".equals(System.getProperty("user.name"));

    private Server(Path programs, Path directory) {
        this.programs = programs;
        this.directory = directory;
    }

    /**
     * Starts a new server.
     *
     * @param programs where initdb, pg_ctl, pgbench and psql are
     */
    static Server start(Path programs) {
        try {
            Server server = new Server(programs, Files.createTempDirectory(Path.of("/tmp"), "benchmark-pg"));
            if (server.asRoot) {
                Command.of("chown", "postgres", server.directory.toString()).run();
            }
            server.begin();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder of the newest server that is installed. */
    static Path newest() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("pgbench")))
                    .max(Comparator.comparingDouble(folder -> Double.parseDouble(
                            folder.getName(folder.getNameCount() - 2).toString())))
                    .orElseThrow(Server::missing);
        } catch (IOException e) {
            throw missing();
        }
    }

    private static IllegalStateException missing() {
        return new IllegalStateException(
                "there is no PostgreSQL with pgbench in /usr/lib/postgresql: install it, or name its folder with --postgres");
    }

    private void begin() {
        server("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
                .run();
        List<String> options = new ArrayList<>();
        SETTINGS.forEach(setting -> options.add("-c " + setting));
        server("pg_ctl", "-D", data(), "-l", data() + "/log", "-w", "-o", String.join(" ", options), "start")
                .run();
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** A server refuses root. */
    private Command server(String program, String... arguments) {
        Command command = asRoot
                ? Command.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
                : Command.of("env");
        return command.and(programs.resolve(program).toString()).and(arguments);
    }

    /** Returns the command that starts one of the programs beside the server on one of its databases. */
    Command client(String program, String database) {
        return Command.of(programs.resolve(program).toString())
                .with("PGHOST", "127.0.0.1")
                .with("PGPORT", Integer.toString(PORT))
                .with("PGUSER", "postgres")
                .with("PGDATABASE", database);
    }

    String version() {
        return Command.of(programs.resolve("postgres").toString(), "--version")
                .run()
                .printed()
                .strip();
    }

    static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(PORT, database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the benchmark's SQL failed: " + e.getMessage(), e);
        }
    }

    /** Makes an empty database with the catalog's tables. */
    void createMigrated(String database) {
        execute("postgres", "CREATE DATABASE " + database);
        Flyway.configure()
                .dataSource(url(database), null, null)
                .locations("classpath:db/model-catalog")
                // Where the program looks for it.
                .table("model_catalog_schema_history")
                .load()
                .migrate();
    }

    /** Makes a database that is as another one; what another round has left to write is written before. */
    void copy(String template, String database) {
        execute("postgres", "DROP DATABASE IF EXISTS " + database);
        execute("postgres", "CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy".formatted(database, template));
        execute("postgres", "CHECKPOINT");
    }

    @Override
    public void close() {
        server("pg_ctl", "-D", data(), "-w", "-m", "fast", "stop").run();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
