package ai.scidex.migration.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterTest {

    @TempDir
    private Path dataDirectory;

    @Test
    void isWhatTheServerWroteOfItself() throws IOException {
        Files.writeString(
                Postmaster.file(dataDirectory),
                "6839\n/data\n1795491180\n44345\n\n127.0.0.1\n  16777343  65536\nready\n");

        assertThat(Postmaster.of(dataDirectory)).contains(new Postmaster(6839, Instant.parse("2026-11-24T03:33:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6839", "6839\n/data\n", "x\n/data\n1795491180\n", "6839\n/data\nsoon\n"})
    void isAbsentWhereTheFileIsIncomplete(String text) throws IOException {
        Files.writeString(Postmaster.file(dataDirectory), text);

        assertThat(Postmaster.of(dataDirectory)).isEmpty();
    }

    @Test
    void isAbsentWhereThereIsNoFile() throws IOException {
        assertThat(Postmaster.of(dataDirectory)).isEmpty();
    }

    @Test
    void doesNotRunWhenItsIdBelongsToAnotherProgram() {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElseThrow();

        assertThat(new Postmaster(self.pid(), started).isRunning(dataDirectory)).isFalse();
    }
}
