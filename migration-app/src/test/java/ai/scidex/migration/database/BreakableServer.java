package ai.scidex.migration.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of a test's own that may be killed, stopped, started again, configured and copied. It is durable as
 * a real one is, and listens on loopback only.
 */
public final class BreakableServer implements AutoCloseable {

    private static final String USERNAME = "postgres";
    public static final String PASSWORD = "forTests-Jw5nR6";
    private static final int SECONDS = 60;

    private final Path programs;
    private final Path data;
    private final int port;
    private final Map<String, String> environment = new TreeMap<>();

    private BreakableServer(Path programs, Path data) throws IOException {
        this.programs = programs;
        this.data = data;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
    }

    /**
     * Makes a server and starts it.
     *
     * @param folder an empty one, for its data
     * @param settings lines of its configuration
     */
    public static BreakableServer start(Path folder, String... settings) throws IOException {
        Path programs = Programs.FOLDER;
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        BreakableServer server = new BreakableServer(programs, folder.resolve("data"));
        server.run(
                "initdb",
                "--pgdata=" + server.data,
                "--username=" + USERNAME,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale");
        server.configure("listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "timezone = 'UTC'");
        server.configure(settings);
        server.start();
        return server;
    }

    /** Makes a standby that follows this one, asynchronously, and starts it. */
    public BreakableServer standby(Path folder) throws IOException, SQLException {
        BreakableServer standby = new BreakableServer(programs, folder.resolve("data"));
        try (Connection connection = dataSource("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(data, standby.data);
            try (ResultSet row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                row.next();
                Files.writeString(standby.data.resolve("backup_label"), row.getString(1));
            }
        }
        Files.deleteIfExists(standby.data.resolve("postmaster.pid"));
        Files.createFile(standby.data.resolve("standby.signal"));
        standby.configure("primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=standby'"
                .formatted(port, USERNAME, PASSWORD));
        standby.start();
        return standby;
    }

    /** Appends lines to its configuration; what it reads at its start alone holds from the next one on. */
    public void configure(String... lines) throws IOException {
        Files.write(data.resolve("postgresql.conf"), List.of(lines), UTF_8, StandardOpenOption.APPEND);
    }

    /** Lets its programs have a variable from the next start on. */
    public void setVariable(String name, String value) {
        environment.put(name, value);
    }

    /** Starts it; what a killed one left behind may take a moment to vanish. */
    public void start() {
        long giveUp = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        while (true) {
            try {
                run(
                        "pg_ctl",
                        "start",
                        "--pgdata=" + data,
                        "--log=" + data.resolveSibling("server.log"),
                        "--wait",
                        "--timeout=" + SECONDS,
                        "--options=-p " + port);
                return;
            } catch (IllegalStateException e) {
                if (System.nanoTime() > giveUp) {
                    throw e;
                }
            }
        }
    }

    /** Stops it in order, but does not wait for sessions to end. */
    public void stop() {
        run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait", "--timeout=" + SECONDS);
    }

    /** Kills it and all its processes, as {@code kill -9} does. */
    public void kill() {
        ProcessHandle postmaster = postmaster().orElseThrow(() -> new IllegalStateException("the server does not run"));
        List<ProcessHandle> backends = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /** Lets a standby take writes. */
    public void promote() {
        execute("postgres", "SELECT pg_promote(true, %d)".formatted(SECONDS));
    }

    public boolean isRunning() {
        return postmaster().isPresent();
    }

    public int port() {
        return port;
    }

    /** Returns the URL of a database on it. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Returns what a command needs to connect. */
    public Map<String, String> environment(String database) {
        return Map.of("JDBC_URL", jdbcUrl(database), "JDBC_USERNAME", USERNAME, "JDBC_PASSWORD", PASSWORD);
    }

    /** Returns a source that opens a connection at each request. */
    public DataSource dataSource(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(database));
        source.setUser(USERNAME);
        source.setPassword(PASSWORD);
        return source;
    }

    /** Executes any number of statements, separated by semicolons, in one transaction. */
    public void execute(String database, String sql) {
        try (Connection connection = dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("%s: %s".formatted(e.getMessage(), sql), e);
        }
    }

    /** Returns the value that a query selects. */
    public String query(String database, String sql) {
        try (Connection connection = dataSource(database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException("%s: %s".formatted(e.getMessage(), sql), e);
        }
    }

    @Override
    public void close() {
        if (isRunning()) {
            run("pg_ctl", "stop", "--pgdata=" + data, "--mode=immediate", "--wait", "--timeout=" + SECONDS);
        }
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String program, String... args) {
        List<String> command = new ArrayList<>();
        if (new UnixSystem().getUid() == 0) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is somebody else.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        try {
            // What it starts keeps the output open, so a pipe would be read until the server ends.
            Path output = Files.createTempFile("server", ".txt");
            int exitCode = builder.redirectOutput(output.toFile())
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            String told = Files.readString(output);
            Files.delete(output);
            if (exitCode != 0) {
                throw new IllegalStateException("%s: %s".formatted(program, told));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a server that works go on to change, and some of them vanish; its log of changes sets that right. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(from)) {
            paths = walk.toList();
        }
        for (Path path : paths) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else if (Files.exists(path)) {
                Files.copy(path, target);
            }
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }

    /** The programs, unpacked once for all tests of this JVM. */
    private static final class Programs {

        static final Path FOLDER = unpack();

        private static Path unpack() {
            try {
                Path folder = Files.createTempDirectory("postgresql");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "programs-delete"));
                return ServerArchive.ofThisMachine().unpackBelow(folder).folder();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try {
                FileTree.deleteChildren(folder.getParent(), folder.getFileName().toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
