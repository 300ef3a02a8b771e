package ai.scidex.migration.documents;

import ai.scidex.metadata.DocumentBytes;
import ai.scidex.migration.documents.MetadataDocument.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * The documents in the files and folders that somebody named.
 *
 * <p>A file is one document, or one a line (JSON Lines) if its name ends in {@code .jsonl} or {@code .ndjson}. A folder
 * stands for those files below it whose name ends in {@code .json}, {@code .jsonl} or {@code .ndjson}. The name {@code -}
 * stands for standard input, which is JSON Lines if its first line is a document of its own and is not the only one.
 */
public final class MetadataFiles {

    private static final Path STANDARD_INPUT = Path.of("-");

    private final List<Path> named;
    private final InputStream in;

    /**
     * Takes the files and folders that somebody named, and {@code in} where standard input is.
     *
     * @throws IllegalArgumentException if a folder has no metadata file, or standard input is named twice
     */
    public MetadataFiles(List<Path> named, InputStream in) {
        if (named.stream().filter(STANDARD_INPUT::equals).count() > 1) {
            throw new IllegalArgumentException("standard input can be read only once; name - only once");
        }
        for (Path path : named) {
            if (Files.isDirectory(path) && !FolderWalk.findsAny(path)) {
                throw new IllegalArgumentException(
                        "there is no metadata file in %s: none whose name ends in .json, .jsonl or .ndjson"
                                .formatted(path));
            }
        }
        this.named = List.copyOf(named);
        this.in = in;
    }

    /** Gives {@code receiver} one document after the other, until it returns false. What cannot be read stops nothing. */
    public void read(Predicate<MetadataDocument> receiver) {
        Reading reading = new Reading(receiver);
        for (Path path : named) {
            boolean goesOn = Files.isDirectory(path) ? new FolderWalk(reading).through(path) : reading.file(path);
            if (!goesOn) {
                return;
            }
        }
    }

    /** Returns the one document that a file, or standard input, is. */
    public static MetadataDocument readOne(Path file, InputStream in) {
        String name = file.toString();
        try (Source source = open(file, in)) {
            return MetadataDocument.of(name, source.reader().rest());
        } catch (IOException e) {
            return new Unreadable(name, e);
        }
    }

    private static Source open(Path file, InputStream in) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return new Source(InputStream.nullInputStream(), new DocumentReader(in, 0));
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe that nobody writes to would hang, and a device may have no end.
            throw new FileSystemException(
                    file.toString(), null, "it is no ordinary file; send what it holds to standard input and name -");
        }
        InputStream stream = Files.newInputStream(file);
        // Of a file with a document a line, no more is held than a line.
        long bytes = FolderWalk.isJsonLines(file) ? 0 : Files.size(file);
        return new Source(stream, new DocumentReader(stream, bytes));
    }

    /** What is read, and what is to be closed then: standard input is not ours to close. */
    private record Source(InputStream stream, DocumentReader reader) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** One way through all that was named. */
    private final class Reading implements FolderWalk.Visitor {

        private final Predicate<MetadataDocument> receiver;

        /** What is read at this moment. */
        private String name = "";

        Reading(Predicate<MetadataDocument> receiver) {
            this.receiver = receiver;
        }

        @Override
        public boolean file(Path file) {
            name = file.toString();
            try (Source source = open(file, in)) {
                DocumentReader reader = source.reader();
                boolean isLines = file.equals(STANDARD_INPUT) ? reader.isJsonLines() : FolderWalk.isJsonLines(file);
                return isLines
                        ? lines(file.toString(), reader)
                        : receiver.test(MetadataDocument.of(name, reader.rest()));
            } catch (IOException e) {
                return receiver.test(new Unreadable(name, e));
            } catch (OutOfMemoryError e) {
                return receiver.test(new Unreadable(
                        name,
                        new IOException(
                                "there is not enough memory for it; give the JVM more with its option -Xmx", e)));
            }
        }

        @Override
        public boolean unreadable(Path folder, Exception cause) {
            return receiver.test(new Unreadable(folder.toString(), cause));
        }

        private boolean lines(String file, DocumentReader reader) throws IOException {
            DocumentBytes line = reader.nextLine();
            if (line == null) {
                return receiver.test(
                        MetadataDocument.malformed(file, "syntax", "the file holds no document; write one a line"));
            }
            while (line != null) {
                name = "%s:%d".formatted(file, reader.line());
                if (!receiver.test(MetadataDocument.of(name, line))) {
                    return false;
                }
                line = reader.nextLine();
            }
            return true;
        }
    }
}
