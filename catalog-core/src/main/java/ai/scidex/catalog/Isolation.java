package ai.scidex.catalog;

/** The isolation level of the caller's transaction, where there is one. */
final class Isolation {

    private Isolation() {}

    /**
     * Refuses a level at which what is read after a lock is what was there before it.
     *
     * @param level as {@code transaction_isolation} says it
     */
    static void refuseUnlessFresh(String level) {
        if (level.equals("repeatable read")) {
            throw new RefusedWriteException(
                    "this call cannot be part of a transaction at isolation level repeatable read, which does not see"
                            + " what it waited for; use read committed or serializable");
        }
    }
}
