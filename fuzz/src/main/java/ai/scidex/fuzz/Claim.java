package ai.scidex.fuzz;

/** What must hold, whatever the input is. */
public final class Claim {

    private Claim() {}

    /** Ends the run where it does not hold. */
    public static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
