package ai.scidex.migration;

import ai.scidex.migration.failure.FileFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream for results; it remembers what a {@code PrintWriter} keeps to itself: why something was not written. */
final class StandardOutput extends OutputStream {

    private static final String READER_HAS_ENOUGH = "Broken pipe";

    private final OutputStream stream;

    private @Nullable IOException failure;

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Returns why the result is not complete; a reader that closed the pipe because it has enough is no failure. */
    Optional<String> failure() {
        return Optional.ofNullable(failure)
                .map(FileFailure::reason)
                .filter(reason -> !reason.equals(READER_HAS_ENOUGH));
    }
}
