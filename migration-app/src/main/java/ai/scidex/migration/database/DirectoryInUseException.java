package ai.scidex.migration.database;

import java.nio.file.Path;
import java.time.Duration;

/** Thrown when another process kept the embedded database to itself for longer than we wait. */
public final class DirectoryInUseException extends DatabaseException {

    private final transient Path directory;

    DirectoryInUseException(Path directory, String holder, Duration waited) {
        super(
                "%s is still in use by %s after %d s; wait for it to end, work in another folder, or name a database with --jdbc-url"
                        .formatted(directory, holder, waited.toSeconds()));
        this.directory = directory;
    }

    /** Returns the directory that is in use. */
    public Path directory() {
        return directory;
    }
}
