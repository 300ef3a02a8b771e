package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Unusable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an ISO-8601 time with an offset, exact to the microsecond, as UTC. */
final class UtcTime implements Conversion {

    /** A space for the T is how PostgreSQL and Python print. */
    private static final Pattern SAID = Pattern.compile("(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
            + "(?:[Tt ](?<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6}0{0,3})?)?)"
            + "(?<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?");

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String rule() {
        return "utc-time";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        Matcher matcher = SAID.matcher(said.isTextual() ? TextForms.trim(said.textValue()) : "");
        if (!matcher.matches()) {
            return Reading.unparseable();
        }
        try {
            return read(matcher);
        } catch (DateTimeException e) {
            // The form of a time, but no such day, hour or offset.
            return Reading.unparseable();
        }
    }

    /** Returns the time as the database keeps it, {@code YYYY-MM-DDTHH:MM:SS[.ffffff]Z}. */
    static JsonNode node(Instant time) {
        boolean whole = time.truncatedTo(ChronoUnit.SECONDS).equals(time);
        return new TextNode((whole ? SECONDS : MICROSECONDS).format(time));
    }

    private static Reading read(Matcher matcher) {
        LocalDate date = LocalDate.parse(matcher.group("date"));
        LocalTime time = matcher.group("time") == null ? LocalTime.MIDNIGHT : LocalTime.parse(matcher.group("time"));
        if (matcher.group("offset") == null) {
            return new Unusable(Reason.NO_TIMEZONE);
        }
        ZoneOffset offset = ZoneOffset.of(matcher.group("offset").toUpperCase(Locale.ROOT));
        OffsetDateTime utc = LocalDateTime.of(date, time).atOffset(offset).withOffsetSameInstant(ZoneOffset.UTC);
        boolean fourDigits = utc.getYear() >= 1 && utc.getYear() <= 9999;
        return fourDigits ? new Exact(node(utc.toInstant())) : Reading.unparseable();
    }
}
