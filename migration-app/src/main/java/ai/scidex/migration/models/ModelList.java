package ai.scidex.migration.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of models, in the order of their ids.
 *
 * @param next the id after which the next page begins; absent on the last page
 */
public record ModelList(List<ModelSummary> models, @Nullable String next) {

    public ModelList {
        models = List.copyOf(models);
    }
}
