package ai.scidex.migration;

import org.jspecify.annotations.Nullable;

/** Thrown when a command cannot do what it was asked to; it ends the command with an exit code and one line. */
final class CommandFailure extends RuntimeException {

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        this(exitCode, message, null);
    }

    CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
