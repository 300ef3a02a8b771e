package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Unusable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Reads a relative path that stays inside its root. */
final class EntryPoint implements Conversion {

    @Override
    public String rule() {
        return "entry-point";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (!said.isTextual() || !TextForms.isStorable(said.textValue())) {
            return Reading.unparseable();
        }
        String path = TextForms.trim(said.textValue());
        return TextForms.isPathInside(path) ? new Exact(new TextNode(path)) : new Unusable(Reason.UNSAFE_PATH);
    }
}
