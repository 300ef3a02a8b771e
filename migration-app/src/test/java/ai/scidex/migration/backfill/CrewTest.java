package ai.scidex.migration.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CrewTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final List<Thread> threads = new ArrayList<>();

    @Test
    void endsThoseWhoWorkWhereOneCannotBegin() {
        Crew crew = new Crew(failingAt(3), () -> false);

        assertThatThrownBy(() -> crew.work(tasks(4)))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("unable to create native thread");
        assertThat(threads).hasSize(3);
        assertThat(threads).noneMatch(Thread::isAlive);
        assertThat(crew.goesOn()).isFalse();
    }

    @Test
    void callsItsThreadsByTheirNumber() {
        Crew crew = new Crew(remembering(), () -> false);

        crew.work(List.of(Crew::end, member -> {}, member -> {}));

        assertThat(threads).extracting(Thread::getName).containsExactly("backfill-2", "backfill-3");
    }

    /** Each works until the crew ends. */
    private static List<Consumer<Crew>> tasks(int count) {
        List<Consumer<Crew>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(crew -> crew.pause(LONG));
        }
        return tasks;
    }

    private ThreadFactory remembering() {
        return failingAt(Integer.MAX_VALUE);
    }

    private ThreadFactory failingAt(int number) {
        return task -> {
            Thread thread = threads.size() + 1 == number ? new Unstartable(task) : new Thread(task);
            threads.add(thread);
            return thread;
        };
    }

    /** A thread that the system has no room for. */
    private static final class Unstartable extends Thread {

        Unstartable(Runnable task) {
            super(task);
        }

        @Override
        public synchronized void start() {
            throw new OutOfMemoryError("unable to create native thread");
        }
    }
}
