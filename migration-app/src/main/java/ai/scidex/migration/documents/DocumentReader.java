package ai.scidex.migration.documents;

import ai.scidex.metadata.DocumentBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into documents. It holds no more than the one that it returned last, which is good until it is asked for
 * the next, and never more than a document may have.
 */
final class DocumentReader {

    private static final int LEAST_BYTES = 8192;

    /** A stream may need as much memory again as it is asked for at once. */
    private static final int BYTES_AT_ONCE = 65_536;

    /** One byte more than a document may have tells that it is too large. */
    private static final int MOST_BYTES = MetadataDocument.MAX_BYTES + 1;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final InputStream in;

    private byte[] buffer;
    private int start;
    private int end;
    private long line = 1;
    private boolean isWithinLine;

    /**
     * Reads {@code in}.
     *
     * @param expectedBytes how many bytes there seem to be, if that is known
     */
    DocumentReader(InputStream in, long expectedBytes) {
        this.in = in;
        this.buffer = new byte[(int) Math.max(LEAST_BYTES, Math.min(expectedBytes + 1, MOST_BYTES))];
    }

    /** Returns the number of the line that comes next. */
    long line() {
        return line;
    }

    /** Returns all that is left, as far as a document may go. */
    DocumentBytes rest() throws IOException {
        boolean goesOn = true;
        while (goesOn && end - start < MOST_BYTES) {
            goesOn = fill();
        }
        DocumentBytes rest = new DocumentBytes(buffer, start, end, line);
        start = end;
        return rest;
    }

    /** Returns the next line that is not blank, as far as a document may go; null at the end. */
    @Nullable DocumentBytes nextLine() throws IOException {
        int length = toNextLine();
        if (length == 0) {
            return null;
        }
        DocumentBytes next = new DocumentBytes(buffer, start, start + length, line);
        start += length;
        isWithinLine = true;
        return next;
    }

    /**
     * Returns whether what comes next is JSON Lines: a first line that closes all that it opens, or says null, and more
     * behind it.
     * Takes nothing away but lines that are blank.
     */
    boolean isJsonLines() throws IOException {
        int length = toNextLine();
        if (!isWhole(length)) {
            return false;
        }
        for (int next = length; next < MOST_BYTES && has(next); next++) {
            if (!isBlank(buffer[start + next])) {
                return true;
            }
        }
        return false;
    }

    /** Passes over what is left of a line that the memory is too small for. What is in the buffer is all of that line. */
    void leaveLine() {
        if (!isWithinLine) {
            start = end;
            isWithinLine = true;
        }
    }

    /** Moves on to the beginning of the next line that is not blank and returns its length; 0 at the end. */
    private int toNextLine() throws IOException {
        while (has(0)) {
            if (isWithinLine) {
                isWithinLine = buffer[start] != '\n';
                line += isWithinLine ? 0 : 1;
                start++;
            } else {
                int length = lineLength();
                if (length == MOST_BYTES || !isBlank(0, length)) {
                    return length;
                }
                start += length;
                isWithinLine = true;
            }
        }
        return 0;
    }

    private int lineLength() throws IOException {
        int length = 0;
        while (length < MOST_BYTES && has(length) && buffer[start + length] != '\n') {
            length++;
        }
        return length;
    }

    /** Returns whether the stream goes on to the byte at {@code index} of what comes next, which is in the buffer then. */
    private boolean has(int index) throws IOException {
        return start + index < end || fill();
    }

    /** Whether the brackets of the next bytes are closed at their end, and not before; or they say null. */
    private boolean isWhole(int length) {
        int first = 0;
        while (first < length && isBlank(buffer[start + first])) {
            first++;
        }
        if (isNull(first, length)) {
            return true;
        }
        if (first == length || (buffer[start + first] != '{' && buffer[start + first] != '[')) {
            return false;
        }
        int depth = 0;
        boolean isWithinText = false;
        for (int i = first; i < length; i++) {
            byte b = buffer[start + i];
            if (isWithinText) {
                if (b == '\\') {
                    i++;
                }
                isWithinText = b != '"';
            } else if (b == '"') {
                isWithinText = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
            if (depth == 0) {
                return isBlank(i + 1, length);
            }
        }
        return false;
    }

    /** What a program writes for a row that has no metadata. */
    private boolean isNull(int from, int to) {
        return to - from >= NULL.length
                && Arrays.equals(buffer, start + from, start + from + NULL.length, NULL, 0, NULL.length)
                && isBlank(from + NULL.length, to);
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isBlank(buffer[start + i])) {
                return false;
            }
        }
        return true;
    }

    /** Reads more behind what is there; returns false at the end of the stream. */
    private boolean fill() throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (end == buffer.length) {
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
            } else {
                buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, MOST_BYTES));
            }
        }
        int count = in.read(buffer, end, Math.min(buffer.length - end, BYTES_AT_ONCE));
        end += Math.max(count, 0);
        return count >= 0;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
