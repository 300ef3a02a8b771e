package ai.scidex.report;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one artifact: its old state, its new one, and what a person has yet to decide.
 *
 * @param artifactId its id
 * @param title its title; absent if it has none
 * @param outcome {@code upgraded}, {@code held} or {@code unchanged}
 * @param promotionState the state of its version, for example {@code candidate}
 * @param promotionReason why it is in that state; absent if nobody said
 * @param code which code it is pinned to
 * @param metadata the whole metadata, before and after
 * @param fields the fields that were decided
 * @param held the fields that are left to a person
 * @param keptKeys the names of the keys that stand in the metadata as they stood
 * @param rulings what people decided, the earliest first
 */
public record ArtifactSection(
        String artifactId,
        @Nullable String title,
        String outcome,
        String promotionState,
        @Nullable String promotionReason,
        CodePin code,
        MetadataChange metadata,
        List<FieldLine> fields,
        List<HeldField> held,
        List<String> keptKeys,
        List<FieldRuling> rulings) {

    private static final Set<String> OUTCOMES = Set.of("upgraded", "held", "unchanged");

    public ArtifactSection {
        Text.requireNotBlank(artifactId, "the id of an artifact");
        Text.requireNotBlank(promotionState, "the promotion state of " + artifactId);
        if (!OUTCOMES.contains(outcome)) {
            throw new IllegalArgumentException("%s has no outcome '%s'".formatted(artifactId, outcome));
        }
        fields = List.copyOf(fields);
        held = List.copyOf(held);
        keptKeys = List.copyOf(keptKeys);
        rulings = List.copyOf(rulings);
    }

    /** Returns what the outcome means, as the rest of a sentence that begins with it. */
    String outcomeSentence() {
        return switch (outcome) {
            case "upgraded" -> "its metadata took the new values below and meets the schema";
            case "held" ->
                "its metadata stays as it was, and takes the new values below once the required fields that are held"
                        + " are decided";
            case "unchanged" -> "its metadata met the schema already";
            default -> throw new AssertionError("unhandled " + outcome);
        };
    }

    /** Returns the same with what people decided. */
    public ArtifactSection withRulings(List<FieldRuling> decided) {
        return new ArtifactSection(
                artifactId,
                title,
                outcome,
                promotionState,
                promotionReason,
                code,
                metadata,
                fields,
                held,
                keptKeys,
                decided);
    }

    /** Makes a section of an artifact that nobody decided anything of. */
    public ArtifactSection(
            String artifactId,
            @Nullable String title,
            String outcome,
            String promotionState,
            @Nullable String promotionReason,
            CodePin code,
            MetadataChange metadata,
            List<FieldLine> fields,
            List<HeldField> held,
            List<String> keptKeys) {
        this(
                artifactId,
                title,
                outcome,
                promotionState,
                promotionReason,
                code,
                metadata,
                fields,
                held,
                keptKeys,
                List.of());
    }
}
