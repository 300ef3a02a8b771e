package ai.scidex.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordsTest {

    @Test
    void refusesAReportWithoutATitle() {
        assertThatThrownBy(() ->
                        new MigrationReport(" ", null, false, List.of(), List.of(), List.of(), List.of(), 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the title of a report must not be blank");
    }

    @Test
    void refusesAnUnknownOutcome() {
        assertThatThrownBy(() -> new ArtifactSection(
                        "model-1",
                        null,
                        "lost",
                        "candidate",
                        null,
                        CodePin.none(),
                        MetadataChange.none(),
                        List.of(),
                        List.of(),
                        List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model-1 has no outcome 'lost'");
    }

    @Test
    void refusesNegativeFigures() {
        assertThatThrownBy(() -> new Total("Outcome", "held", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("held cannot be counted as -1");
        assertThatThrownBy(() -> new Run("1", "now", null, null, "curator", "0.1.0", "1", "1", "hash", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("run 1 cannot expect -1 models");
    }

    @Test
    void refusesAHeldFieldWithoutAReason() {
        assertThatThrownBy(() -> new HeldField(1, "framework", "", true, null, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the reason why framework is held must not be blank");
    }

    @Test
    void refusesACandidateFromNowhere() {
        assertThatThrownBy(() -> new Candidate("\"scipy\"", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the source of candidate '\"scipy\"' must not be blank");
    }

    @Test
    void keepsItsOwnCopyOfAList() {
        List<Candidate> candidates = new ArrayList<>();
        HeldField held = new HeldField(1, "framework", "missing", true, null, candidates);

        candidates.add(new Candidate("\"scipy\"", "/library"));

        assertThat(held.candidates()).isEmpty();
    }
}
