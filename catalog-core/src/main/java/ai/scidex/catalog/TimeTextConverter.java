package ai.scidex.catalog;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Stores an instant as text in UTC, {@code YYYY-MM-DDTHH:MM:SS[.ffffff]Z}. */
@Singleton
final class TimeTextConverter implements AttributeConverter<Instant, String> {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public @Nullable String convertToPersistedValue(@Nullable Instant time, ConversionContext context) {
        return time == null ? null : text(time);
    }

    @Override
    public @Nullable Instant convertToEntityValue(@Nullable String value, ConversionContext context) {
        return value == null ? null : Instant.parse(value);
    }

    static String text(Instant time) {
        boolean whole = time.truncatedTo(ChronoUnit.SECONDS).equals(time);
        return (whole ? SECONDS : MICROSECONDS).format(time);
    }
}
