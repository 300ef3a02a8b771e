package ai.scidex.catalog;

/** Thrown when the catalog or the database cannot make a write, for the reason in the message. Nothing was stored. */
public final class RefusedWriteException extends CatalogException {

    RefusedWriteException(String message) {
        super(message, null);
    }

    RefusedWriteException(String message, Throwable cause) {
        super(message, cause);
    }
}
