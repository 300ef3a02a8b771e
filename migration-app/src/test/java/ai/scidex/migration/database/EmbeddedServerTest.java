package ai.scidex.migration.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {

    @TempDir
    private Path folder;

    @Test
    void refusesAFileInThePlaceOfItsDirectory() throws IOException {
        Path file = Files.createFile(folder.resolve(".model-catalog"));

        assertThatThrownBy(() -> start(file))
                .isInstanceOf(DirectoryUnusableException.class)
                .hasMessage(
                        "cannot keep a database in %s: a file of that name is there (%s); work in another folder, or name a"
                                        .formatted(file, file)
                                + " database with --jdbc-url");
    }

    @Test
    void refusesAFolderWhoseNamePostgresqlCannotQuote() {
        Path odd = folder.resolve("$HOME");

        assertThatThrownBy(() -> start(odd))
                .isInstanceOf(DirectoryUnusableException.class)
                .hasMessage("cannot keep a database in %s: PostgreSQL cannot work in a folder with one of \" $ ` \\ in"
                                .formatted(odd)
                        + " its name; work in another folder, or name a database with --jdbc-url");
    }

    private static void start(Path directory) {
        EmbeddedServer.start(directory, notice -> {}, Duration.ofSeconds(1)).close();
    }
}
