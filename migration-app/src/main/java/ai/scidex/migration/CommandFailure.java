package ai.scidex.migration;

import ai.scidex.catalog.InvalidValueException;
import ai.scidex.migration.failure.FileFailure;
import java.util.function.Supplier;
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

    /** Returns the failure to read a file. */
    static CommandFailure unreadable(String file, Exception cause) {
        return new CommandFailure(
                ExitCode.FAILED, "cannot read %s: %s".formatted(file, FileFailure.reason(cause)), cause);
    }

    /**
     * Returns what {@code reading} makes of what the user gave.
     *
     * @throws CommandFailure that says it is wrong usage, if a value is refused
     */
    static <T> T unlessRefused(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | InvalidValueException e) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    int exitCode() {
        return exitCode;
    }
}
