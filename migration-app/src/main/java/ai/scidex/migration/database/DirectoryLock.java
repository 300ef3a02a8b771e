package ai.scidex.migration.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The right to use a directory alone. The operating system takes it back when the process ends, however it ends.
 *
 * @param channel the file that is locked; it holds the process id of whoever has the lock
 */
record DirectoryLock(FileChannel channel) implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LONGEST_PROCESS_ID = 20;

    /**
     * Takes the lock, waiting for whoever has it.
     *
     * @param notice is told, once, that we wait
     * @param patience how long we wait
     */
    static DirectoryLock take(Path directory, Consumer<String> notice, Duration patience) {
        try {
            FileChannel channel = FileChannel.open(directory.resolve("lock"), CREATE, READ, WRITE);
            try {
                waitFor(channel, directory, notice, patience);
                channel.truncate(0);
                channel.write(utf8(Long.toString(ProcessHandle.current().pid())), 0);
                return new DirectoryLock(channel);
            } catch (IOException | DatabaseException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DirectoryUnusableException(directory, e);
        }
    }

    private static void waitFor(FileChannel channel, Path directory, Consumer<String> notice, Duration patience)
            throws IOException {
        long start = System.nanoTime();
        boolean told = false;
        while (!tryTake(channel)) {
            if (!told) {
                notice.accept("waiting for %s, which uses %s".formatted(holder(channel), directory));
                told = true;
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new DirectoryInUseException(directory, holder(channel), patience);
            }
            pause();
        }
    }

    private static boolean tryTake(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this very process has it.
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_PROCESS_ID);
        channel.read(buffer, 0);
        String processId = StandardCharsets.UTF_8.decode(buffer.flip()).toString();
        return processId.isEmpty() ? "another process" : "process " + processId;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("lock", "interrupted");
        }
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ServerFailedException("lock", String.valueOf(e.getMessage()));
        }
    }
}
