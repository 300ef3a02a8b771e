package ai.scidex.migration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system that is soon full. */
final class SmallDisk implements AutoCloseable {

    private final Path place;
    private final Path filler;

    private SmallDisk(Path place) {
        this.place = place;
        this.filler = place.resolve("filler");
    }

    /** Returns a file system of 24 MiB at {@code place}, or nothing for who may not mount one. */
    static Optional<SmallDisk> at(Path place) {
        return succeeds("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place.toString())
                ? Optional.of(new SmallDisk(place))
                : Optional.empty();
    }

    /** Makes a folder on it. */
    Path folder(String name) throws IOException {
        return Files.createDirectory(place.resolve(name));
    }

    /** Takes all of the room but so many bytes. */
    void fill(long room) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (place.toFile().getUsableSpace() > room) {
                out.write(block);
            }
        } catch (IOException e) {
            // Others write there too.
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /** Gives back what {@link #fill} took. */
    void clear() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() {
        succeeds("umount", place.toString());
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
