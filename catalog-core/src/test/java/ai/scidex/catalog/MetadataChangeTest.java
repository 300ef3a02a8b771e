package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.object;
import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MetadataChangeTest {

    @Example
    void namesWhatComesAndWhatGoesAndNothingElse() {
        ObjectNode before = object("{\"same\": {\"a\": [1.10]}, \"other\": 1, \"gone\": null}");
        ObjectNode after = object("{\"same\": {\"a\": [1.10]}, \"other\": 2, \"new\": null}");

        assertThat(MetadataChange.between(before, after))
                .isEqualTo(new MetadataChange(
                        Map.of("other", parse("2"), "new", JsonNodeFactory.instance.nullNode()), List.of("gone")));
    }

    @Example
    void seesADigitThatComes() {
        MetadataChange change = MetadataChange.between(object("{\"r2\": 1.1}"), object("{\"r2\": 1.10}"));

        assertThat(MetadataJson.write(change.addedJson())).isEqualTo("{\"r2\":1.10}");
    }

    @Example
    void takesNumbersThatAreWrittenOutTheSameForTheSame() {
        assertThat(MetadataChange.between(object("{\"n\": 100, \"z\": 0}"), object("{\"n\": 1E+2, \"z\": -0}")))
                .isEqualTo(MetadataChange.none());
    }

    @Example
    void countsAnythingButAnObjectAsAnEmptyOne() {
        ObjectNode after = object("{\"a\": 1}");
        MetadataChange all = new MetadataChange(Map.of("a", parse("1")), List.of());

        assertThat(MetadataChange.between(null, after)).isEqualTo(all);
        assertThat(MetadataChange.between(parse("[1, 2]"), after)).isEqualTo(all);
    }

    @Property(tries = 300)
    void leadsFromAnyDocumentToAnyOther(@ForAll("documents") ObjectNode before, @ForAll("documents") ObjectNode after) {
        ObjectNode reached = MetadataChange.between(before, after).applyTo(before);

        // Keys may come in another order, as in jsonb; numbers keep every digit.
        assertThat(sorted(reached)).isEqualTo(sorted(after));
    }

    @Property(tries = 100)
    void changesNothingWhereNothingChanged(@ForAll("documents") ObjectNode document) {
        assertThat(MetadataChange.between(document, document.deepCopy())).isEqualTo(MetadataChange.none());
    }

    @Provide
    Arbitrary<ObjectNode> documents() {
        Arbitrary<JsonNode> leaves = Arbitraries.of(
                        "1", "1.0", "1.00", "-2", "\"1\"", "\"ä\"", "true", "null", "[]", "{}")
                .map(TestJson::parse);
        Arbitrary<JsonNode> values = Arbitraries.lazyOf(
                () -> leaves,
                () -> leaves,
                () -> leaves.list()
                        .ofMaxSize(2)
                        .map(list -> JsonNodeFactory.instance.arrayNode().addAll(list)),
                () -> documents().map(JsonNode.class::cast));
        return Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), values)
                .ofMaxSize(4)
                .map(members -> JsonNodeFactory.instance.objectNode().setAll(members));
    }

    private static Map<String, String> sorted(ObjectNode document) {
        return document.properties().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, member -> MetadataJson.write(member.getValue())));
    }
}
