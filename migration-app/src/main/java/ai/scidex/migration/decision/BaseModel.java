package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Unusable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Reads the id of another model artifact of the database. */
final class BaseModel implements Conversion {

    @Override
    public String rule() {
        return "base-model";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (!said.isTextual()) {
            return Reading.unparseable();
        }
        String id = TextForms.trim(said.textValue());
        boolean another = !id.equals(examination.artifact().id().value());
        return another && examination.known().models().contains(id)
                ? new Exact(new TextNode(id))
                : new Unusable(Reason.UNRESOLVED);
    }
}
