package ai.scidex.migration.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.scidex.migration.database.ServerPrograms.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A PostgreSQL server on a directory of ours. It ends with the process that started it; where it could not, because
 * that process was killed, the next one stops it before it starts its own.
 */
final class EmbeddedServer implements AutoCloseable {

    private static final String CLUSTER = "postgres";
    private static final String UNFINISHED = "initialising-";
    private static final int PASSWORD_BYTES = 24;
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int SECONDS_FOR_SESSIONS = 5;
    private static final int SECONDS_TO_STOP = 30;

    private final ServerPrograms programs;
    private final Path dataDirectory;
    private final Path log;
    private final String password;
    private final DirectoryLock lock;
    private final Thread atExit = new Thread(this::closeAfterSessions, "embedded-postgresql-stop");
    private int port;
    private boolean closed;

    private EmbeddedServer(ServerPrograms programs, Path cluster, DirectoryLock lock) throws IOException {
        this.programs = programs;
        this.dataDirectory = cluster.resolve("data");
        this.log = cluster.resolve("server.log");
        this.password = Files.readString(cluster.resolve("password")).strip();
        this.lock = lock;
    }

    /**
     * Starts the server, and makes its data directory at first.
     *
     * @param notice is told when another process keeps us waiting
     * @param patience how long we wait for that process
     */
    static EmbeddedServer start(Path directory, Consumer<String> notice, Duration patience) {
        Path home = directory.toAbsolutePath().normalize();
        refuseUnquotable(home);
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new DirectoryUnusableException(home, e);
        }
        DirectoryLock lock = DirectoryLock.take(home, notice, patience);
        try {
            ServerPrograms programs = ServerArchive.ofThisMachine().unpackBelow(home);
            EmbeddedServer server = new EmbeddedServer(programs, initialised(home, programs), lock);
            server.launch();
            return server;
        } catch (IOException e) {
            lock.close();
            throw new DirectoryUnusableException(home, e);
        } catch (DatabaseException e) {
            lock.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    /** Ends all sessions, stops the server and lets the next process use the directory. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop();
        } finally {
            lock.close();
            forgetExit();
        }
    }

    /** The process is being stopped: whoever is in the midst of a transaction may still finish it. */
    private synchronized void closeAfterSessions() {
        if (!closed) {
            programs.stop(dataDirectory, "smart", SECONDS_FOR_SESSIONS);
            close();
        }
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs, or did.
        }
    }

    private static Path initialised(Path home, ServerPrograms programs) throws IOException {
        FileTree.deleteChildren(home, UNFINISHED);
        Path cluster = home.resolve(CLUSTER);
        if (!Files.isDirectory(cluster)) {
            Path unfinished = Files.createTempDirectory(home, UNFINISHED);
            programs.initialise(unfinished.resolve("data"), newPassword(unfinished.resolve("password")));
            // Only a complete cluster ever has the name that is looked for, and what has it is never deleted.
            Files.move(unfinished, cluster);
        }
        return cluster;
    }

    private static Path newPassword(Path file) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, password + "\n");
    }

    private synchronized void launch() throws IOException {
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            for (int attempt = 1; !tryLaunch(attempt == ATTEMPTS); attempt++) {
                pause();
            }
        } catch (IOException | DatabaseException e) {
            closed = true;
            forgetExit();
            throw e;
        }
    }

    private boolean tryLaunch(boolean lastAttempt) throws IOException {
        stop();
        Files.deleteIfExists(log);
        port = freePort();
        Outcome outcome = programs.start(dataDirectory, log, port);
        if (outcome.succeeded()) {
            return true;
        }
        String text = Files.exists(log) ? Files.readString(log) + outcome.output() : outcome.output();
        if (!lastAttempt && passesByItself(text)) {
            return false;
        }
        stop();
        refuseOtherVersion();
        throw outcome.failure(text);
    }

    /** Somebody took the port since, or what is left of a killed server has not quite ended. */
    private static boolean passesByItself(String text) {
        return text.contains("Address already in use")
                || text.contains("already exists")
                || text.contains("still in use");
    }

    private void stop() {
        Optional<Postmaster> running = running();
        if (running.isEmpty()) {
            return;
        }
        if (!programs.stop(dataDirectory, "fast", SECONDS_TO_STOP).succeeded()
                && running().isPresent()) {
            programs.stop(dataDirectory, "immediate", SECONDS_TO_STOP).orThrow();
        }
    }

    /** Finds the server that works on our directory; a file that tells of none misleads the next one, so it goes. */
    private Optional<Postmaster> running() {
        try {
            Optional<Postmaster> running =
                    Postmaster.of(dataDirectory).filter(postmaster -> postmaster.isRunning(dataDirectory));
            if (running.isEmpty()) {
                Files.deleteIfExists(Postmaster.file(dataDirectory));
            }
            return running;
        } catch (IOException e) {
            throw new DirectoryUnusableException(dataDirectory, e);
        }
    }

    private void refuseOtherVersion() throws IOException {
        String found =
                Files.readString(dataDirectory.resolve("PG_VERSION"), UTF_8).strip();
        String ours = programs.version();
        if (!ours.startsWith(found + ".")) {
            throw new OtherServerVersionException(dataDirectory, found, ours);
        }
    }

    /** PostgreSQL's programs hand each other paths through a shell, in double quotes. */
    private static void refuseUnquotable(Path home) {
        if (home.toString().chars().anyMatch(character -> "\"$`\\\n".indexOf(character) >= 0)) {
            throw new DirectoryUnusableException(
                    home, "PostgreSQL cannot work in a folder with one of \" $ ` \\ in its name");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("pg_ctl", "interrupted");
        }
    }
}
