package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.CatalogException;
import ai.scidex.catalog.IllegalMoveException;
import ai.scidex.catalog.InvalidModelMetadataException;
import ai.scidex.catalog.OpenHoldsException;
import ai.scidex.catalog.PromotionConflictException;
import ai.scidex.catalog.PromotionState;

/** What to do about a move that the catalog refuses, in the words of the command line. */
final class Remedy {

    private Remedy() {}

    /** Returns why the move of {@code model} was refused, and what to do. */
    static String sentence(ArtifactId model, CatalogException refusal) {
        String why = String.valueOf(refusal.getMessage());
        if (refusal instanceof PromotionConflictException conflict) {
            return conflict.latest().isEmpty()
                    ? why + "; leave out --compared-with"
                    : why + "; compare it with that one, and name it with --compared-with";
        }
        if (refusal instanceof IllegalMoveException move) {
            return why + remedy(move.from(), move.to());
        }
        if (refusal instanceof OpenHoldsException) {
            return why + "; model-catalog show tells why";
        }
        if (refusal instanceof InvalidModelMetadataException) {
            return "model '%s' cannot be promoted: %s; correct the metadata first"
                    .formatted(Output.excerpt(model.value(), 60), why);
        }
        return why;
    }

    private static String remedy(PromotionState from, PromotionState to) {
        if (from == to) {
            return "; it is so already, and nothing is left to do";
        }
        return switch (from) {
            case CANDIDATE -> " (model-catalog promote)";
            case SUPERSEDED ->
                to == PromotionState.PROMOTED ? " (model-catalog rollback)" : "; it is out of use already";
            case REJECTED -> "; register a better version of it with model-catalog register --parent";
            case PROMOTED -> "; promote another version, or roll back to an earlier one, and this one steps down";
        };
    }
}
