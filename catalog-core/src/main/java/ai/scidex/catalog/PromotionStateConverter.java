package ai.scidex.catalog;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Stores a {@link PromotionState} as its text. */
@Singleton
final class PromotionStateConverter implements AttributeConverter<PromotionState, String> {

    @Override
    public @Nullable String convertToPersistedValue(@Nullable PromotionState state, ConversionContext context) {
        return state == null ? null : state.text();
    }

    @Override
    public @Nullable PromotionState convertToEntityValue(@Nullable String value, ConversionContext context) {
        return value == null ? null : PromotionState.of(value);
    }
}
