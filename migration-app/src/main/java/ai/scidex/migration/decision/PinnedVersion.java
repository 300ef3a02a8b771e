package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Unusable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Reads a revision, tag or version that means the same tomorrow.
 *
 * @param isAffirmed whether a person says so; what looks like a shortened commit id may then be a tag
 */
record PinnedVersion(boolean isAffirmed) implements Conversion {

    static PinnedVersion said() {
        return new PinnedVersion(false);
    }

    static PinnedVersion affirmed() {
        return new PinnedVersion(true);
    }

    @Override
    public String rule() {
        return "pinned-version";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (!said.isTextual()) {
            return Reading.unparseable();
        }
        String version = TextForms.trim(said.textValue());
        if (TextForms.isMovingRef(version)) {
            return new Unusable(Reason.MOVING_REF);
        }
        return TextForms.isShortSha(version) && !isAffirmed
                ? new Unusable(Reason.SHORT_SHA)
                : new Exact(new TextNode(version));
    }
}
