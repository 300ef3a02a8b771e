package ai.scidex.catalog;

import org.jspecify.annotations.Nullable;

/** The root of everything the catalog throws. Its message is fit for people to read. */
public abstract class CatalogException extends RuntimeException {

    CatalogException(String message) {
        super(message);
    }

    CatalogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
