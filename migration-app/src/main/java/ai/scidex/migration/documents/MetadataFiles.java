package ai.scidex.migration.documents;

import ai.scidex.metadata.DocumentBytes;
import ai.scidex.migration.documents.MetadataDocument.Unreadable;
import ai.scidex.migration.failure.OrdinaryFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The documents in the files and folders that somebody named.
 *
 * <p>A file is one document, or one a line (JSON Lines) if its name ends in {@code .jsonl} or {@code .ndjson}, or if the
 * reader was told so. A folder stands for those files below it whose name ends in {@code .json}, {@code .jsonl} or
 * {@code .ndjson}. The name {@code -} stands for standard input, which is JSON Lines also if its first line is a document
 * of its own and is not the only one.
 */
public final class MetadataFiles {

    private static final Path STANDARD_INPUT = Path.of("-");

    private final List<Path> named;
    private final boolean isLines;
    private final InputStream in;

    /**
     * Takes the files and folders that somebody named, and {@code in} where standard input is.
     *
     * @param isLines whether each line is a document, whatever a file is called
     * @throws IllegalArgumentException if a folder has no metadata file, or standard input is named twice
     */
    public MetadataFiles(List<Path> named, boolean isLines, InputStream in) {
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
        this.isLines = isLines;
        this.in = in;
    }

    /** Returns how many documents there are; 0 if only reading them could tell. */
    public long count() {
        Counting counting = new Counting();
        FolderWalk walk = new FolderWalk(counting);
        for (Path path : named) {
            boolean goesOn = Files.isDirectory(path) ? walk.through(path) : counting.file(path);
            if (!goesOn) {
                return 0;
            }
        }
        return counting.files;
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
        try (Source source = open(file, false, in)) {
            return MetadataDocument.of(name, source.reader().rest());
        } catch (IOException e) {
            return new Unreadable(name, e);
        }
    }

    private static Source open(Path file, boolean isLines, InputStream in) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return new Source(InputStream.nullInputStream(), 0, new DocumentReader(in, 0));
        }
        InputStream stream = OrdinaryFile.openInPlaceOfInput(file);
        try {
            long size = Files.size(file);
            // Of a file with a document a line, no more is held than a line; of one that is too large, nothing.
            boolean isHeld = !isLines && size <= MetadataDocument.MAX_BYTES;
            return new Source(stream, size, new DocumentReader(stream, isHeld ? size : 0));
        } catch (IOException | OutOfMemoryError e) {
            stream.close();
            throw e;
        }
    }

    /**
     * What is read.
     *
     * @param stream what is to be closed then: standard input is not ours to close
     * @param size how many bytes there seem to be; 0 where nobody knows
     */
    private record Source(InputStream stream, long size, DocumentReader reader) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** Counts the files, as long as each is one document. */
    private final class Counting implements FolderWalk.Visitor {

        private long files;

        @Override
        public boolean file(Path file) {
            files++;
            return !isLines && !FolderWalk.isJsonLines(file) && !file.equals(STANDARD_INPUT);
        }

        @Override
        public boolean unreadable(Path folder, Exception cause) {
            files++;
            return true;
        }
    }

    /** One way through all that was named. */
    private final class Reading implements FolderWalk.Visitor {

        private final Predicate<MetadataDocument> receiver;

        Reading(Predicate<MetadataDocument> receiver) {
            this.receiver = receiver;
        }

        @Override
        public boolean file(Path file) {
            String name = file.toString();
            boolean hasLines = isLines || FolderWalk.isJsonLines(file);
            try (Source source = open(file, hasLines, in)) {
                DocumentReader reader = source.reader();
                if (!hasLines && source.size() > MetadataDocument.MAX_BYTES) {
                    return receiver.test(MetadataDocument.tooLarge(name));
                }
                if (hasLines || (file.equals(STANDARD_INPUT) && reader.isJsonLines())) {
                    return lines(name, reader);
                }
                return judged(MetadataDocument.of(name, reader.rest()));
            } catch (IOException e) {
                return receiver.test(new Unreadable(name, e));
            } catch (OutOfMemoryError e) {
                return receiver.test(tooLargeForTheMemory(name, e));
            }
        }

        @Override
        public boolean unreadable(Path folder, Exception cause) {
            return receiver.test(new Unreadable(folder.toString(), cause));
        }

        private boolean lines(String file, DocumentReader reader) throws IOException {
            MetadataDocument document = nextLine(file, reader);
            if (document == null) {
                return receiver.test(
                        MetadataDocument.malformed(file, "syntax", "the file holds no document; write one a line"));
            }
            while (document != null) {
                if (!judged(document)) {
                    return false;
                }
                document = nextLine(file, reader);
            }
            return true;
        }

        private @Nullable MetadataDocument nextLine(String file, DocumentReader reader) throws IOException {
            try {
                DocumentBytes line = reader.nextLine();
                return line == null ? null : MetadataDocument.of("%s:%d".formatted(file, reader.line()), line);
            } catch (OutOfMemoryError e) {
                reader.leaveLine();
                return tooLargeForTheMemory("%s:%d".formatted(file, reader.line()), e);
            }
        }

        private boolean judged(MetadataDocument document) {
            try {
                return receiver.test(document);
            } catch (OutOfMemoryError e) {
                return receiver.test(tooLargeForTheMemory(document.name(), e));
            }
        }

        private static MetadataDocument tooLargeForTheMemory(String name, OutOfMemoryError error) {
            String reason =
                    "there is not enough memory for it; give the JVM more, as in MODEL_CATALOG_JAVA_OPTS=-Xmx4g";
            return new Unreadable(name, new IOException(reason, error));
        }
    }
}
