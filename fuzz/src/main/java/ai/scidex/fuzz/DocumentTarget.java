package ai.scidex.fuzz;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.ValidationResult;
import ai.scidex.metadata.DocumentBytes;
import ai.scidex.metadata.MalformedDocumentException;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;

/** A document is refused in words, or read, judged, and written so that it is read as the same again. */
public final class DocumentTarget {

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    private DocumentTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws MalformedDocumentException {
        JsonNode document;
        try {
            document = MetadataJson.parse(DocumentBytes.of(input));
        } catch (MalformedDocumentException e) {
            Claim.that(!e.getOriginalMessage().isBlank(), "a refusal without words");
            return;
        }
        ValidationResult result = VALIDATOR.validate(document);
        Claim.that(result.equals(VALIDATOR.validate(document)), "judged differently the second time");
        boolean isStorable = MetadataValidator.unstorable(document).isEmpty();
        Claim.that(isStorable || !result.violations().isEmpty(), "valid, and PostgreSQL cannot keep it");
        if (isStorable) {
            // A number may come back as one of another kind: 1e3 as 1000.
            String written = MetadataJson.write(document);
            Claim.that(MetadataJson.write(MetadataJson.parse(written)).equals(written), "written as something else");
        }
        if (result.violations().isEmpty()) {
            Claim.that(
                    MetadataJson.toTree(MetadataJson.read(document)).equals(document), "its type says something else");
        }
    }
}
