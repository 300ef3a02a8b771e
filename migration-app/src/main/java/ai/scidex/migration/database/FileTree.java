package ai.scidex.migration.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes folders with all that is in them; symbolic links are deleted, not followed. */
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
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        Files.deleteIfExists(directory);
        return FileVisitResult.CONTINUE;
    }
}
