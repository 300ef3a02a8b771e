package ai.scidex.migration.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileFailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("f"), "there is no such file"),
                Arguments.of(new AccessDeniedException("f"), "no right to do that"),
                Arguments.of(new FileAlreadyExistsException("f"), "a file of that name is there"),
                Arguments.of(new NotDirectoryException("f"), "it is no folder"),
                Arguments.of(new FileSystemException("f", null, "Read-only file system"), "Read-only file system"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhyAndOfWhichFile(IOException failure, String reason) {
        assertThat(FileFailure.reason(failure)).isEqualTo(reason);
        assertThat(FileFailure.reasonAndFile(failure)).isEqualTo(reason + " (f)");
        assertThat(FileFailure.reason(new UncheckedIOException(failure))).isEqualTo(reason);
    }

    @Test
    void saysWhatTheSystemSaysOfAFolderThatIsRead(@TempDir Path folder) {
        IOException failure = catchThrowableOfType(IOException.class, () -> Files.readString(folder));

        assertThat(FileFailure.reason(failure)).isEqualTo("Is a directory");
        assertThat(FileFailure.reasonAndFile(failure)).isEqualTo("Is a directory");
    }
}
