package ai.scidex.migration.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Thrown when the embedded database cannot be kept in its directory. */
public final class DirectoryUnusableException extends DatabaseException {

    private final transient Path directory;

    DirectoryUnusableException(Path directory, String reason) {
        super(message(directory, reason));
        this.directory = directory;
    }

    DirectoryUnusableException(Path directory, IOException cause) {
        super(message(directory, reason(cause)), cause);
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

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "no permission to write " + denied.getFile();
        }
        if (cause instanceof NoSuchFileException missing) {
            return "%s cannot be made".formatted(missing.getFile());
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
            return "%s is not a folder".formatted(((FileSystemException) cause).getFile());
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return "%s (%s)".formatted(failure.getReason(), failure.getFile());
        }
        return String.valueOf(cause.getMessage());
    }
}
