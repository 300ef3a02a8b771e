package ai.scidex.migration.verify;

import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that rows were written under. Each row is judged by the version that its record names, for a later one may
 * ask for more.
 *
 * @param validators by version; a version that this program does not know is not among them
 * @param propertyNames the names of the properties of each of these versions
 */
record RecordedSchemas(Map<String, MetadataValidator> validators, Map<String, Set<String>> propertyNames) {

    private static final String VERSIONS = """
            SELECT DISTINCT c.schema_version
              FROM metadata_history h
              JOIN metadata_changes c ON c.change_id = h.change_id
             WHERE h.stands
             ORDER BY c.schema_version
            """;

    RecordedSchemas {
        validators = Map.copyOf(validators);
        propertyNames = Map.copyOf(propertyNames);
    }

    static RecordedSchemas of(Connection connection, MetadataValidator published) throws SQLException {
        Map<String, MetadataValidator> validators = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String version = rows.getString(1);
                if (version.equals(published.schema().version())) {
                    validators.put(version, published);
                } else {
                    MetadataSchema.released(version)
                            .ifPresent(schema -> validators.put(version, MetadataValidator.of(schema)));
                }
            }
        }
        Map<String, Set<String>> propertyNames = new HashMap<>();
        validators.forEach((version, validator) ->
                propertyNames.put(version, validator.schema().propertyNames()));
        return new RecordedSchemas(validators, propertyNames);
    }

    /** Returns whether {@code version} is one that this program knows. */
    boolean know(String version) {
        return validators.containsKey(version);
    }

    /** Returns whether {@code metadata} is valid under {@code version}. */
    boolean accept(String version, @Nullable String metadata) {
        MetadataValidator validator = validators.get(version);
        try {
            return validator != null
                    && metadata != null
                    && validator
                            .validate(MetadataJson.parse(metadata))
                            .violations()
                            .isEmpty();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Returns the names of the properties of {@code version}; none if this program does not know it. */
    Set<String> propertyNames(String version) {
        return propertyNames.getOrDefault(version, Set.of());
    }

    /** Returns the names of the properties of each version, a JSON object of arrays. */
    String propertyNamesAsJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        propertyNames.forEach((version, names) -> names.forEach(json.putArray(version)::add));
        return json.toString();
    }
}
