package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.object;
import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingRunTest {

    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    @Test
    void keepsTimesToTheMicrosecond() {
        TrainingRun run = TrainingRun.by("minimax:63").withStartedAt(START.plusNanos(1_999));

        assertThat(run.startedAt()).isEqualTo("2026-05-01T08:00:00.000001Z");
    }

    @Test
    void refusesATrainingThatEndsBeforeItBegins() {
        TrainingRun run = TrainingRun.by("minimax:63").withStartedAt(START);

        assertThat(run.withCompletedAt(START).completedAt()).isEqualTo(START);
        assertThatThrownBy(() -> run.withCompletedAt(START.minusSeconds(1)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("training ended at 2026-05-01T07:59:59Z, before it began at 2026-05-01T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+10000-01-01T00:00:00Z", "0000-12-31T23:59:59Z"})
    void refusesATimeThatTheColumnCannotSay(String time) {
        assertThatThrownBy(() -> TrainingRun.by("minimax:63").withStartedAt(Instant.parse(time)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("training_started_at %s is not of the years 1 to 9999".formatted(time));
    }

    @Test
    void refusesATrainerWhoIsNobody() {
        assertThatThrownBy(() -> TrainingRun.by(" "))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("trained_by is blank");
        assertThatThrownBy(() -> TrainingRun.by("unknown"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("trained_by 'unknown' is a placeholder; write what it stands for");
    }

    @Test
    void refusesParametersThatAreNoObject() {
        assertThatThrownBy(() -> TrainingRun.by("minimax:63").withParameters(parse("[1]")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("the parameters of a training run are a JSON object");
    }

    @Test
    void keepsItsParametersWhateverBecomesOfTheCallers() {
        ObjectNode parameters = object("{\"epochs\": 3}");
        TrainingRun run =
                TrainingRun.by("minimax:63").withGpuAllocationId("alloc-7").withParameters(parameters);

        parameters.put("epochs", 4);

        assertThat(run).isEqualTo(new TrainingRun("minimax:63", null, null, "alloc-7", parse("{\"epochs\": 3}")));
    }
}
