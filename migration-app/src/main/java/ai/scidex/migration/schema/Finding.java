package ai.scidex.migration.schema;

/**
 * One thing that the preflight found.
 *
 * @param what what is not as we need it
 * @param cure what to do about it
 * @param stops whether the migration cannot be done because of it; otherwise it is a warning
 */
public record Finding(String what, String cure, boolean stops) {

    /** A finding that stops the migration. */
    Finding(String what, String cure) {
        this(what, cure, true);
    }

    static Finding warning(String what, String cure) {
        return new Finding(what, cure, false);
    }

    @Override
    public String toString() {
        return what + "; " + cure;
    }
}
