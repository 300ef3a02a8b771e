package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/**
 * Reads an absolute URL that gives no password away.
 *
 * @param form what it must look like
 */
record Url(Pattern form) implements Conversion {

    private static final String CHARACTERS = "A-Za-z0-9._~!$&'()*+,;=:@%/-";

    private static final String WHOLE_ESCAPES = "(?![\\d\\D]*%(?![0-9A-Fa-f]{2}))";

    private static final String HOST =
            "(?![^/?#]*\\.\\.)[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?\\.?(?::[0-9]{1,5})?";

    private static final String REST = "(?:/[%1$s]*)?(?:\\?[%1$s?]*)?(?:#[%1$s?]*)?".formatted(CHARACTERS);

    /** The schema's own form of {@code external_source_url}, so that the validator takes what this reads. */
    private static final Pattern SOURCE = Pattern.compile(WHOLE_ESCAPES + "[hH][tT][tT][pP][sS]?://" + HOST + REST);

    /** The same with {@code ssh} and a user, as in {@code ssh://git@…}; what has a colon in it is a password. */
    private static final Pattern REPOSITORY = Pattern.compile(WHOLE_ESCAPES
            + "(?:[hH][tT][tT][pP][sS]?|[sS][sS][hH])://(?:[A-Za-z0-9._~!$&'()*+,;=%-]+@)?" + HOST + REST);

    /** The page that a model comes from. */
    static Url ofSource() {
        return new Url(SOURCE);
    }

    /** A repository of code. */
    static Url ofRepository() {
        return new Url(REPOSITORY);
    }

    @Override
    public String rule() {
        return "url";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        String url = said.isTextual() ? TextForms.trim(said.textValue()) : "";
        return form.matcher(url).matches() ? new Exact(new TextNode(url)) : Reading.unparseable();
    }
}
