package ai.scidex.migration.links;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entry of a list of links.
 *
 * @param line the line that it begins on, counted from 1
 * @param artifactId the model that it names; absent where it names none
 * @param outcome what became of it
 * @param reason why it was refused; absent where it was not
 */
public record LinkOutcome(
        long line,
        @Nullable String artifactId,
        Kind outcome,
        @Nullable String reason) {

    static LinkOutcome of(LinkEntry.Filled entry, Kind outcome) {
        return new LinkOutcome(entry.line(), entry.model().value(), outcome, null);
    }

    static LinkOutcome refused(long line, @Nullable String artifactId, String reason) {
        return new LinkOutcome(line, artifactId, Kind.REFUSED, reason);
    }

    /** What may become of an entry. */
    public enum Kind {
        /** The model has the link now, and had no whole one before. */
        LINKED,
        /** The model has the link now, in place of another one. */
        REPLACED,
        /** The model had the very same link. */
        UNCHANGED,
        /** Nobody filled the entry in. */
        OPEN,
        /** It cannot be taken. */
        REFUSED;

        /** Returns the outcome as JSON writes it, for example {@code linked}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
