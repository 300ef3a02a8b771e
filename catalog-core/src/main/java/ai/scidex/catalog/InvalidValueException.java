package ai.scidex.catalog;

/** Thrown when a value that a caller hands in cannot be taken, for example a blank reason. Nothing was stored. */
public final class InvalidValueException extends CatalogException {

    private final String field;

    InvalidValueException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** Returns which value it is, by the name of its column where it has one, for example {@code code_commit_sha}. */
    public String field() {
        return field;
    }
}
