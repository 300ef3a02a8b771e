package ai.scidex.migration.review;

import ai.scidex.catalog.CatalogException;
import ai.scidex.migration.review.Resolution.Refused;
import ai.scidex.migration.transaction.TransactionBounds;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Decides held fields in the name of a person.
 *
 * <p>A decision is one more source for the rules, the strongest. So the artifact is decided anew, on what the run found,
 * with everything that people decided of it, and becomes what comes out of that; in one transaction, or not at all.
 */
@Singleton
public final class Review {

    private final ReviewTransaction transaction;
    private final TransactionBounds bounds;

    Review(ReviewTransaction transaction, TransactionBounds bounds) {
        this.transaction = transaction;
        this.bounds = bounds;
    }

    /**
     * Gives a held field a value. If that closes the last required hold, the artifact is upgraded.
     *
     * @throws NoSuchHoldException if there is no such hold
     */
    public Resolution resolve(long holdId, JsonNode value, Reviewer reviewer) {
        return orRefusal(() -> transaction.resolve(holdId, value, reviewer));
    }

    /**
     * Decides that a held field, which is optional, stays empty.
     *
     * @throws NoSuchHoldException if there is no such hold
     */
    public Resolution dismiss(long holdId, Reviewer reviewer) {
        return orRefusal(() -> transaction.dismiss(holdId, reviewer));
    }

    /**
     * Takes a decision back: the artifact becomes what it would be without it. If a required field is open after that, the
     * metadata is what the run found, to the byte.
     *
     * @throws NoSuchHoldException if there is no such hold
     */
    public Resolution reopen(long holdId, Reviewer reviewer) {
        return orRefusal(() -> transaction.reopen(holdId, reviewer));
    }

    private Resolution orRefusal(Supplier<Resolution> review) {
        try {
            return bounds.within(review);
        } catch (UndoneException e) {
            return e.resolution();
        } catch (CatalogException e) {
            return Refused.bySentence(String.valueOf(e.getMessage()));
        }
    }
}
