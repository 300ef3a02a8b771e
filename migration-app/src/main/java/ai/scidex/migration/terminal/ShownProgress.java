package ai.scidex.migration.terminal;

import ai.scidex.migration.progress.Watch;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Shows on standard error how far long work is, and hands on that somebody pressed Ctrl-C. On a terminal that is one line,
 * drawn anew all the time and gone in the end; elsewhere a line now and then, and none for what is done sooner.
 */
public final class ShownProgress implements Watch {

    /** How long there is between two lines where they do not take each other's place. */
    static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private static final Duration REDRAW = Duration.ofMillis(200);

    /** How it is shown. */
    public enum Form {

        /** One line that is drawn anew. */
        BAR,

        /** A line every few seconds. */
        LINES,

        /** Not at all. */
        NONE
    }

    private final Form form;
    private final Screen screen;
    private final StatusLine status;
    private final Consumer<String> say;
    private final StopRequest stop;
    private final LongSupplier nanos;
    private final Duration redraw;

    /**
     * Progress that is shown.
     *
     * @param form how
     * @param screen how wide a bar may be
     * @param status where a bar is drawn
     * @param say prints a line
     * @param stop whether somebody wants the work to stop
     */
    public ShownProgress(Form form, Screen screen, StatusLine status, Consumer<String> say, StopRequest stop) {
        this(form, screen, status, say, stop, System::nanoTime, REDRAW);
    }

    ShownProgress(
            Form form,
            Screen screen,
            StatusLine status,
            Consumer<String> say,
            StopRequest stop,
            LongSupplier nanos,
            Duration redraw) {
        this.form = form;
        this.screen = screen;
        this.status = status;
        this.say = say;
        this.stop = stop;
        this.nanos = nanos;
        this.redraw = redraw;
    }

    @Override
    public Step begin(String name, String unit, LongSupplier total) {
        stop.listen();
        ShownStep step = new ShownStep(name, unit, form == Form.NONE ? 0 : total.getAsLong());
        step.start();
        return step;
    }

    @Override
    public boolean wantsToStop() {
        return stop.signal().isPresent();
    }

    /** One step; {@link #look} is called again and again, in a thread of its own. */
    final class ShownStep implements Step {

        private final String name;
        private final String unit;
        private final long total;
        private final long begin = nanos.getAsLong();
        private final AtomicLong done = new AtomicLong();
        private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(0, work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        private long lastLine = begin;

        private ShownStep(String name, String unit, long total) {
            this.name = name;
            this.unit = unit;
            this.total = total;
        }

        private void start() {
            if (form != Form.NONE) {
                var unused = clock.scheduleWithFixedDelay(
                        this::look, redraw.toMillis(), redraw.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void done(long more) {
            done.addAndGet(more);
        }

        /** Shows how far it is if it is time to. */
        synchronized void look() {
            long now = nanos.getAsLong();
            if (clock.isShutdown()) {
                return;
            }
            Pace pace = new Pace(name, unit, done.get(), total, Duration.ofNanos(now - begin));
            if (form == Form.BAR) {
                status.show(pace.bar(screen.columns().orElse(Screen.USUAL_COLUMNS)));
            } else if (now - lastLine >= BETWEEN_LINES.toNanos()) {
                lastLine = now;
                say.accept(pace.line());
            }
        }

        @Override
        public synchronized void close() {
            clock.shutdownNow();
            if (form == Form.BAR) {
                status.clear();
            }
        }
    }
}
