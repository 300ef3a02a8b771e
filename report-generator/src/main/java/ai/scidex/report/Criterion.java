package ai.scidex.report;

/**
 * One thing that was verified, with its figures.
 *
 * @param id its name, for example {@code every-model-has-a-version}
 * @param ok whether it holds
 * @param expected what it asks for
 * @param actual what was found
 */
public record Criterion(String id, boolean ok, String expected, String actual) {

    public Criterion {
        Text.requireNotBlank(id, "the id of a criterion");
    }
}
