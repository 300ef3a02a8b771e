package ai.scidex.migration.decision;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;

/** How deep a value may nest that is kept in a record, which is a document itself and is read and printed like one. */
final class RecordLimit {

    /** How many levels deep a record stands in what is printed of it, with some to spare. */
    private static final int AROUND_A_RECORD = 8;

    private RecordLimit() {}

    /** Returns whether {@code value} is too deep for a record. */
    static boolean isExceededBy(JsonNode value) {
        return isExceededBy(value, 0);
    }

    /** As {@link #isExceededBy(JsonNode)}, of a value that stands some levels deep in what is recorded. */
    static boolean isExceededBy(JsonNode value, int levels) {
        return isDeeper(value, MetadataJson.MAX_DEPTH - AROUND_A_RECORD - levels);
    }

    private static boolean isDeeper(JsonNode value, int levels) {
        if (levels == 0) {
            return value.isContainerNode();
        }
        for (JsonNode member : value) {
            if (isDeeper(member, levels - 1)) {
                return true;
            }
        }
        return false;
    }
}
