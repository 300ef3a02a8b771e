package ai.scidex.report;

import java.util.Locale;

/**
 * Words that somebody else wrote, as HTML that shows them and does nothing else.
 *
 * <p>What comes back is for the content of an element. No such text stands in an attribute, a style or a script.
 */
final class Html {

    /** Nobody reads on in a longer value; the metadata beside it is whole. */
    static final int LONGEST = 2000;

    private Html() {}

    /** Returns {@code text} as it is read. */
    static String text(String text) {
        return text.isEmpty() ? "<em>empty</em>" : cut(text);
    }

    /** Returns {@code text} in code font. */
    static String code(String text) {
        return text.isEmpty() ? "<em>empty</em>" : "<code>" + cut(text) + "</code>";
    }

    /** Returns all of {@code text}, however long it is. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> Visible.append(point, escaped);
            }
        });
        return escaped.toString();
    }

    /** Returns {@code figure} as people read it. */
    static String number(long figure) {
        return String.format(Locale.ROOT, "%,d", figure);
    }

    private static String cut(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= LONGEST) {
            return escape(text);
        }
        String head = text.substring(0, text.offsetByCodePoints(0, LONGEST));
        return "%s… <em>(%s more characters)</em>".formatted(escape(head), length - LONGEST);
    }
}
