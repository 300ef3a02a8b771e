package ai.scidex.migration.decision;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that a held field might have.
 *
 * @param value the value in the form that the field takes, or as it was said where no rule can read it
 * @param source where it was said: a JSON Pointer into the metadata, or a column such as {@code origin_url (column)}
 */
public record Candidate(JsonNode value, String source) {}
