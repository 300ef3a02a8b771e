package ai.scidex.migration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.migration.manifest.Manifest;
import ai.scidex.migration.plan.PlanFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody writes to the pipe: whoever opens it waits for ever. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrdinaryFileTest {

    @TempDir
    private Path folder;

    private Path pipe;

    @BeforeEach
    void makePipe() throws IOException, InterruptedException {
        pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
    }

    @Test
    void opensAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");

        try (InputStream in = OrdinaryFile.open(file)) {
            assertThat(in).hasContent("text");
        }
        try (InputStream in = OrdinaryFile.openInPlaceOfInput(Files.createSymbolicLink(folder.resolve("link"), file))) {
            assertThat(in).hasContent("text");
        }
        assertThatThrownBy(() -> OrdinaryFile.open(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void opensNoPipeAndNoFolder() {
        assertRefused(() -> OrdinaryFile.open(pipe), "it is no ordinary file; write what it holds into one");
        assertRefused(
                () -> OrdinaryFile.openInPlaceOfInput(pipe),
                "it is no ordinary file; send what it holds to standard input and name -");
        assertRefused(() -> OrdinaryFile.open(folder), "it is a folder");
    }

    @Test
    void readsNoManifestAndNoPlanFromAPipe() {
        assertRefused(() -> Manifest.read(pipe), "it is no ordinary file; write what it holds into one");
        assertRefused(() -> PlanFile.open(pipe), "it is no ordinary file; write what it holds into one");
    }

    private static void assertRefused(ThrowingCallable work, String reason) {
        assertThatThrownBy(work).message().endsWith(": " + reason);
    }
}
