package ai.scidex.migration;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Does something beside the test in a thread of its own: on a machine with two processors the common pool has one thread, and
 * of two tasks that wait for one another the second would never begin.
 */
public final class OwnThread {

    private OwnThread() {}

    public static <T> CompletableFuture<T> supply(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task, "beside the test").start());
    }
}
