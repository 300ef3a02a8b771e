package ai.scidex.migration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerArchiveTest {

    @TempDir
    private Path directory;

    @Test
    void saysWhatToDoWhereNoServerWasBuiltIn() {
        assertThatThrownBy(() -> ServerArchive.of("Linux", "s390x"))
                .isInstanceOf(NoServerForPlatformException.class)
                .hasMessage("the application brings no PostgreSQL along that runs on linux-s390x (none was built in);"
                        + " name a database with --jdbc-url");
    }

    @Test
    void unpacksOnceAndClearsWhatIsUnfinishedOrOld() throws IOException {
        Files.createDirectories(directory.resolve("unpacking-1/bin"));
        Files.createDirectories(directory.resolve("postgresql-0/bin"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(directory.resolve("postgresql-0/link"), outside);
        ServerArchive archive = ServerArchive.ofThisMachine();
        ServerPrograms programs = archive.unpackBelow(directory);
        Object written = Files.getAttribute(programs.folder(), "creationTime");

        assertThat(directory).isDirectoryNotContaining("glob:**/unpacking-1");
        assertThat(directory).isDirectoryNotContaining("glob:**/postgresql-0");
        assertThat(outside).exists();
        assertThat(programs.folder().resolve("bin/postgres")).isExecutable();
        assertThat(archive.unpackBelow(directory)).isEqualTo(programs);
        assertThat(Files.getAttribute(programs.folder(), "creationTime")).isEqualTo(written);
        assertThat(programs.version()).matches("17\\.\\d+");
    }
}
