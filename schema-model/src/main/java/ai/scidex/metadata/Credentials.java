package ai.scidex.metadata;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What somebody left in a URL that lets others in: no message and no report repeats it. */
public final class Credentials {

    /**
     * Of a web address all that stands before the host may be a secret; of a repository's not the user alone. What follows
     * a colon and is no port is a password, also if there is a slash in it that should have been escaped.
     */
    private static final Pattern IN_URL = Pattern.compile("(?i)\\b(?:https?|ftp)://[^/?#\\s\"]*@"
            + "|(?:\\b[a-z][a-z0-9+.-]{0,30}:)?//[^/?#:@\\s\"]*:"
            + "(?:[^/?#\\s\"]*|(?![0-9]{0,5}(?:[/?#\\s\"]|$))[^\\s\"]{0,500})@");

    /** What the name of a parameter says that is there to let somebody in. */
    private static final Pattern SECRET = Pattern.compile(
            "token|secret|passw|pwd|api_?key|access_?key|credential|signature|^sig$|^auth$|authorization",
            Pattern.CASE_INSENSITIVE);

    private static final String AFTER_SCHEME = "://";
    private static final char HIDDEN = '…';

    private Credentials() {}

    /**
     * Returns {@code text} with {@code …} for the credentials of each URL in it: user name and password, and the values of
     * parameters such as {@code ?token=}. A line of JSON stays one.
     */
    public static String hide(String text) {
        return hideParameters(hideUser(text));
    }

    /** Returns whether a parameter is there to let somebody in, for example {@code ?private_token=…}. */
    public static boolean hasSecretParameter(String url) {
        return secretValue(url, 0, url.length()) >= 0;
    }

    private static String hideUser(String text) {
        int slashes = text.indexOf("//");
        if (slashes < 0 || text.indexOf('@', slashes) < 0) {
            return text;
        }
        return IN_URL.matcher(text).replaceAll(found -> {
            String url = found.group();
            return Matcher.quoteReplacement(url.substring(0, url.indexOf("//")) + "//" + HIDDEN + "@");
        });
    }

    private static String hideParameters(String text) {
        int scheme = text.indexOf(AFTER_SCHEME);
        if (scheme < 0 || text.indexOf('=', scheme) < 0) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        int copied = 0;
        while (scheme >= 0) {
            int begin = scheme + AFTER_SCHEME.length();
            int end = end(text, begin, text.length(), " \t\r\n\"<>");
            for (int value = secretValue(text, begin, end); value >= 0; value = secretValue(text, copied, end)) {
                shown.append(text, copied, value);
                copied = end(text, value, end, "&;#");
                if (copied > value) {
                    shown.append(HIDDEN);
                }
            }
            scheme = text.indexOf(AFTER_SCHEME, end);
        }
        return shown.append(text, copied, text.length()).toString();
    }

    /** Returns where the first of these characters stands; what a backslash makes another one of is passed over. */
    private static int end(String text, int from, int to, String characters) {
        int i = from;
        while (i < to && characters.indexOf(text.charAt(i)) < 0) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, to);
    }

    /**
     * Returns where the value of the first secret parameter begins, or -1. Each character is looked at once: an expression for
     * all of it would go back and forth in a text that is made for that.
     */
    private static int secretValue(String url, int from, int to) {
        Matcher secret = SECRET.matcher(url);
        boolean isName = false;
        int begin = 0;
        for (int i = from; i < to; i++) {
            char c = url.charAt(i);
            if (c == '=') {
                if (isName && secret.region(begin, i).find()) {
                    return i + 1;
                }
                isName = false;
            } else if (c == '&' || c == ';' || c == '#' || (c == '?' && !isName)) {
                isName = true;
                begin = i + 1;
            }
        }
        return -1;
    }
}
