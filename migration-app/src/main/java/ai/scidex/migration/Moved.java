package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.Promotion;
import java.util.List;

/**
 * What a move in the evaluation gate answers.
 *
 * @param steppedDown the versions that were the latest and are no more
 * @param occurredAt when, in UTC, as the ledger has it
 */
record Moved(
        String artifactId,
        String fromState,
        String promotionState,
        List<String> steppedDown,
        String by,
        String reason,
        String occurredAt) {

    static Moved of(Promotion promotion) {
        return new Moved(
                promotion.model().value(),
                promotion.from().text(),
                promotion.to().text(),
                promotion.steppedDown().stream().map(ArtifactId::value).toList(),
                promotion.decision().by(),
                promotion.decision().reason(),
                promotion.occurredAt().toString());
    }

    void print(Output.Lines lines) {
        lines.line("%s: %s -> %s".formatted(artifactId, fromState, promotionState));
        steppedDown.forEach(id -> lines.line("%s: no longer the latest".formatted(id)));
    }
}
