package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Predicate;

/**
 * Reads an absolute URL that gives no password away.
 *
 * @param form what it must look like
 */
record Url(Predicate<String> form) implements Conversion {

    /** The page that a model comes from. */
    static Url ofSource() {
        return new Url(TextForms::isSourceUrl);
    }

    /** A repository of code. */
    static Url ofRepository() {
        return new Url(TextForms::isRepositoryUrl);
    }

    @Override
    public String rule() {
        return "url";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        String url = said.isTextual() ? TextForms.trim(said.textValue()) : "";
        return form.test(url) ? new Exact(new TextNode(url)) : Reading.unparseable();
    }
}
