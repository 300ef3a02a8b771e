package ai.scidex.migration.database;

import ai.scidex.migration.failure.FileFailure;
import java.io.IOException;
import java.nio.file.Path;

/** Thrown when the embedded database cannot be kept in its directory. */
public final class DirectoryUnusableException extends DatabaseException {

    private final transient Path directory;

    DirectoryUnusableException(Path directory, String reason) {
        super(message(directory, reason));
        this.directory = directory;
    }

    DirectoryUnusableException(Path directory, IOException cause) {
        super(message(directory, FileFailure.reasonAndFile(cause)), cause);
        this.directory = directory;
    }

    /** Returns the directory that cannot be used. */
    public Path directory() {
        return directory;
    }

    private static String message(Path directory, String reason) {
        return "cannot keep a database in %s: %s; work in another folder, or name a database with --jdbc-url"
                .formatted(directory, reason);
    }
}
