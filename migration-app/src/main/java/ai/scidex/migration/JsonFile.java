package ai.scidex.migration;

import ai.scidex.catalog.validation.Violation;
import ai.scidex.migration.documents.MetadataDocument;
import ai.scidex.migration.documents.MetadataDocument.Malformed;
import ai.scidex.migration.documents.MetadataDocument.Parsed;
import ai.scidex.migration.documents.MetadataDocument.Unreadable;
import ai.scidex.migration.documents.MetadataFiles;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Function;

/** A file that holds one JSON document, which an option names. */
final class JsonFile {

    private JsonFile() {}

    /**
     * Returns the document.
     *
     * @param in what is read where the file is {@code -}
     * @param refusal makes of what is wrong with it the end of the command
     * @throws CommandFailure if the file cannot be read or is no JSON document
     */
    static JsonNode read(Path file, InputStream in, Function<Violation, CommandFailure> refusal) {
        MetadataDocument document = MetadataFiles.readOne(file, in);
        if (document instanceof Parsed parsed) {
            return parsed.json();
        }
        if (document instanceof Malformed malformed) {
            throw refusal.apply(malformed.violation());
        }
        if (document instanceof Unreadable unreadable) {
            throw CommandFailure.unreadable(unreadable.name(), unreadable.cause());
        }
        throw new AssertionError("unhandled " + document);
    }
}
