package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.metadata.ArbitraryMetadata;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.metadata.ModelArtifactMetadata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A document goes into {@code jsonb}, comes back, goes through the types, and is what {@code jsonb} printed. */
class MetadataRoundTripIT {

    private static final Comparator<byte[]> BY_LENGTH_AND_BYTES =
            Comparator.<byte[]>comparingInt(bytes -> bytes.length).thenComparing(Arrays::compareUnsigned);

    private static final Map<Integer, String> ESCAPES = Map.of(
            (int) '\b', "\\b",
            (int) '\f', "\\f",
            (int) '\n', "\\n",
            (int) '\r', "\\r",
            (int) '\t', "\\t",
            (int) '"', "\\\"",
            (int) '\\', "\\\\");

    private static Connection connection;

    @BeforeContainer
    static void connect() {
        connection = TestDatabase.shared().connection();
    }

    @AfterContainer
    static void disconnect() throws SQLException {
        connection.close();
    }

    @Property(tries = 300)
    void typesWriteWhatJsonbPrints(@ForAll("documents") ObjectNode document)
            throws JsonProcessingException, SQLException {
        // As Jackson prints it: with exponents, where MetadataJson would write them out.
        String printed = jsonb(document.toString());

        ModelArtifactMetadata metadata = MetadataJson.read(MetadataJson.parse(printed));

        assertThat(asJsonbPrints(MetadataJson.toTree(metadata)))
                .isEqualTo(jsonb(ArbitraryMetadata.byValue(document).toString()));
    }

    @Property(tries = 100)
    void jsonbTakesWhatTheTypesWriteForTheSame(@ForAll("documents") ObjectNode document) throws SQLException {
        String written = MetadataJson.write(MetadataJson.toTree(MetadataJson.read(document)));

        assertThat(jsonb(written))
                .isEqualTo(jsonb(ArbitraryMetadata.byValue(document).toString()));
    }

    @Provide
    Arbitrary<ObjectNode> documents() {
        return ArbitraryMetadata.valid();
    }

    private static String jsonb(String json) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?::jsonb::text")) {
            statement.setString(1, json);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** The text that PostgreSQL makes of {@code jsonb}: members by the length of their names and then by their bytes. */
    private static String asJsonbPrints(JsonNode node) {
        StringBuilder text = new StringBuilder();
        print(node, text);
        return text.toString();
    }

    /** With plain loops, since a document may be a thousand levels deep. */
    private static void print(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
            members.sort(Comparator.comparing(member -> bytes(member.getKey()), BY_LENGTH_AND_BYTES));
            String between = "{";
            for (Map.Entry<String, JsonNode> member : members) {
                text.append(between).append(quoted(member.getKey())).append(": ");
                print(member.getValue(), text);
                between = ", ";
            }
            text.append(members.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String between = "[";
            for (JsonNode element : node) {
                text.append(between);
                print(element, text);
                between = ", ";
            }
            text.append(node.isEmpty() ? "[]" : "]");
        } else {
            text.append(node.isTextual() ? quoted(node.textValue()) : MetadataJson.write(node));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return text.codePoints()
                .mapToObj(c -> {
                    String other = c < ' ' ? "\\u%04x".formatted(c) : Character.toString(c);
                    return ESCAPES.getOrDefault(c, other);
                })
                .collect(Collectors.joining("", "\"", "\""));
    }
}
