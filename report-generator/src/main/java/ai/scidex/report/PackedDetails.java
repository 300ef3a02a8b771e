package ai.scidex.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;

/**
 * The details of some artifacts, compressed and put aside in the page until somebody unfolds one. As elements they would
 * take a browser minutes, and a hundred times the room.
 */
final class PackedDetails {

    /** What stands between two; the details have no control characters. */
    private static final char SEPARATOR = '\u001e';

    private static final int SIZE = 50;

    private final List<String> details = new ArrayList<>();
    private int number;

    /** Takes {@code html} in and returns the attributes of the element that it belongs in. */
    String add(String html) {
        details.add(html);
        return " data-pack=\"%s\" data-part=\"%s\"".formatted(number, details.size() - 1);
    }

    boolean isFull() {
        return details.size() == SIZE;
    }

    /** Returns what was taken in as an inert element, and begins anew. */
    String flush() {
        if (details.isEmpty()) {
            return "";
        }
        String element = "<script type=\"text/plain\" id=\"pack-%s\">%s</script>\n"
                .formatted(number, compressed(String.join(String.valueOf(SEPARATOR), details)));
        details.clear();
        number++;
        return element;
    }

    private static String compressed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            // Longer than any text can become.
            byte[] compressed = new byte[bytes.length + bytes.length / 1000 + 64];
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(compressed, length, compressed.length - length);
            }
            byte[] exact = new byte[length];
            System.arraycopy(compressed, 0, exact, 0, length);
            return Base64.getEncoder().encodeToString(exact);
        } finally {
            deflater.end();
        }
    }
}
