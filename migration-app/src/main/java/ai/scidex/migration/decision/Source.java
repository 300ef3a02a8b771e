package ai.scidex.migration.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place where an artifact may say what a field is.
 *
 * @param location a JSON Pointer into the metadata, or a column
 * @param conversion how to read what stands there
 */
record Source(String location, Conversion conversion) {

    static final String ORIGIN_TYPE = "origin_type (column)";

    static final String ORIGIN_URL = "origin_url (column)";

    /** What a person decided. */
    static final String RULING = "review";

    /** The metadata as a whole, where it is no object to look into. */
    static final String METADATA = "metadata (column)";

    /** Written by an enrichment job, which puts one {@code confidence_score} beside what it inferred. */
    private static final Set<String> ENRICHED = Set.of("/evaluation_dataset_id", "/evaluation_benchmark_id");

    /** Returns what stands there; the missing node where nothing does. */
    static JsonNode said(String location, Examination examination) {
        LegacyArtifact artifact = examination.artifact();
        return switch (location) {
            case ORIGIN_TYPE -> column(artifact.originType());
            case ORIGIN_URL -> column(artifact.originUrl());
            default -> at(location, examination);
        };
    }

    /** Returns whether what stands there came with a confidence that is not known to be 1 or more. */
    static boolean isInferred(String location, Examination examination) {
        return (location.startsWith("/") && isBelowOne(at(location + "_confidence", examination)))
                || (ENRICHED.contains(location) && isBelowOne(at("/confidence_score", examination)));
    }

    /** Returns whether an id stands there, which is above names. */
    boolean isId() {
        return location.endsWith("_id");
    }

    /** Nearly every place is a name of the top level, which is found sooner than a pointer is taken apart. */
    private static JsonNode at(String pointer, Examination examination) {
        boolean isName = pointer.lastIndexOf('/') == 0 && pointer.indexOf('~') < 0;
        return isName
                ? examination.metadata().path(pointer.substring(1))
                : examination.metadata().at(pointer);
    }

    private static boolean isBelowOne(JsonNode confidence) {
        return !Conversion.saysNothing(confidence)
                && JsonNumber.of(confidence)
                        .map(number -> number.decimalValue().compareTo(BigDecimal.ONE) < 0)
                        .orElse(true);
    }

    private static JsonNode column(@Nullable String text) {
        return text == null ? JsonNodeFactory.instance.missingNode() : JsonNodeFactory.instance.textNode(text);
    }
}
