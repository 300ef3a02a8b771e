package ai.scidex.catalog;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Stores an {@link ArtifactId} as its text. */
@Singleton
final class ArtifactIdConverter implements AttributeConverter<ArtifactId, String> {

    @Override
    public @Nullable String convertToPersistedValue(@Nullable ArtifactId id, ConversionContext context) {
        return id == null ? null : id.value();
    }

    @Override
    public @Nullable ArtifactId convertToEntityValue(@Nullable String value, ConversionContext context) {
        return value == null ? null : new ArtifactId(value);
    }
}
