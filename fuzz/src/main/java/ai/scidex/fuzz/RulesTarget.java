package ai.scidex.fuzz;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.MetadataChange;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.KnownArtifacts;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.decision.Rules;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whatever an artifact says, the rules decide it, the same twice, and take away no member that they do not name. */
public final class RulesTarget {

    private static final ArtifactId ID = new ArtifactId("model-fuzzed");

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    private RulesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        LegacyArtifact artifact = LegacyArtifact.of(ID, "1:1", "A model", "internal", null, text, null);
        Decision decision = Rules.decide(artifact, KnownArtifacts.none());
        Claim.that(
                decision.equals(Rules.decide(artifact, KnownArtifacts.none())), "decided differently the second time");
        Claim.that(!MetadataJson.write(decision.evidence()).isEmpty(), "no evidence");
        JsonNode before = artifact.metadata();
        if (before == null || !before.isObject() || decision.replacesDocument() || decision.outcome() == Outcome.HELD) {
            return;
        }
        JsonNode after = decision.foreseen();
        List<Violation> violations = VALIDATOR.validate(after).violations();
        if (!violations.isEmpty()) {
            Claim.that(!decision.heldBy(violations).holds().isEmpty(), "invalid, and not held");
        }
        MetadataChange change = decision.change();
        for (Map.Entry<String, JsonNode> member : before.properties()) {
            boolean isKept = member.getValue().equals(after.get(member.getKey()));
            boolean isNamed = change.added().containsKey(member.getKey())
                    || change.removed().contains(member.getKey());
            Claim.that(isKept || isNamed, "lost the member " + member.getKey());
        }
    }
}
