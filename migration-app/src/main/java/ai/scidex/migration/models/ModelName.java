package ai.scidex.migration.models;

import ai.scidex.catalog.ArtifactId;
import java.util.List;

/** What models a text names: the one that has it for an id, else those whose id begins with it. */
public sealed interface ModelName {

    /** The text names one model. */
    record Unique(ArtifactId model) implements ModelName {}

    /** No model has an id that begins with the text. */
    record Unknown() implements ModelName {}

    /**
     * The ids of several models begin with the text.
     *
     * @param first some of them, in the order of their ids
     */
    record Ambiguous(List<ArtifactId> first) implements ModelName {

        public Ambiguous {
            first = List.copyOf(first);
        }
    }
}
