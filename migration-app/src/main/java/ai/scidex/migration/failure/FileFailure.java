package ai.scidex.migration.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in a few words why a file cannot be read or written. */
public final class FileFailure {

    private FileFailure() {}

    /** Returns the reason, for whoever names the file beside it. */
    public static String reason(Exception failure) {
        if (!(failure instanceof IOException) && failure.getCause() instanceof IOException cause) {
            return reason(cause);
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "no right to do that";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file of that name is there";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (failure instanceof FileSystemException detailed && detailed.getReason() != null) {
            return detailed.getReason();
        }
        return String.valueOf(failure.getMessage());
    }

    /** Returns the reason and the file that it is about, which may be another than the one that was asked for. */
    public static String reasonAndFile(IOException failure) {
        return failure instanceof FileSystemException about && about.getFile() != null
                ? "%s (%s)".formatted(reason(failure), about.getFile())
                : reason(failure);
    }
}
