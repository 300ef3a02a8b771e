package ai.scidex.migration.database;

import java.nio.file.Path;

/** Thrown when the kept data were written by another major version of PostgreSQL than the application carries. */
public final class OtherServerVersionException extends DatabaseException {

    private final transient Path directory;

    OtherServerVersionException(Path directory, String found, String expected) {
        super(
                "%s was made by PostgreSQL %s and cannot be read by %s; move it away to begin with a new sample, or name a database with --jdbc-url"
                        .formatted(directory, found, expected));
        this.directory = directory;
    }

    /** Returns the directory with the data of the other version. */
    public Path directory() {
        return directory;
    }
}
