package ai.scidex.catalog.validation;

import ai.scidex.metadata.Credentials;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words what is wrong with a text that ought to be an absolute http or https URL without credentials. */
final class UrlSentence {

    private static final Pattern BEGINNING = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);

    private static final Pattern NOT_IN_A_HOST = Pattern.compile("[^A-Za-z0-9._-]");

    private static final Pattern NOT_IN_A_URL = Pattern.compile("[^A-Za-z0-9._~!$&'()*+,;=:@%/?#-]");

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final Pattern PORT = Pattern.compile(":(?:[0-9]{1,5})$");

    /** User and password of an address whose scheme was forgotten. */
    private static final Pattern WITHOUT_SCHEME = Pattern.compile("^[^/?#@:\\s]*:(?!//)[^/?#@\\s]*@");

    private UrlSentence() {}

    /** Returns what is wrong with {@code url} and what to do. */
    static String of(String url) {
        return Excerpt.of(WITHOUT_SCHEME.matcher(url).replaceFirst("…@")) + " " + fault(url);
    }

    private static String fault(String url) {
        if (!TextForms.trim(url).equals(url)) {
            return "has white space around it; remove it";
        }
        Matcher beginning = BEGINNING.matcher(url);
        if (!beginning.find()) {
            return "does not begin with https:// or http://; give the whole address of a web page";
        }
        String authority = url.substring(beginning.end()).split("[/?#]", 2)[0];
        if (!Credentials.hide(url).equals(url)) {
            return "carries credentials; remove what stands before the @";
        }
        return hostFault(authority).orElseGet(() -> pathFault(url));
    }

    private static Optional<String> hostFault(String authority) {
        if (authority.startsWith("[")) {
            return Optional.of("names its host by an IPv6 address; give a name or an IPv4 address");
        }
        String host = PORT.matcher(authority).replaceFirst("");
        if (host.isEmpty()) {
            return Optional.of("names no host; give the whole address of a web page");
        }
        if (host.contains(":")) {
            return Optional.of("has a port that is no number of one to five digits; mend it or leave it out");
        }
        Matcher odd = NOT_IN_A_HOST.matcher(host);
        if (odd.find()) {
            return Optional.of("has %s in the name of its host; use letters, digits, hyphens and dots alone"
                    .formatted(Excerpt.of(characterAt(odd.start(), host))));
        }
        boolean isWhole = isInsideAName(host.charAt(0))
                && !host.contains("..")
                && isInsideAName(host.charAt(Math.max(0, host.length() - (host.endsWith(".") ? 2 : 1))));
        return isWhole
                ? Optional.empty()
                : Optional.of("has a host that is no name; begin and end it with a letter or a digit");
    }

    private static String pathFault(String url) {
        Matcher odd = NOT_IN_A_URL.matcher(url);
        if (odd.find()) {
            String character = characterAt(odd.start(), url);
            String remedy = Excerpt.visible(character).equals(character) ? "write " + escaped(character) : "remove it";
            return "has %s in it, which no URL may; %s".formatted(Excerpt.of(character), remedy);
        }
        if (BROKEN_ESCAPE.matcher(url).find()) {
            return "has a % without two hexadecimal digits behind it; write %25 for the character itself";
        }
        return url.indexOf('#') != url.lastIndexOf('#')
                ? "has a second #; write %23"
                : "is no URL that every program reads alike; give the whole address of a web page";
    }

    private static boolean isInsideAName(char c) {
        return c != '.' && c != '-';
    }

    private static String characterAt(int index, String text) {
        return Character.toString(text.codePointAt(index));
    }

    private static String escaped(String character) {
        return character.equals(" ") ? "%20" : URLEncoder.encode(character, StandardCharsets.UTF_8);
    }
}
