package ai.scidex.migration.decision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.ModelVersion;
import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    /** Eight levels are left for what is put around a record; a value stands two deep in it. */
    private static final int DEEPEST_VALUE = 990;

    /** A candidate stands in a list in its entry. */
    private static final int DEEPEST_CANDIDATE = 988;

    @Test
    void isTooDeepByAValue() {
        assertThat(evidence(mapped(nested(DEEPEST_VALUE)), null).isTooDeep()).isFalse();
        assertThat(evidence(mapped(nested(DEEPEST_VALUE + 1)), null).isTooDeep())
                .isTrue();
    }

    @Test
    void isTooDeepByWhatStoodThere() {
        assertThat(evidence(new Absent(), nested(DEEPEST_VALUE)).isTooDeep()).isFalse();
        assertThat(evidence(new Absent(), nested(DEEPEST_VALUE + 1)).isTooDeep())
                .isTrue();
    }

    @Test
    void isTooDeepByACandidate() {
        assertThat(evidence(held(nested(DEEPEST_CANDIDATE)), null).isTooDeep()).isFalse();
        assertThat(evidence(held(nested(DEEPEST_CANDIDATE + 1)), null).isTooDeep())
                .isTrue();
    }

    @Test
    void isTooDeepByWhatTheRowKeeps() {
        assertThat(evidence(Legacy.row(Map.of(Field.TRAINING_PARAMS_JSON, array(DEEPEST_VALUE))))
                        .isTooDeep())
                .isFalse();
        assertThat(evidence(Legacy.row(Map.of(Field.TRAINING_PARAMS_JSON, array(DEEPEST_VALUE + 1))))
                        .isTooDeep())
                .isTrue();
    }

    private static Evidence evidence(ModelVersion row) {
        return new Evidence(new Decision(
                Legacy.artifact(null, null, Legacy.internal(), row),
                Map.of(Field.TRAINING_PARAMS_JSON, mapped(Legacy.internal()))));
    }

    private static Evidence evidence(FieldDecision decision, JsonNode stood) {
        JsonNode metadata =
                stood == null ? Legacy.internal() : Legacy.internal().set(Field.TRAINING_CONFIG.text(), stood);
        LegacyArtifact artifact = new LegacyArtifact(Legacy.ID, "17:", "x", null, null, "00", metadata, null);
        return new Evidence(
                new Decision(artifact, Map.of(Field.IS_EXTERNAL, decision, Field.TRAINING_CONFIG, new Absent())));
    }

    private static FieldDecision mapped(JsonNode value) {
        return new Mapped(value, "/x", "rule");
    }

    private static FieldDecision held(JsonNode candidate) {
        return new Held(Reason.AMBIGUOUS, List.of(new Candidate(candidate, "/x")));
    }

    private static JsonNode nested(int levels) {
        return Legacy.json(array(levels));
    }

    private static String array(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }
}
