package ai.scidex.catalog;

import ai.scidex.catalog.validation.TextForms;
import java.util.Optional;

/**
 * Identifies an artifact, for example {@code model-biophys-microglia-001}. Ids have no common form.
 *
 * @param value the id as it stands in {@code artifacts.id}, not blank
 */
public record ArtifactId(String value) implements Comparable<ArtifactId> {

    public ArtifactId {
        if (TextForms.isBlank(value)) {
            throw new InvalidValueException("id", "an artifact id must not be blank");
        }
        if (!TextForms.isStorable(value)) {
            // The driver would send a question mark for half a pair, and so name another artifact.
            throw new InvalidValueException(
                    "id",
                    "'%s' is the id of no artifact: it holds a NUL character or half a surrogate pair"
                            .formatted(GivenText.shown(value)));
        }
    }

    /**
     * Reads an id from text nobody has checked yet; empty if it is blank, holds a control character, or
     * cannot be stored.
     */
    public static Optional<ArtifactId> parse(String text) {
        boolean readable = !TextForms.isBlank(text)
                && TextForms.isStorable(text)
                && text.chars().noneMatch(Character::isISOControl);
        return readable ? Optional.of(new ArtifactId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(ArtifactId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
