package ai.scidex.migration.schema;

/**
 * One thing that stands in the way of the migration.
 *
 * @param what what is wrong
 * @param cure what to do about it
 */
public record Finding(String what, String cure) {

    @Override
    public String toString() {
        return what + "; " + cure;
    }
}
