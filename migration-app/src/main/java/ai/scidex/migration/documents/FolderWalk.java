package ai.scidex.migration.documents;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A way through the metadata files below a folder, in the order of their names.
 *
 * <p>What begins with a dot is left out. A link to a file counts as that file; a link to a folder is not followed, so that
 * nothing is met twice and no circle is gone round.
 */
final class FolderWalk {

    private final Visitor visitor;

    FolderWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Who is told of what there is. */
    interface Visitor {

        /** Takes a file; returns whether to go on. */
        boolean file(Path file);

        /** Takes a folder that cannot be listed; returns whether to go on. */
        boolean unreadable(Path folder, Exception cause);
    }

    /** Returns whether there is anything to tell of {@code folder}. */
    static boolean findsAny(Path folder) {
        Visitor first = new Visitor() {

            @Override
            public boolean file(Path file) {
                return false;
            }

            @Override
            public boolean unreadable(Path unreadable, Exception cause) {
                return false;
            }
        };
        return !new FolderWalk(first).through(folder);
    }

    /** Goes through {@code folder}; returns false if the visitor had enough. */
    boolean through(Path folder) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, FolderWalk::counts)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException e) {
            return visitor.unreadable(folder, e);
        }
        entries.sort(Comparator.naturalOrder());
        for (Path entry : entries) {
            boolean goesOn = isFolder(entry) ? through(entry) : visitor.file(entry);
            if (!goesOn) {
                return false;
            }
        }
        return true;
    }

    private static boolean counts(Path entry) {
        if (entry.getFileName().toString().startsWith(".")) {
            return false;
        }
        return isFolder(entry) || (isMetadata(entry) && !Files.isDirectory(entry));
    }

    private static boolean isFolder(Path entry) {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isMetadata(Path file) {
        return hasEnding(file, ".json") || isJsonLines(file);
    }

    /** Returns whether each line of a file is a document, by its name. */
    static boolean isJsonLines(Path file) {
        return hasEnding(file, ".jsonl") || hasEnding(file, ".ndjson");
    }

    private static boolean hasEnding(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
