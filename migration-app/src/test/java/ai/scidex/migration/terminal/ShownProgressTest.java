package ai.scidex.migration.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.terminal.ShownProgress.Form;
import ai.scidex.migration.terminal.ShownProgress.ShownStep;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownProgressTest {

    private static final String CLEAR = "\r\u001b[K";

    private final StringWriter terminal = new StringWriter();
    private final StatusLine status = new StatusLine(terminal);
    private final List<String> lines = new ArrayList<>();
    private long nanos;

    @Test
    void printsALineEveryTenSeconds() {
        try (ShownStep step = begin(Form.LINES, 20_000)) {
            step.done(1_000);
            look(step, Duration.ofMillis(9_999));
            look(step, Duration.ofMillis(1));
            step.done(1_000);
            look(step, Duration.ofSeconds(1));
            look(step, Duration.ofSeconds(9));
        }

        assertThat(lines)
                .containsExactly(
                        "verify: 1,000 of 20,000 criteria, 100 a second, 3 min 10 s left",
                        "verify: 2,000 of 20,000 criteria, 100 a second, 3 min 0 s left");
        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void drawsOneLineAnewAndTakesItAway() {
        try (ShownStep step = begin(Form.BAR, 2)) {
            step.done(1);
            look(step, Duration.ofSeconds(1));
            look(step, Duration.ofSeconds(1));
        }

        assertThat(terminal.toString())
                .isEqualTo(CLEAR + "verify 1/2 criteria  1.0 a second  1 s left" + CLEAR
                        + "verify 1/2 criteria  0.5 a second  2 s left" + CLEAR);
        assertThat(lines).isEmpty();
    }

    @Test
    void countsNothingThatIsNotShown() {
        ShownProgress progress = progress(Form.NONE);

        try (var step = progress.begin("verify", "criteria", () -> {
            throw new AssertionError("nobody asks");
        })) {
            step.done(1);
        }

        assertThat(terminal.toString()).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void showsNothingMoreOfWhatHasEnded() {
        ShownStep step = begin(Form.BAR, 2);
        step.close();

        look(step, Duration.ofSeconds(1));

        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void whatElseIsPrintedTakesThePlaceOfTheBar() throws IOException {
        try (ShownStep step = begin(Form.BAR, 0)) {
            look(step, Duration.ofSeconds(1));
            status.write("a line\n");
            look(step, Duration.ofSeconds(1));
        }

        assertThat(terminal.toString())
                .isEqualTo(CLEAR + "verify 0 criteria" + CLEAR + "a line\n" + CLEAR + "verify 0 criteria" + CLEAR);
    }

    @Test
    void choosesTheFormByWhatIsATerminal() {
        assertThat(screen(0, Map.of()).isErrTerminal()).isFalse();
        assertThat(screen(2, Map.of()).isErrTerminal()).isTrue();
        assertThat(screen(2, Map.of("TERM", "dumb")).isErrTerminal()).isFalse();
        assertThat(screen(1, Map.of()).isErrTerminal()).isFalse();
        assertThat(screen(1, Map.of()).isOutTerminal()).isTrue();
    }

    @Test
    void showsColoursOnATerminalUnlessSomebodyForbidsIt() {
        assertThat(screen(1, Map.of()).hasColours()).isTrue();
        assertThat(screen(1, Map.of("NO_COLOR", "")).hasColours()).isTrue();
        assertThat(screen(1, Map.of("NO_COLOR", "1")).hasColours()).isFalse();
        assertThat(screen(1, Map.of("TERM", "dumb")).hasColours()).isFalse();
        assertThat(screen(2, Map.of()).hasColours()).isFalse();
    }

    @Test
    void isAsWideAsItIsSaidToBe() {
        assertThat(screen(1, Map.of()).columns()).contains(132);
        assertThat(screen(1, Map.of("COLUMNS", "40")).columns()).contains(40);
        assertThat(screen(0, Map.of("COLUMNS", "40")).columns()).contains(40);
        assertThat(screen(1, Map.of("COLUMNS", "many")).columns()).contains(132);
        assertThat(screen(1, Map.of("COLUMNS", "0")).columns()).contains(132);
        assertThat(screen(0, Map.of()).columns()).isEmpty();
        assertThat(new Screen(Map.of(), probe(1, "stty: no such device")).columns())
                .isEmpty();
        assertThat(new Screen(Map.of(), probe(1, "0 0")).columns()).isEmpty();
    }

    private ShownStep begin(Form form, long total) {
        return (ShownStep) progress(form).begin("verify", "criteria", () -> total);
    }

    private ShownProgress progress(Form form) {
        return new ShownProgress(
                form,
                screen(3, Map.of("COLUMNS", "44")),
                status,
                lines::add,
                StopRequest.never(),
                () -> nanos,
                Duration.ofDays(1));
    }

    private void look(ShownStep step, Duration later) {
        nanos += later.toNanos();
        step.look();
    }

    private static Screen screen(int streams, Map<String, String> environment) {
        return new Screen(environment, probe(streams, "24 132\n"));
    }

    private static Screen.Probe probe(int streams, String size) {
        return new Screen.Known(streams, size);
    }
}
