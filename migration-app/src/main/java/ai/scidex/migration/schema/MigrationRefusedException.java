package ai.scidex.migration.schema;

/** Thrown when the tables cannot be brought up to date. The script that failed left nothing behind. */
public final class MigrationRefusedException extends RuntimeException {

    MigrationRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
