package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a valid document holds, the types hold. */
class RoundTripTest {

    @Property(tries = 300)
    void writesWhatItRead(@ForAll("documents") ObjectNode document) {
        JsonNode written = MetadataJson.toTree(MetadataJson.read(document));

        assertThat(ArbitraryMetadata.sorted(written))
                .isEqualTo(ArbitraryMetadata.sorted(ArbitraryMetadata.byValue(document)));
    }

    @Property(tries = 100)
    void readsWhatItWroteAsAnEqualValue(@ForAll("documents") ObjectNode document) throws JsonProcessingException {
        ModelArtifactMetadata metadata = MetadataJson.read(document);
        JsonNode written = MetadataJson.toTree(metadata);

        assertThat(MetadataJson.read(MetadataJson.parse(MetadataJson.write(written))))
                .isEqualTo(metadata)
                .hasSameHashCodeAs(metadata);
    }

    @Property(tries = 100)
    void rebuildsAnEqualValue(@ForAll("documents") ObjectNode document) {
        ModelArtifactMetadata metadata = MetadataJson.read(document);

        ModelArtifactMetadata rebuilt = metadata.match(
                internal -> internal.toBuilder().build(),
                external -> external.toBuilder().build());

        assertThat(rebuilt).isEqualTo(metadata);
    }

    @Property(tries = 100)
    void isNoLongerTouchedByTheDocumentItWasReadFrom(@ForAll("documents") ObjectNode document) {
        ModelArtifactMetadata metadata = MetadataJson.read(document);
        String before = ArbitraryMetadata.sorted(MetadataJson.toTree(metadata));

        empty(document);

        assertThat(ArbitraryMetadata.sorted(MetadataJson.toTree(metadata))).isEqualTo(before);
    }

    private static void empty(JsonNode node) {
        node.forEach(RoundTripTest::empty);
        if (node instanceof ContainerNode<?> container) {
            container.removeAll();
        }
    }

    @Provide
    Arbitrary<ObjectNode> documents() {
        return ArbitraryMetadata.valid();
    }
}
