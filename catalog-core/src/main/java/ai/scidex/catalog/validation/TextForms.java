package ai.scidex.catalog.validation;

import ai.scidex.metadata.Credentials;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the catalog takes a text for: blank, a placeholder, a moving ref, a commit, a URL, a path.
 *
 * <p>The schema says the same in regular expressions; a test compares the two.
 */
public final class TextForms {

    /** Stands in place of a dataset that the owner of an external model does not name. */
    public static final String NOT_DISCLOSED = "not_disclosed";

    private static final Set<String> PLACEHOLDERS =
            Set.of("tbd", "todo", "n/a", "none", "null", "unknown", "?", "-", "[more information needed]");

    private static final Set<String> MOVING_REFS =
            Set.of("main", "master", "head", "latest", "dev", "develop", "nightly", "trunk");

    private static final String URL_CHARACTERS = "-A-Za-z0-9._~!$&'()*+,;=:@%/";

    private static final String WHOLE_ESCAPES = "(?![\\d\\D]*%(?![0-9A-Fa-f]{2}))";

    private static final String HOST =
            "(?![^/?#]*\\.\\.)[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?\\.?(?::[0-9]{1,5})?";

    private static final String REST = "(?:/[%1$s]*)?(?:\\?[%1$s?]*)?(?:#[%1$s?]*)?".formatted(URL_CHARACTERS);

    /** The schema's own form of {@code external_source_url}. */
    private static final Pattern SOURCE_URL = Pattern.compile(WHOLE_ESCAPES + "[hH][tT][tT][pP][sS]?://" + HOST + REST);

    /** The same, or with {@code ssh} and a user, as in {@code ssh://git@…}; what has a colon in it is a password. */
    private static final Pattern REPOSITORY_URL = Pattern.compile(WHOLE_ESCAPES
            + "(?:[hH][tT][tT][pP][sS]?://|[sS][sS][hH]://(?:[A-Za-z0-9._~!$&'()*+,;=-]+@)?)" + HOST + REST);

    /** A root, a home, a drive, or a scheme; on any system, since nobody knows where the text was written. */
    private static final Pattern ABSOLUTE_PATH = Pattern.compile("/.*|~.*|[A-Za-z]:.*|[^/]*://.*", Pattern.DOTALL);

    private TextForms() {}

    /** Returns whether {@code text} holds nothing but white space, that of Unicode included. */
    public static boolean isBlank(String text) {
        return trim(text).isEmpty();
    }

    /** Returns whether {@code text} stands where somebody meant to write something, for example {@code TBD}. */
    public static boolean isPlaceholder(String text) {
        return PLACEHOLDERS.contains(fold(text));
    }

    /** Returns whether {@code text} names a ref that points elsewhere tomorrow, for example {@code main}. */
    public static boolean isMovingRef(String text) {
        return MOVING_REFS.contains(fold(text));
    }

    /** Returns whether {@code text} says {@value #NOT_DISCLOSED}. */
    public static boolean isNotDisclosed(String text) {
        return fold(text).equals(NOT_DISCLOSED);
    }

    /** Returns whether {@code text} is a whole commit id: 40 (SHA-1) or 64 (SHA-256) hexadecimal digits. */
    public static boolean isCommitSha(String text) {
        return (text.length() == 40 || text.length() == 64) && isHexadecimal(text);
    }

    /** Returns whether {@code text} looks like a shortened commit id: 7 to 39 hexadecimal digits, one a letter. */
    public static boolean isShortSha(String text) {
        return text.length() >= 7
                && text.length() <= 39
                && isHexadecimal(text)
                && text.chars().anyMatch(c -> c > '9');
    }

    /** Returns whether {@code text} is the absolute http(s) URL of a page, without credentials. */
    public static boolean isSourceUrl(String text) {
        return SOURCE_URL.matcher(text).matches();
    }

    /**
     * Returns whether {@code text} is the absolute http(s) or ssh URL of a repository, without credentials. The user of an
     * http(s) URL counts as such: it may be a token.
     */
    public static boolean isRepositoryUrl(String text) {
        return REPOSITORY_URL.matcher(text).matches() && !Credentials.hasSecretParameter(text);
    }

    /** Returns whether {@code text} is a relative path that never leaves the folder it starts from. */
    public static boolean isPathInside(String text) {
        String path = text.replace('\\', '/');
        if (isBlank(path) || ABSOLUTE_PATH.matcher(path).matches()) {
            return false;
        }
        int depth = 0;
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                depth--;
            } else if (!step.isEmpty() && !step.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether PostgreSQL can keep {@code text}: it has no NUL character and no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns {@code text} without the white space, that of Unicode included, around it. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The schema folds the letters of ASCII alone; {@code toLowerCase} would make a {@code k} of the Kelvin sign too. */
    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(trim(text));
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }

    private static boolean isHexadecimal(String text) {
        return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
    }

    /** The characters that Unicode calls White_Space, and the byte order mark, which is as invisible. */
    private static boolean isWhiteSpace(int c) {
        return (c >= 0x09 && c <= 0x0D)
                || c == 0x20
                || c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200B)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x2060
                || c == 0x3000
                || c == 0xFEFF;
    }
}
