package ai.scidex.migration.backfill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers of one process, each with a thread. They end together: the first failure stops the others at the end of their
 * page, and is the one that is told. They also end, each with its page, once somebody wants the work to stop.
 */
final class Crew {

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ThreadFactory threads;
    private final BooleanSupplier isToStop;

    Crew(BooleanSupplier isToStop) {
        this(Thread::new, isToStop);
    }

    Crew(ThreadFactory threads, BooleanSupplier isToStop) {
        this.threads = threads;
        this.isToStop = isToStop;
    }

    /** Lets them work until all have ended, also where one could not begin. One of them works in the caller's thread. */
    void work(List<Consumer<Crew>> workers) {
        List<Thread> started = new ArrayList<>();
        try {
            for (Consumer<Crew> worker : workers.subList(1, workers.size())) {
                Thread thread = threads.newThread(() -> work(worker));
                thread.setName("backfill-" + (started.size() + 2));
                thread.start();
                started.add(thread);
            }
            work(workers.get(0));
        } finally {
            end();
            started.forEach(this::await);
        }
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Returns whether nobody failed, nobody saw the end of the run, and nobody wants the work to stop. */
    boolean goesOn() {
        return end.getCount() > 0 && !isToStop.getAsBoolean();
    }

    /** Tells the others that there is nothing left to do. */
    void end() {
        end.countDown();
    }

    /** Waits a moment, or until the others end. */
    void pause(Duration pause) {
        try {
            if (end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the backfill was interrupted; run the command again", e);
        }
    }

    private void work(Consumer<Crew> worker) {
        try {
            worker.accept(this);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            end();
        }
    }

    /** Whoever interrupts us gets the crew to end, and waits until it has: nobody works on behind our back. */
    private void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                end();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
