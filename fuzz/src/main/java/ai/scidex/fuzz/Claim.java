package ai.scidex.fuzz;

/** What must hold, whatever the input is. */
final class Claim {

    private Claim() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
