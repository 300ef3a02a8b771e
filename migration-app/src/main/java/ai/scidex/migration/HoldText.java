package ai.scidex.migration;

import ai.scidex.metadata.Credentials;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.Candidate;
import ai.scidex.migration.decision.Reason;
import ai.scidex.migration.review.HeldField;
import ai.scidex.migration.review.HeldField.Made;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What people read of a hold. */
final class HoldText {

    private static final int LONGEST_VALUE = 200;

    private HoldText() {}

    /** Prints a hold and its candidates, each with a letter to choose it by. */
    static void print(HeldField hold, Output.Lines lines) {
        lines.line("hold %d  %s of %s".formatted(hold.holdId(), hold.field(), hold.artifactId()));
        String sentence = Reason.named(hold.reason())
                .map(reason -> ": " + reason.sentence())
                .orElse("");
        lines.line("  %s, %s%s".formatted(hold.required() ? "required" : "optional", hold.reason(), sentence));
        for (int i = 0; i < hold.candidates().size(); i++) {
            Candidate candidate = hold.candidates().get(i);
            lines.line(
                    "  %s  %s from %s".formatted(letter(i).orElse("-"), value(candidate.value()), candidate.source()));
        }
        Made decision = hold.decision();
        if (decision != null) {
            lines.line("  " + decision(hold.status(), decision));
        }
        if (hold.changedSince() && hold.isOpen()) {
            lines.line("  somebody changed the artifact since; a value for this hold is not taken any more");
        }
    }

    /** Returns the letter of a candidate; those after the 26th have none, and are given as values. */
    static Optional<String> letter(int candidate) {
        int letters = 'z' - 'a' + 1;
        return candidate < letters ? Optional.of(Character.toString('a' + candidate)) : Optional.empty();
    }

    /** Returns who made a decision, when and why. */
    static String decision(String status, Made decision) {
        String what = decision.value() == null ? status : "%s as %s".formatted(status, value(decision.value()));
        String why = decision.note() == null ? "" : ": " + decision.note();
        return Credentials.hide("%s by %s at %s%s".formatted(what, decision.by(), decision.at(), why));
    }

    /** Returns a value on one line: cut where it is long, and without the secrets of a URL. */
    static String value(JsonNode value) {
        String text = Credentials.hide(MetadataJson.write(value));
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST_VALUE
                ? text
                : "%s… (%d more characters)"
                        .formatted(
                                text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE)), length - LONGEST_VALUE);
    }
}
