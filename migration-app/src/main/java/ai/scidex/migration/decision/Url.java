package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an absolute URL that gives no secret away.
 *
 * @param schemes the schemes it may have
 * @param userAllowed whether it may name a user, though never a password
 */
record Url(Set<String> schemes, boolean userAllowed) implements Conversion {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(?<user>[^@]*)@)?(?:\\[[0-9A-Fa-f:.]+]|[^@:\\[\\]]+)(?::[0-9]*)?");

    /** The page that a model comes from. */
    static Url ofSource() {
        return new Url(Set.of("http", "https"), false);
    }

    /** A repository of code, which is often reached as {@code ssh://git@…}. */
    static Url ofRepository() {
        return new Url(Set.of("http", "https", "ssh"), true);
    }

    @Override
    public String rule() {
        return "url";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (!said.isTextual()) {
            return Reading.unparseable();
        }
        String url = TextForms.trim(said.textValue());
        return accepts(url) ? new Exact(new TextNode(url)) : Reading.unparseable();
    }

    private boolean accepts(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null
                    && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getRawAuthority() != null
                    && acceptsAuthority(uri.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean acceptsAuthority(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        return matcher.matches() && acceptsUser(matcher.group("user"));
    }

    private boolean acceptsUser(@Nullable String user) {
        return user == null || (userAllowed && !user.isEmpty() && user.indexOf(':') < 0);
    }
}
