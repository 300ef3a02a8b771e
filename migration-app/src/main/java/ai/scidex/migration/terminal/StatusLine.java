package ai.scidex.migration.terminal;

import java.io.IOException;
import java.io.Writer;

/**
 * A writer to a terminal whose last line may be a status that is written over again and again. Whatever else is written takes
 * the place of the status, so that no line has two things in it.
 */
public final class StatusLine extends Writer {

    /** To the beginning of the line, and nothing behind it. */
    private static final String CLEAR = "\r\u001b[K";

    private final Writer terminal;
    private boolean isShown;

    /** A status line on {@code terminal}; where no status is shown, this writes what it is given and nothing else. */
    public StatusLine(Writer terminal) {
        this.terminal = terminal;
    }

    /** Shows a status in the place of the one before. */
    void show(String status) {
        synchronized (lock) {
            try {
                terminal.write(CLEAR + status);
                terminal.flush();
                isShown = true;
            } catch (IOException e) {
                // Nobody reads it; the work goes on.
            }
        }
    }

    /** Takes the status away. */
    void clear() {
        synchronized (lock) {
            try {
                clearIfShown();
                terminal.flush();
            } catch (IOException e) {
                // Nobody reads it; the work goes on.
            }
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        synchronized (lock) {
            clearIfShown();
            terminal.write(characters, offset, length);
        }
    }

    @Override
    public void flush() throws IOException {
        synchronized (lock) {
            terminal.flush();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            terminal.close();
        }
    }

    private void clearIfShown() throws IOException {
        if (isShown) {
            terminal.write(CLEAR);
            isShown = false;
        }
    }
}
