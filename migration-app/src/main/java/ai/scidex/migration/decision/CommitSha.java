package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Unusable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/** Reads a whole commit id, in lower case. */
final class CommitSha implements Conversion {

    @Override
    public String rule() {
        return "commit-sha";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (!said.isTextual()) {
            return Reading.unparseable();
        }
        String commit = TextForms.trim(said.textValue());
        if (TextForms.isCommitSha(commit)) {
            return new Exact(new TextNode(commit.toLowerCase(Locale.ROOT)));
        }
        if (TextForms.isMovingRef(commit)) {
            return new Unusable(Reason.MOVING_REF);
        }
        return TextForms.isShortSha(commit) ? new Unusable(Reason.SHORT_SHA) : Reading.unparseable();
    }
}
