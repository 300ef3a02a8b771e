package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/** Thrown when a rule that the database keeps refuses a write. Nothing was stored. */
public final class RefusedWriteException extends CatalogException {

    RefusedWriteException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
