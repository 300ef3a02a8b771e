package ai.scidex.catalog.validation;

import ai.scidex.metadata.Credentials;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;

/**
 * What a message shows of a value that somebody sent: JSON on one line, cut where it is long, without a character that
 * a terminal would act upon, and without the password of a URL.
 *
 * <p>Of a huge value no more is written than is shown.
 */
final class Excerpt {

    private static final int LONGEST = 60;

    private static final int MOST_ZEROS = 20;

    /** No more of a text is looked at. */
    private static final int LONGEST_READ = 1000;

    private final StringBuilder shown = new StringBuilder();
    private boolean cut;

    private Excerpt() {}

    /** Returns {@code value} as a message shows it. */
    static String of(JsonNode value) {
        Excerpt excerpt = new Excerpt();
        excerpt.add(value);
        return excerpt.shown.toString();
    }

    /** Returns {@code text} in quotation marks, as a message shows it. */
    static String of(String text) {
        Excerpt excerpt = new Excerpt();
        excerpt.addText(text);
        return excerpt.shown.toString();
    }

    /** Returns {@code text} with each character spelt out that cannot be seen or that a terminal would act upon. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> visible.append(isInvisible(c) ? escaped(c) : Character.toString(c)));
        return visible.toString();
    }

    private void add(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> addObject(value);
            case ARRAY -> addArray(value);
            case STRING -> addText(value.textValue());
            case NUMBER -> write(number(value));
            default -> write(value.asText());
        }
    }

    private void addObject(JsonNode object) {
        write("{");
        Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
        while (members.hasNext() && !cut) {
            Map.Entry<String, JsonNode> member = members.next();
            addText(member.getKey());
            write(":");
            add(member.getValue());
            if (members.hasNext()) {
                write(",");
            }
        }
        write("}");
    }

    private void addArray(JsonNode array) {
        write("[");
        Iterator<JsonNode> elements = array.iterator();
        while (elements.hasNext() && !cut) {
            add(elements.next());
            if (elements.hasNext()) {
                write(",");
            }
        }
        write("]");
    }

    private void addText(String text) {
        String harmless = Credentials.hide(text.substring(0, Math.min(text.length(), LONGEST_READ)));
        write("\"");
        int i = 0;
        while (i < harmless.length() && !cut) {
            int c = harmless.codePointAt(i);
            write(c == '"' || c == '\\' || isInvisible(c) ? escaped(c) : Character.toString(c));
            i += Character.charCount(c);
        }
        write("\"");
    }

    /** Each piece is written whole or not at all. */
    private void write(String piece) {
        if (cut) {
            return;
        }
        if (shown.length() + piece.length() <= LONGEST) {
            shown.append(piece);
        } else {
            shown.append(shown.isEmpty() ? piece.substring(0, LONGEST) : "").append('…');
            cut = true;
        }
    }

    /** Digit by digit where that is short, else with an exponent. */
    private static String number(JsonNode value) {
        if (!value.isBigDecimal()) {
            return value.asText();
        }
        BigDecimal number = value.decimalValue();
        long zeros = Math.max(-(long) number.scale(), (long) number.scale() - number.precision());
        return zeros > MOST_ZEROS ? number.toString() : number.toPlainString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                StringBuilder units = new StringBuilder();
                for (char unit : Character.toChars(c)) {
                    units.append("\\u%04X".formatted((int) unit));
                }
                yield units.toString();
            }
        };
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> false;
        };
    }
}
