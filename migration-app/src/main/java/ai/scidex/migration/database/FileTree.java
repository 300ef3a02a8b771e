package ai.scidex.migration.database;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Deletes folders with all that is in them; symbolic links are deleted, not followed. Where a program that a killed
 * process left still writes or clears up, what remains is left for the next time.
 */
final class FileTree extends SimpleFileVisitor<Path> {

    private FileTree() {}

    /** Deletes the folders in {@code directory} whose names begin with {@code prefix}. */
    static void deleteChildren(Path directory, String prefix) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, prefix + "*")) {
            for (Path child : children) {
                Files.walkFileTree(child, new FileTree());
            }
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // Something was written since its files were deleted.
        }
        return FileVisitResult.CONTINUE;
    }
}
