package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.PromotionEvent;
import ai.scidex.catalog.PromotionState;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description = {"", "The database keeps this ledger, of plain SQL too, and of models that were deleted.", ""},
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:told",
            "1:failed",
            "2:wrong usage",
            "3:there is no such model, or the catalog does not have it yet, or several begin so"
        },
        footerHeading = ExitCode.EXAMPLES,
        footer = "  model-catalog history model-biophys-microglia-001 --output json")
final class HistoryCommand implements Callable<Integer> {

    private static final int LONGEST = 1_000;

    @Parameters(paramLabel = "ID", description = "The id of a model, or the beginning of exactly one such id.")
    private ArtifactId name;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private Output output;

    HistoryCommand() {}

    @Override
    public Integer call() {
        try (Application application = database.open()) {
            TableMigration.refuseUnlessDone(application);
            List<Move> moves = events(application).stream().map(Move::of).toList();
            output.print(moves, lines -> print(moves, lines));
            return ExitCode.DONE;
        }
    }

    private static void print(List<Move> moves, Output.Lines lines) {
        if (moves.isEmpty()) {
            lines.line("it has not moved since it was registered as a candidate");
        }
        moves.forEach(move -> move.print(lines));
    }

    /** The id of a model that was deleted may be the beginning of another one; it is the deleted one that is meant. */
    private List<PromotionEvent> events(Application application) {
        ModelCatalog catalog = application.bean(ModelCatalog.class);
        List<PromotionEvent> exact = catalog.promotionHistory(name);
        if (!exact.isEmpty()) {
            return exact;
        }
        ArtifactId model = NamedModel.find(application, name);
        if (catalog.findModelVersion(model).isEmpty()) {
            throw NamedModel.notInCatalog(model);
        }
        return catalog.promotionHistory(model);
    }

    /** A move as it is printed: times in UTC; what the ledger does not have is absent. */
    record Move(
            long eventId,
            String artifactId,
            @Nullable String fromState,
            @Nullable String toState,
            String actor,
            String databaseUser,
            @Nullable String reason,
            @Nullable JsonNode evidence,
            String occurredAt) {

        static Move of(PromotionEvent event) {
            return new Move(
                    event.eventId(),
                    event.artifactId().value(),
                    text(event.fromState()),
                    text(event.toState()),
                    event.actor(),
                    event.databaseUser(),
                    event.reason(),
                    event.evidence(),
                    event.occurredAt().toString());
        }

        private static @Nullable String text(@Nullable PromotionState state) {
            return state == null ? null : state.text();
        }

        void print(Output.Lines lines) {
            lines.line("%s  %s, by %s (database user %s)"
                    .formatted(occurredAt, step(), Output.excerpt(actor, LONGEST), databaseUser));
            if (reason != null) {
                lines.line("    why       " + Output.excerpt(reason, LONGEST));
            }
            if (evidence != null) {
                lines.line("    evidence  " + Output.excerpt(evidence.toString(), LONGEST));
            }
        }

        private String step() {
            if (toState == null) {
                return "%s -> deleted".formatted(fromState);
            }
            return fromState == null ? "came in as " + toState : "%s -> %s".formatted(fromState, toState);
        }
    }
}
