package ai.scidex.catalog;

import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.Violation;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes an artifact that exists already into the catalog, as it was decided.
 *
 * @param seen the version of the rows that the decision was made on; an artifact edited since is left alone
 * @param before the metadata that the decision was made on; absent where there was none
 * @param beforeSha256 the SHA-256 of the metadata's text as the database prints it, in hexadecimal digits
 * @param outcome what was decided
 * @param change what becomes of the metadata; empty unless the outcome is {@code UPGRADED}
 * @param version the row to write; what is there already and agrees stays
 * @param evidence how each field was decided, a JSON array; it may come into being only as it is written
 */
public record Adoption(
        String seen,
        @Nullable JsonNode before,
        @Nullable String beforeSha256,
        Outcome outcome,
        MetadataChange change,
        ModelVersion version,
        JsonNode evidence) {

    public Adoption {
        if (outcome != Outcome.UPGRADED && !change.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is %s, yet its metadata would change".formatted(version.artifactId(), outcome.text()));
        }
    }

    /** Returns what is wrong with the metadata after it; a held artifact keeps its own, so there is nothing to judge. */
    List<Violation> violations(MetadataValidator validator) {
        return outcome == Outcome.HELD
                ? List.of()
                : validator.validate(change.applyTo(before)).violations();
    }

    /** What a run decided for an artifact. */
    public enum Outcome {
        /** Its metadata takes the new form. */
        UPGRADED,
        /** A required field waits for a person; the metadata stays as it was. */
        HELD,
        /** Its metadata had the new form already. */
        UNCHANGED;

        /** Returns the outcome as the database and JSON write it, for example {@code upgraded}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
