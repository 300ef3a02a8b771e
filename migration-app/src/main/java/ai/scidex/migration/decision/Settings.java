package ai.scidex.migration.decision;

import ai.scidex.migration.decision.Reading.Exact;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads an object, whatever is in it. */
final class Settings implements Conversion {

    @Override
    public String rule() {
        return "settings";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        return said.isObject() ? new Exact(said) : Reading.unparseable();
    }
}
