package ai.scidex.migration.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Workers of one process, each with a thread. They end together: the first failure stops the others at the end of their
 * page, and is the one that is told.
 */
final class Crew {

    private static final long PAUSE_MILLIS = 50;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Lets them work until all have ended. One of them works in the caller's thread. */
    void work(List<Worker> workers) {
        List<Thread> threads = new ArrayList<>();
        for (Worker worker : workers.subList(1, workers.size())) {
            threads.add(new Thread(() -> work(worker), "backfill-" + (threads.size() + 2)));
        }
        threads.forEach(Thread::start);
        work(workers.get(0));
        threads.forEach(this::await);
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Returns whether nobody failed, and nobody saw the end of the run. */
    boolean goesOn() {
        return end.getCount() > 0;
    }

    /** Tells the others that there is nothing left to do. */
    void end() {
        end.countDown();
    }

    /** Waits a moment, or until the others end. */
    void pause() {
        try {
            if (end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the backfill was interrupted; run the command again", e);
        }
    }

    private void work(Worker worker) {
        try {
            worker.work(this);
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
