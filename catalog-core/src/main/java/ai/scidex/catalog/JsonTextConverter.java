package ai.scidex.catalog;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Stores a JSON document as text, every digit kept. */
@Singleton
final class JsonTextConverter implements AttributeConverter<JsonNode, String> {

    @Override
    public @Nullable String convertToPersistedValue(@Nullable JsonNode document, ConversionContext context) {
        return document == null ? null : MetadataJson.write(document);
    }

    @Override
    public @Nullable JsonNode convertToEntityValue(@Nullable String value, ConversionContext context) {
        try {
            return value == null ? null : MetadataJson.parse(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a _json column holds no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
