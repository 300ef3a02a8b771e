package ai.scidex.metadata;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user name and password that somebody left in a URL: no message and no report repeats them. */
public final class Credentials {

    /**
     * Of a web address all that stands before the host may be a secret; of a repository's not the user alone. What follows
     * a colon and is no port is a password, also if there is a slash in it that should have been escaped.
     */
    private static final Pattern IN_URL = Pattern.compile("(?i)\\b(?:https?|ftp)://[^/?#\\s\"]*@"
            + "|(?:\\b[a-z][a-z0-9+.-]{0,30}:)?//[^/?#:@\\s\"]*:"
            + "(?:[^/?#\\s\"]*|(?![0-9]{0,5}(?:[/?#\\s\"]|$))[^\\s\"]{0,500})@");

    private Credentials() {}

    /** Returns {@code text} with {@code …} for the credentials of each URL in it. */
    public static String hide(String text) {
        int slashes = text.indexOf("//");
        if (slashes < 0 || text.indexOf('@', slashes) < 0) {
            return text;
        }
        return IN_URL.matcher(text).replaceAll(found -> {
            String url = found.group();
            return Matcher.quoteReplacement(url.substring(0, url.indexOf("//")) + "//…@");
        });
    }
}
