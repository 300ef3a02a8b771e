package ai.scidex.report;

/**
 * One value that a held field might take.
 *
 * @param value the value as JSON text
 * @param source where it was found, for example {@code /library}
 */
public record Candidate(String value, String source) {

    public Candidate {
        Text.requireNotBlank(source, "the source of candidate '%s'".formatted(value));
    }
}
