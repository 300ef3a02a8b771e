package ai.scidex.migration.progress;

import java.util.function.LongSupplier;

/** Whoever waits for long work: is told how far it is, and may want it to stop. */
public interface Watch {

    /**
     * Begins a step of the work. What begins a step stops at a good moment once it is asked to.
     *
     * @param name what is done, in one word, such as {@code backfill}
     * @param unit what is counted, in the plural
     * @param total counts how many there are, or says 0 if nobody knows; it is asked once, and only if it is shown
     */
    Step begin(String name, String unit, LongSupplier total);

    /** Returns whether the work is to stop as soon as what is in hand is done. */
    boolean wantsToStop();

    /** Ends the work here if that is wanted, in a step that writes nothing. */
    default void stopIfWanted(String name) {
        if (wantsToStop()) {
            throw new StoppedException(name + " changes nothing");
        }
    }

    /** A step of the work, as long as it is open. Workers may share it. */
    interface Step extends AutoCloseable {

        /** Tells that so many more are done. */
        void done(long more);

        @Override
        void close();
    }
}
