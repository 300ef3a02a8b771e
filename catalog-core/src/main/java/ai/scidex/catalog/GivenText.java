package ai.scidex.catalog;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.metadata.Credentials;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the texts that callers hand in, and says in a sentence what is wrong with one. */
final class GivenText {

    /** How many characters a new id may have: it stands in indexes, which hold no more than 2,700 bytes. */
    static final int LONGEST_ID = 200;

    /** How many characters a name may have: who, on what, with what. */
    static final int LONGEST_NAME = 500;

    /** How many characters a title, a URL or a path may have. */
    static final int LONGEST_LINE = 2_000;

    /** How many characters a reason may have. */
    static final int LONGEST_REASON = 10_000;

    /** How many characters of a value a message repeats. */
    private static final int LONGEST_SHOWN = 60;

    /** No more of a text is looked at for what a message repeats. */
    private static final int LONGEST_READ = 1_000;

    /** What follows the first question mark or number sign of a URL may be a token. */
    private static final Pattern SECRET_VALUE = Pattern.compile("([?#]).*", Pattern.DOTALL);

    private GivenText() {}

    /** Returns the name of somebody or something, without white space around it. */
    static String name(String field, String text) {
        storable(field, text, LONGEST_NAME);
        return said(field, text);
    }

    /** Returns the name of something that need not be named. */
    static @Nullable String nameIfAny(String field, @Nullable String text) {
        return text == null ? null : name(field, text);
    }

    /** Returns why somebody does something, as it was written. */
    static String reason(String field, String text) {
        storable(field, text, LONGEST_REASON);
        said(field, text);
        return text;
    }

    /** Returns a title as it was written. */
    static String title(String text) {
        if (TextForms.isBlank(text)) {
            throw new InvalidValueException("title", "a model needs a title");
        }
        storable("title", text, LONGEST_LINE);
        return text;
    }

    /**
     * Returns a line of a certain form, without white space around it.
     *
     * @param wanted what it should have been, to end the sentence {@code '…' is no …}
     */
    static String line(String field, String text, Predicate<String> form, String wanted) {
        return line(field, text, form, wanted, GivenText::shown);
    }

    /** Returns a URL of a certain form, as {@link #line}. No message repeats a password that stands in it. */
    static String url(String field, String text, Predicate<String> form, String wanted) {
        return line(field, text, form, wanted, GivenText::shownWithoutPassword);
    }

    private static String line(
            String field, String text, Predicate<String> form, String wanted, UnaryOperator<String> shown) {
        storable(field, text, LONGEST_LINE, shown);
        String line = said(field, text);
        if (!form.test(line) || line.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(field, "%s '%s' is no %s".formatted(field, shown.apply(line), wanted));
        }
        return line;
    }

    /** Refuses an id that a new model cannot have. It goes into URLs, paths and commands, so nothing in it needs quotes. */
    static void newId(ArtifactId id) {
        String text = id.value();
        storable("id", text, LONGEST_ID);
        if (text.codePoints().anyMatch(GivenText::needsQuotes)) {
            throw new InvalidValueException(
                    "id",
                    "'%s' cannot be the id of a new model: it holds white space, a quote, a backslash or a control character"
                            .formatted(shown(text)));
        }
    }

    /**
     * Returns {@code text} as a message may repeat it: cut where it is long, without the password of a URL, and without what
     * a terminal would obey.
     */
    static String shown(String text) {
        String beginning = Credentials.hide(text.substring(0, Math.min(text.length(), LONGEST_READ)));
        String start = beginning.length() <= LONGEST_SHOWN && text.length() <= LONGEST_READ
                ? beginning
                : beginning.substring(0, Math.min(beginning.length(), LONGEST_SHOWN)) + "…";
        return start.codePoints()
                .mapToObj(c -> isInvisible(c) ? escaped(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String escaped(int c) {
        return Character.toString(c).chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    }

    /** Refuses a text that is too long, or that PostgreSQL cannot keep. */
    static void storable(String field, String text, int longest) {
        storable(field, text, longest, GivenText::shown);
    }

    private static String shownWithoutPassword(String url) {
        int end = url.lastIndexOf('@');
        return shown(
                SECRET_VALUE.matcher(end < 0 ? url : "…" + url.substring(end)).replaceFirst("$1…"));
    }

    private static String said(String field, String text) {
        if (TextForms.isBlank(text)) {
            throw new InvalidValueException(field, field + " is blank");
        }
        if (TextForms.isPlaceholder(text)) {
            throw new InvalidValueException(
                    field, "%s '%s' is a placeholder; write what it stands for".formatted(field, shown(text)));
        }
        return TextForms.trim(text);
    }

    /** Comes first: what follows takes its time with a text of any length. */
    private static void storable(String field, String text, int longest, UnaryOperator<String> shown) {
        if (text.length() > longest) {
            throw new InvalidValueException(
                    field,
                    "%s '%s' has %d characters, more than the %d that are kept"
                            .formatted(field, shown.apply(text), text.length(), longest));
        }
        if (!TextForms.isStorable(text)) {
            throw new InvalidValueException(
                    field,
                    "%s '%s' holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep"
                            .formatted(field, shown.apply(text)));
        }
    }

    private static boolean needsQuotes(int c) {
        int type = Character.getType(c);
        return c == '\''
                || c == '"'
                || c == '`'
                || c == '\\'
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || TextForms.isBlank(Character.toString(c))
                || isInvisible(c);
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
