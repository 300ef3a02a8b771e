package ai.scidex.migration;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in a few words why a file cannot be read or written. */
final class FileFailure {

    private FileFailure() {}

    static String reason(Exception failure) {
        if (!(failure instanceof IOException) && failure.getCause() instanceof IOException cause) {
            return reason(cause);
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "no right to do that";
        }
        if (failure instanceof FileSystemException detailed && detailed.getReason() != null) {
            return detailed.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
