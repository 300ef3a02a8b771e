package ai.scidex.catalog;

/** Thrown when a rule that the database keeps refuses a write. Nothing was stored. */
public final class RefusedWriteException extends CatalogException {

    RefusedWriteException(String message, Throwable cause) {
        super(message, cause);
    }
}
