package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTimeIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @BeforeAll
    static void migrate() {
        DATABASE.migrate();
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28T23:59:59Z, 2026-02-28T23:59:59Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "2000-02-29T12:00:00Z, 2000-02-29T12:00:00Z",
        "2026-12-31T23:59:59.999999Z, 2026-12-31T23:59:59.999999Z",
        "2026-01-01T00:00:00.5Z, 2026-01-01T00:00:00.500Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
    })
    void readsAnInstant(String text, Instant instant) throws SQLException {
        assertThat(instants(List.of(text))).containsExactly(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "now",
                "infinity",
                "epoch",
                "2026",
                "2026-01-01",
                "2026-01-01T00:00:00",
                "2026-01-01 00:00:00Z",
                "2026-01-01t00:00:00z",
                "2026-01-01T00:00Z",
                "2026-01-01T00:00:00+00:00",
                "2026-01-01T00:00:00+02",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.1234567Z",
                "2026-01-01T00:00:00,5Z",
                " 2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z ",
                "2026-01-01T00:00:00Z\n",
                "2026-01-01T00:00:00Z BC",
                "2026-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-32T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T23:60:00Z",
                "2016-12-31T23:59:60Z",
                "0000-01-01T00:00:00Z",
                "0000-02-29T00:00:00Z",
                "-001-01-01T00:00:00Z",
                "+2026-01-01T00:00:00Z",
                "10000-01-01T00:00:00Z",
                "99999999999999999999-01-01T00:00:00Z",
                "٢٠٢٦-٠١-٠١T٠٠:٠٠:٠٠Z",
                "２０２６-01-01T00:00:00Z",
                "2026-01-01T00:00:00\uD835\uDC19"
            })
    void readsNothingElse(String text) throws SQLException {
        assertThat(instants(List.of(text))).containsOnlyNulls();
    }

    /** A constraint and an index stand on it: a text that raises would make rows unreadable. */
    @Test
    void agreesWithJavaOnDistortedInstants() throws SQLException {
        List<String> texts = distortedInstants();

        assertThat(instants(texts))
                .isEqualTo(texts.stream().map(ModelTimeIT::strictly).toList());
    }

    @Test
    void readsTheSameInEveryTimeZone() throws SQLException {
        try (Connection connection = DATABASE.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'Asia/Kolkata'");

            assertThat(instants(connection, List.of("2026-03-04T05:06:07Z")))
                    .containsExactly(Instant.parse("2026-03-04T05:06:07Z"));
        }
    }

    private static List<String> distortedInstants() {
        String alphabet = "0123456789-:.TZ +é٣\n";
        Random random = new Random(20_261_124);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("2026-02-28T23:59:59.123456Z");
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static @Nullable Instant strictly(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?Z")
                || text.startsWith("0000")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static List<@Nullable Instant> instants(List<String> texts) throws SQLException {
        try (Connection connection = DATABASE.connection()) {
            return instants(connection, texts);
        }
    }

    private static List<@Nullable Instant> instants(Connection connection, List<String> texts) throws SQLException {
        List<@Nullable Instant> instants = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT model_time(text) FROM unnest(?::TEXT[]) WITH ORDINALITY AS t (text, number) ORDER BY number
                """)) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    OffsetDateTime time = rows.getObject(1, OffsetDateTime.class);
                    instants.add(time == null ? null : time.toInstant());
                }
            }
        }
        return instants;
    }
}
