package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.progress.StoppedException;
import ai.scidex.migration.terminal.StopSignal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumptionTest {

    @Test
    void saysTheVeryCommandAsAShellReadsIt() {
        Resumption resumption = new Resumption(
                Optional.of(StopSignal.INT),
                List.of(
                        "validate",
                        "a b.json",
                        "it's",
                        "$HOME",
                        "~/models",
                        "*.json",
                        "",
                        "--jdbc-url=jdbc:postgresql://db/x"));

        assertThat(resumption.sentence(new StoppedException("validate changes nothing")))
                .isEqualTo("stopped by Ctrl-C: validate changes nothing. To go on: model-catalog validate 'a b.json'"
                        + " 'it'\\''s' '$HOME' '~/models' '*.json' '' --jdbc-url=jdbc:postgresql://db/x");
    }

    @Test
    void tellsTheShellWhichSignalItWas() {
        assertThat(new Resumption(Optional.of(StopSignal.INT), List.of()).exitCode())
                .isEqualTo(130);
        assertThat(new Resumption(Optional.of(StopSignal.TERM), List.of()).exitCode())
                .isEqualTo(143);
    }
}
