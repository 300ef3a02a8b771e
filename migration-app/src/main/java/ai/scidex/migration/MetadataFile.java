package ai.scidex.migration;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A metadata file as it was read: a document, or the reason why it is none.
 *
 * @param document the document; absent if the file holds no JSON
 * @param failure why not
 */
record MetadataFile(Optional<JsonNode> document, Optional<Violation> failure) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads a file.
     *
     * @throws CommandFailure if there is no file that can be read
     */
    static MetadataFile read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            return refused("is not UTF-8; save the file as UTF-8");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "cannot read %s: %s".formatted(file, FileFailure.reason(e)), e);
        }
    }

    List<Violation> violations(MetadataValidator validator) {
        return failure.map(List::of)
                .orElseGet(() -> document.map(json -> validator.validate(json).violations())
                        .orElse(List.of()));
    }

    private static MetadataFile parse(String text) {
        if (text.startsWith(BYTE_ORDER_MARK)) {
            return refused("begins with a byte order mark; save the file as UTF-8 without one");
        }
        try {
            return new MetadataFile(Optional.of(MetadataJson.parse(text)), Optional.empty());
        } catch (JsonProcessingException e) {
            return refused("is no JSON that can be read: %s%s".formatted(reason(e), place(e.getLocation())));
        }
    }

    private static MetadataFile refused(String message) {
        return new MetadataFile(Optional.empty(), Optional.of(new Violation("", "syntax", "the document " + message)));
    }

    /** What the parser says, without what it says of itself. */
    private static String reason(JsonProcessingException failure) {
        return failure.getOriginalMessage()
                .replaceFirst(" for `ObjectNode`: not allowed when .*", " in one object")
                .replaceFirst(", from `[^`]*`", "");
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null
                ? ""
                : ", at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
