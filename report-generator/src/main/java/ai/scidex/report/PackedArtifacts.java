package ai.scidex.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Some artifacts that are put aside in the page: their rows as text, to be searched, and their details compressed until
 * somebody unfolds one. As elements they would take a browser minutes, and many times the room.
 */
final class PackedArtifacts {

    /** What stands between two details; they have no control characters. */
    private static final char SEPARATOR = '\u001e';

    private static final int SIZE = 50;

    private final List<String> rows = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private int number;

    void add(HtmlArtifact artifact) {
        rows.add(artifact.rows(" data-pack=\"%s\" data-part=\"%s\"".formatted(number, details.size()), ""));
        details.add(artifact.details());
    }

    boolean isFull() {
        return details.size() == SIZE;
    }

    /** Returns what was taken in as inert elements, and begins anew. */
    String flush() {
        if (details.isEmpty()) {
            return "";
        }
        String elements = """
                <script type="text/plain" class="rows">%s</script>
                <script type="text/plain" id="pack-%s">%s</script>
                """.formatted(
                        String.join("\n", rows), number, compressed(String.join(String.valueOf(SEPARATOR), details)));
        rows.clear();
        details.clear();
        number++;
        return elements;
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
