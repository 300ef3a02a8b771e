package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Silent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Reads the name or id of a dataset. Of an internal model, {@code not_disclosed} says nothing.
 *
 * @param severalAllowed whether an array of names is read too
 */
record DatasetName(boolean severalAllowed) implements Conversion {

    static DatasetName one() {
        return new DatasetName(false);
    }

    static DatasetName oneOrMore() {
        return new DatasetName(true);
    }

    @Override
    public String rule() {
        return "dataset-name";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (said.isTextual()) {
            boolean withheld = TextForms.isNotDisclosed(said.textValue());
            return withheld && examination.isInternal() ? new Silent() : new Exact(trimmed(said));
        }
        return severalAllowed && said.isArray() && !said.isEmpty() ? names(said) : Reading.unparseable();
    }

    @Override
    public boolean keepsWhiteSpace() {
        return true;
    }

    private static Reading names(JsonNode said) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (JsonNode name : said) {
            if (!name.isTextual() || Conversion.saysNothing(name) || TextForms.isNotDisclosed(name.textValue())) {
                return Reading.unparseable();
            }
            names.add(trimmed(name));
        }
        return new Exact(names);
    }

    private static JsonNode trimmed(JsonNode text) {
        return new TextNode(TextForms.trim(text.textValue()));
    }
}
