package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Unusable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Reads the id of an artifact of the database, of any type. */
final class ArtifactName implements Conversion {

    @Override
    public String rule() {
        return "artifact-name";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (!said.isTextual()) {
            return Reading.unparseable();
        }
        String id = TextForms.trim(said.textValue());
        return examination.known().artifacts().contains(id)
                ? new Exact(new TextNode(id))
                : new Unusable(Reason.UNRESOLVED);
    }
}
