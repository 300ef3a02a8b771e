package ai.scidex.migration.documents;

import ai.scidex.catalog.validation.Violation;
import ai.scidex.metadata.DocumentBytes;
import ai.scidex.metadata.MalformedDocumentException;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;

/** What was found where somebody said that metadata is. */
public sealed interface MetadataDocument {

    /** How many bytes a document may have: 64 MiB. One is held in memory as a whole. */
    int MAX_BYTES = 64 * 1024 * 1024;

    /** Returns the name of the file, with the number of the line where each line is a document; {@code -} is standard input. */
    String name();

    /** Reads one document. */
    static MetadataDocument of(String name, DocumentBytes bytes) {
        if (bytes.length() > MAX_BYTES) {
            return tooLarge(name);
        }
        try {
            return new Parsed(name, MetadataJson.parse(bytes));
        } catch (MalformedDocumentException e) {
            return malformed(name, e.keyword(), e.getOriginalMessage());
        }
    }

    /** Returns the answer to what has more bytes than a document may have. */
    static MetadataDocument tooLarge(String name) {
        return malformed(
                name,
                "limit",
                "the document is larger than %d bytes (64 MiB); keep what is large elsewhere, and name it in the metadata"
                        .formatted(MAX_BYTES));
    }

    /** Returns the answer to what is no document; the empty pointer stands for the whole of it. */
    static MetadataDocument malformed(String name, String keyword, String message) {
        return new Malformed(name, new Violation("", keyword, message));
    }

    /**
     * A document, valid or not.
     *
     * @param json the document
     */
    record Parsed(String name, JsonNode json) implements MetadataDocument {}

    /**
     * What can be read, but is no document.
     *
     * @param violation why not
     */
    record Malformed(String name, Violation violation) implements MetadataDocument {}

    /**
     * What cannot be read.
     *
     * @param cause why not
     */
    record Unreadable(String name, Exception cause) implements MetadataDocument {}
}
