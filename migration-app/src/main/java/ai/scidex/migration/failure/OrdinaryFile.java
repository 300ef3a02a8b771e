package ai.scidex.migration.failure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files that somebody named: a pipe that nobody writes to would hang, and a device may have no end. */
public final class OrdinaryFile {

    private OrdinaryFile() {}

    /** Opens a file that cannot come from standard input. */
    public static InputStream open(Path file) throws IOException {
        return open(file, "it is no ordinary file; write what it holds into one");
    }

    /** Opens a file in whose place standard input could be read; a refusal says so. */
    public static InputStream openInPlaceOfInput(Path file) throws IOException {
        return open(file, "it is no ordinary file; send what it holds to standard input and name -");
    }

    private static InputStream open(Path file, String refusal) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, refusal);
        }
        return Files.newInputStream(file);
    }
}
