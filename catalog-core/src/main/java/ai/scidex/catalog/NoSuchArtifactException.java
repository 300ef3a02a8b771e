package ai.scidex.catalog;

/** Thrown when something is said to refer to an artifact that does not exist. Nothing was stored. */
public final class NoSuchArtifactException extends CatalogException {

    NoSuchArtifactException(String field, String value, Throwable cause) {
        super("%s names '%s', but there is no such artifact".formatted(field, value), cause);
    }
}
