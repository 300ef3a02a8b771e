package ai.scidex.migration.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The database that the application brings along, with a sample in it, for whoever names none.
 *
 * <p>Its server runs as long as this object is open; the data are kept. One process at a time has it to itself.
 */
public final class Embedded implements Database {

    /** Where the data are kept, below the current folder. */
    public static final Path DEFAULT_DIRECTORY = Path.of(".model-catalog");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final EmbeddedServer server;

    private Embedded(Path directory, EmbeddedServer server) {
        this.directory = directory;
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param notice is told, in a sentence for people, when we wait for another process
     * @throws DirectoryInUseException if that process keeps us waiting for a minute
     */
    public static Embedded start(Path directory, Consumer<String> notice) {
        return new Embedded(directory.toAbsolutePath().normalize(), EmbeddedServer.start(directory, notice, PATIENCE));
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.port());
    }

    @Override
    public String username() {
        return ServerPrograms.USERNAME;
    }

    @Override
    public String password() {
        return server.password();
    }

    @Override
    public String description() {
        return "the embedded database in " + directory;
    }

    @Override
    public boolean isSample() {
        return true;
    }

    @Override
    public void close() {
        server.close();
    }
}
