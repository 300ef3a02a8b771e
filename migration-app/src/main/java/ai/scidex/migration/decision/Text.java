package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Reads any text that says something, without the white space around it. */
final class Text implements Conversion {

    @Override
    public String rule() {
        return "text";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        return said.isTextual() ? new Exact(new TextNode(TextForms.trim(said.textValue()))) : Reading.unparseable();
    }

    @Override
    public boolean keepsWhiteSpace() {
        return true;
    }
}
