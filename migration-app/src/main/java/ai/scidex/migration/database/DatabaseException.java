package ai.scidex.migration.database;

import org.jspecify.annotations.Nullable;

/** Thrown when the database of a command cannot be had; the message is one line and names the way out. */
public abstract class DatabaseException extends RuntimeException {

    DatabaseException(String message) {
        this(message, null);
    }

    DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
