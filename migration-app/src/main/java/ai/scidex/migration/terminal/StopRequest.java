package ai.scidex.migration.terminal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C asks of long work: the first one that it stops at the next good moment, the second one that it ends at once.
 *
 * <p>Until {@link #listen} is called, and for commands that never call it, Ctrl-C ends the process as it does any other.
 */
public final class StopRequest {

    private final AtomicReference<@Nullable StopSignal> received = new AtomicReference<>();
    private final AtomicBoolean isListening = new AtomicBoolean();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final SignalSource signals;
    private final Consumer<String> notice;
    private final IntConsumer exit;

    /**
     * A request that signals make.
     *
     * @param signals where they come from
     * @param notice is told, in a sentence for people, that the first one was heard
     * @param exit ends the process with an exit code
     */
    StopRequest(SignalSource signals, Consumer<String> notice, IntConsumer exit) {
        this.signals = signals;
        this.notice = notice;
        this.exit = exit;
    }

    /**
     * Returns what the signals of this process ask for.
     *
     * @param notice is told, in a sentence for people, that one was heard
     */
    public static StopRequest ofProcess(Consumer<String> notice) {
        return new StopRequest(new ProcessSignals(), notice, Runtime.getRuntime()::exit);
    }

    /** Returns what nobody ever makes. */
    public static StopRequest never() {
        return new StopRequest((signal, handler) -> {}, sentence -> {}, code -> {});
    }

    /** From now on the first signal does not end the process. */
    void listen() {
        if (isListening.compareAndSet(false, true)) {
            for (StopSignal signal : StopSignal.values()) {
                signals.on(signal, () -> receive(signal));
            }
        }
    }

    /** Returns the signal that asked us to stop; empty if none did. */
    public Optional<StopSignal> signal() {
        return Optional.ofNullable(received.get());
    }

    /** Returns whether the process ends at once: what fails now fails because of that. */
    public boolean isOver() {
        return isOver.get();
    }

    private void receive(StopSignal signal) {
        if (received.compareAndSet(null, signal)) {
            notice.accept("%s: stopping as soon as the page in hand is done; once more ends it at once"
                    .formatted(signal.text()));
        } else {
            isOver.set(true);
            exit.accept(signal.exitCode());
        }
    }

    /** Where signals come from. */
    interface SignalSource {

        /** Calls {@code handler}, in a thread of its own, at each such signal, instead of ending the process. */
        void on(StopSignal signal, Runnable handler);
    }
}
