package ai.scidex.metadata;

import ai.scidex.metadata.MalformedDocumentException.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The bytes of one document, and where they stand: the whole of a file, or a line of it. They are not copied. */
public final class DocumentBytes {

    private static final int CHARACTERS_AT_ONCE = 8192;
    private static final int DECODED_AT_ONCE = 1 << 16;
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final long line;

    /**
     * Names a part of {@code bytes}.
     *
     * @param from where the part begins
     * @param to where it ends; the byte there is no longer part of it
     * @param line the number of the line that it begins with, counted from 1
     */
    public DocumentBytes(byte[] bytes, int from, int to, long line) {
        if (from < 0 || from > to || to > bytes.length) {
            throw new IllegalArgumentException("no part of %d bytes: %d to %d".formatted(bytes.length, from, to));
        }
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.line = line;
    }

    /** Returns the whole of {@code bytes}. */
    public static DocumentBytes of(byte[] bytes) {
        return new DocumentBytes(bytes, 0, bytes.length, 1);
    }

    /**
     * Reads them as JSON, and fails at the first byte that is not UTF-8.
     *
     * <p>Jackson gets characters: of bytes it guesses the encoding, and takes more for UTF-8 than UTF-8 is.
     */
    JsonNode read(ObjectMapper mapper) throws IOException {
        return length() <= DECODED_AT_ONCE
                ? mapper.readTree(decoded())
                : mapper.readTree(new InputStreamReader(new ByteArrayInputStream(bytes, from, length()), decoder()));
    }

    /** Only what holds the character that Java puts in place of what it cannot decode is decoded a second time. */
    private String decoded() throws CharacterCodingException {
        String text = text(0, length());
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : decoder().decode(ByteBuffer.wrap(bytes, from, length())).toString();
    }

    /** Returns how many bytes they are. */
    public int length() {
        return to - from;
    }

    /** Returns the byte at {@code offset}, or -1 at the end. */
    int at(int offset) {
        return offset < length() ? bytes[from + offset] & 0xFF : -1;
    }

    DocumentBytes part(int start, int end) {
        return new DocumentBytes(bytes, from + start, from + end, line);
    }

    String text(int start, int end) {
        return new String(bytes, from + start, end - start, StandardCharsets.UTF_8);
    }

    /** Returns where {@code offset} is for a person: line and column, both counted from 1, the latter in characters. */
    String place(int offset) {
        long lines = line;
        int column = 1;
        for (int i = 0; i < offset; i++) {
            int b = at(i);
            if (b == '\n') {
                lines++;
                column = 1;
            } else if ((b & 0xC0) != 0x80) {
                column++;
            }
        }
        return "line %d, column %d".formatted(lines, column);
    }

    /** Refuses what is not UTF-8. JSON has no other encoding and begins with no byte order mark (RFC 8259). */
    void requireUtf8() throws MalformedDocumentException {
        if (at(0) == 0xEF && at(1) == 0xBB && at(2) == 0xBF) {
            throw refused("begins with a byte order mark, at byte 1; save the file as UTF-8 without one");
        }
        if ((at(0) == 0xFE && at(1) == 0xFF) || (at(0) == 0xFF && at(1) == 0xFE)) {
            throw refused("begins with the byte order mark of UTF-16 or UTF-32, at byte 1; save the file as UTF-8");
        }
        if (at(0) == 0 || at(1) == 0) {
            throw refused("is no UTF-8 text: byte %d is 0, as in UTF-16; save the file as UTF-8"
                    .formatted(at(0) == 0 ? 1 : 2));
        }
        int offset = firstNotUtf8();
        if (offset < length()) {
            throw refused("is not UTF-8: byte %d is 0x%02X, at %s; save the file as UTF-8"
                    .formatted(offset + 1, at(offset), place(offset)));
        }
    }

    private int firstNotUtf8() {
        CharsetDecoder decoder = decoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, length());
        CharBuffer out = CharBuffer.allocate(Math.min(length(), CHARACTERS_AT_ONCE));
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return in.position() - from;
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private static MalformedDocumentException refused(String what) {
        return new MalformedDocumentException(Rule.ENCODING, what);
    }
}
