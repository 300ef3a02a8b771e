package ai.scidex.migration.links;

import ai.scidex.metadata.DocumentBytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of links, one entry at a time: JSON Lines, or a JSON array. No more than one entry is in memory.
 *
 * <p>Of JSON Lines a line that is no entry says nothing of the others. An array that is broken ends there.
 */
final class LinkList {

    /** How many bytes an entry may have; what {@code links missing} prints of a model has less than a tenth of it. */
    static final int MAX_BYTES = 1 << 20;

    private static final String TOO_LARGE = "the entry is larger than %d bytes".formatted(MAX_BYTES);

    private final InputStream in;
    private final ByteArrayOutputStream entry = new ByteArrayOutputStream();

    private long line = 1;
    private boolean isArray;
    private boolean hasBegun;
    private boolean hasEnded;
    private boolean isBehindElement;

    LinkList(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Returns the next entry; null at the end. */
    @Nullable LinkEntry next() throws IOException {
        int first = skipBlank();
        if (!hasBegun) {
            hasBegun = true;
            if (first == 0 || first == 0xEF || first == 0xFE || first == 0xFF) {
                return broken("the list is not UTF-8 without a byte order mark; save it so");
            }
            if (first == '[') {
                isArray = true;
                first = skipBlank();
            }
        }
        return isArray ? nextElement(first) : nextLine(first);
    }

    private @Nullable LinkEntry nextLine(int first) throws IOException {
        if (first < 0) {
            return null;
        }
        long begin = line;
        entry.reset();
        int length = 0;
        for (int b = first; b >= 0 && b != '\n'; b = in.read()) {
            if (length++ < MAX_BYTES) {
                entry.write(b);
            }
        }
        line++;
        return length > MAX_BYTES ? new LinkEntry.Refused(begin, null, TOO_LARGE) : read(begin);
    }

    private @Nullable LinkEntry nextElement(int next) throws IOException {
        int first = next;
        if (hasEnded) {
            return first < 0 ? null : broken("something follows the array");
        }
        if (first == ']') {
            hasEnded = true;
            return nextElement(skipBlank());
        }
        if (isBehindElement) {
            if (first != ',') {
                return broken(first < 0 ? "the array breaks off" : "a comma or ] must follow the entry before");
            }
            first = skipBlank();
        }
        if (first != '{') {
            return broken(first < 0 ? "the array breaks off" : "an entry must be an object");
        }
        isBehindElement = true;
        return element();
    }

    /** Reads from an opening brace to the one that closes it, whatever stands between. */
    private LinkEntry element() throws IOException {
        long begin = line;
        entry.reset();
        int depth = 0;
        boolean isWithinText = false;
        boolean isEscaped = false;
        int length = 0;
        for (int b = '{'; b >= 0; b = in.read()) {
            if (length++ >= MAX_BYTES) {
                return broken(TOO_LARGE);
            }
            entry.write(b);
            if (b == '\n') {
                line++;
            }
            if (isWithinText) {
                isWithinText = isEscaped || b != '"';
                isEscaped = !isEscaped && b == '\\';
            } else if (b == '"') {
                isWithinText = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth == 0) {
                    return read(begin);
                }
            }
        }
        return broken("the array breaks off");
    }

    private LinkEntry read(long begin) {
        byte[] bytes = entry.toByteArray();
        return LinkEntry.read(begin, new DocumentBytes(bytes, 0, bytes.length, begin));
    }

    /** What follows cannot be told apart any more. */
    private LinkEntry broken(String reason) throws IOException {
        long place = line;
        // To the end, so that whoever writes into a pipe gets rid of the rest.
        in.transferTo(OutputStream.nullOutputStream());
        hasEnded = true;
        isArray = true;
        return new LinkEntry.Refused(place, null, reason + "; nothing after it was read");
    }

    /** Returns the first byte that is not blank; -1 at the end. */
    private int skipBlank() throws IOException {
        int b = in.read();
        while (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
            if (b == '\n') {
                line++;
            }
            b = in.read();
        }
        return b;
    }
}
