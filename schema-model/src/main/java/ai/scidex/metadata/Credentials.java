package ai.scidex.metadata;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user name and password that somebody left in a URL: no message and no report repeats them. */
public final class Credentials {

    /** Of a web address all that stands before the host may be a secret; of a repository's not the user alone. */
    private static final Pattern IN_URL = Pattern.compile(
            "(?i)\\b(https?|ftp)://[^/?#\\s\"]*@|\\b([a-z][a-z0-9+.-]{0,30})://[^/?#:\\s\"]*:[^/?#\\s\"]*@");

    private Credentials() {}

    /** Returns {@code text} with {@code …} for the credentials of each URL in it. */
    public static String hide(String text) {
        return IN_URL.matcher(text).replaceAll(found -> {
            String scheme = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(scheme + "://…@");
        });
    }
}
