package ai.scidex.migration.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopRequestTest {

    private final Map<StopSignal, Runnable> handlers = new EnumMap<>(StopSignal.class);
    private final List<String> notices = new ArrayList<>();
    private final List<Integer> exits = new ArrayList<>();
    private final StopRequest stop = new StopRequest(handlers::put, notices::add, exits::add);

    @Test
    void leavesTheSignalsAloneUntilItListens() {
        assertThat(handlers).isEmpty();

        stop.listen();

        assertThat(handlers).containsOnlyKeys(StopSignal.INT, StopSignal.TERM);
        assertThat(stop.signal()).isEmpty();
    }

    @Test
    void asksAtFirstAndEndsAtOnceThen() {
        stop.listen();

        handlers.get(StopSignal.INT).run();

        assertThat(stop.signal()).contains(StopSignal.INT);
        assertThat(stop.isOver()).isFalse();
        assertThat(notices)
                .containsExactly("Ctrl-C: stopping as soon as the page in hand is done; once more ends it at once");
        assertThat(exits).isEmpty();

        handlers.get(StopSignal.TERM).run();

        assertThat(stop.signal()).contains(StopSignal.INT);
        assertThat(stop.isOver()).isTrue();
        assertThat(notices).hasSize(1);
        assertThat(exits).containsExactly(143);
    }
}
