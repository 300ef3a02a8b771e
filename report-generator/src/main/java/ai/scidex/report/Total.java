package ai.scidex.report;

/**
 * One figure of the summary.
 *
 * @param group what is counted, for example {@code Outcome} or {@code Open holds}
 * @param name which of them, for example {@code upgraded} or {@code missing}
 * @param count how many
 */
public record Total(String group, String name, long count) {

    /** The group that counts artifacts by their outcome. */
    public static final String OUTCOME = "Outcome";

    /** The group that counts open holds by the field that is held. */
    public static final String HELD_FIELD = "Held field";

    public Total {
        Text.requireNotBlank(group, "the group of a total");
        Text.requireNotBlank(name, "the name of a total");
        if (count < 0) {
            throw new IllegalArgumentException("%s cannot be counted as %d".formatted(name, count));
        }
    }
}
