package ai.scidex.migration.database;

/** Thrown when root starts the embedded database and the machine offers no way to run it as somebody else. */
public final class RootUserException extends DatabaseException {

    RootUserException(String reason) {
        super(
                "PostgreSQL does not run as root, and user namespaces are blocked here (%s); start as another user, or name a database with --jdbc-url"
                        .formatted(reason));
    }
}
