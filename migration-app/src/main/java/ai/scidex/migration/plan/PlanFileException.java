package ai.scidex.migration.plan;

import org.jspecify.annotations.Nullable;

/** Thrown when a file is not a plan as it was printed. Its message is one line that says what to do. */
public final class PlanFileException extends RuntimeException {

    PlanFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
