package ai.scidex.catalog;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Stores a boolean as SciDEX keeps flags: 1 or 0. */
@Singleton
final class FlagConverter implements AttributeConverter<Boolean, Integer> {

    @Override
    public @Nullable Integer convertToPersistedValue(@Nullable Boolean flag, ConversionContext context) {
        return flag == null ? null : flag ? 1 : 0;
    }

    @Override
    public @Nullable Boolean convertToEntityValue(@Nullable Integer value, ConversionContext context) {
        return value == null ? null : value == 1;
    }
}
