package ai.scidex.migration.progress;

import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;

/** Nobody: the work goes on to its end. */
@Secondary
@Singleton
public final class Unwatched implements Watch {

    private static final Step UNSEEN = new Step() {

        @Override
        public void done(long more) {
            // Nobody looks.
        }

        @Override
        public void close() {
            // Nothing was shown.
        }
    };

    /** Nobody watches, and wants anything. */
    public Unwatched() {}

    @Override
    public Step begin(String name, String unit, LongSupplier total) {
        return UNSEEN;
    }

    @Override
    public boolean wantsToStop() {
        return false;
    }
}
