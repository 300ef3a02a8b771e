package ai.scidex.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.TestJson;
import ai.scidex.catalog.validation.MetadataSchema;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.KnownArtifacts;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.decision.RandomMetadata;
import ai.scidex.migration.decision.Rules;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof shares no code with the rules; here it is seen that it takes all that they do, and nothing else. */
class RecordedDecisionTest {

    private static final Set<String> NAMES = MetadataSchema.published().propertyNames();

    private static final KnownArtifacts KNOWN =
            new KnownArtifacts(Set.of("model-1", "model-2", "dataset-1"), Set.of("model-1", "model-2"));

    @Provide
    Arbitrary<ObjectNode> anything() {
        return RandomMetadata.anything();
    }

    @Provide
    Arbitrary<ObjectNode> nearlyComplete() {
        return RandomMetadata.nearlyComplete();
    }

    @Property
    void takesWhateverTheRulesDecide(@ForAll("anything") ObjectNode metadata) {
        assertTaken(decide(metadata, "external", "https://a.org/m"));
    }

    @Property
    void takesWhateverTheRulesDecideOfNearlyCompleteMetadata(@ForAll("nearlyComplete") ObjectNode metadata) {
        assertTaken(decide(metadata, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"biophysical", "deep_learning", "statistical", "mixed"})
    void takesTheWholeCorpus(String file) throws IOException {
        Path corpus = Path.of("src/test/resources/legacy/corpus", file + ".jsonl");
        try (Stream<String> lines = Files.lines(corpus)) {
            lines.map(TestJson::parse).forEach(document -> {
                Decision decision = decide(
                        document.get("metadata"),
                        document.path("originType").textValue(),
                        document.path("originUrl").textValue());

                assertTaken(decision);
            });
        }
    }

    /** Each value of the record in turn becomes another; the metadata follows. */
    @Property
    void findsAValueThatWasNotSaid(@ForAll("nearlyComplete") ObjectNode metadata) {
        Decision decision = decide(metadata, null, null);
        RecordedDecision recorded = recorded(decision);
        for (Map.Entry<String, JsonNode> entry : recorded.entries().entrySet()) {
            JsonNode value = entry.getValue().get("value");
            if (value != null && value.isNumber()) {
                Map<String, JsonNode> entries = new HashMap<>(recorded.entries());
                ObjectNode forged = entry.getValue().deepCopy();
                forged.put("value", value.longValue() + 2);
                entries.put(entry.getKey(), forged);
                ObjectNode after = recorded.after().deepCopy();
                after.put(entry.getKey(), value.longValue() + 2);

                assertThat(new RecordedDecision(
                                        recorded.outcome(),
                                        recorded.isChanged(),
                                        recorded.before(),
                                        after,
                                        entries,
                                        recorded.columns(),
                                        Set.of())
                                .isCarriedOut(NAMES))
                        .as(entry.getKey())
                        .isFalse();
            }
        }
    }

    /** Each key that says something in turn is left out, of the record and of the metadata alike. */
    @Property
    void findsAValueThatWasDropped(@ForAll("nearlyComplete") ObjectNode metadata) {
        RecordedDecision recorded = recorded(decide(metadata, null, null));
        for (Map.Entry<String, JsonNode> entry : recorded.entries().entrySet()) {
            JsonNode value = entry.getValue().get("value");
            if (NAMES.contains(entry.getKey()) && value != null && value.equals(metadata.get(entry.getKey()))) {
                assertThat(dropped(recorded, entry.getKey(), Set.of()).isCarriedOut(NAMES))
                        .as(entry.getKey())
                        .isFalse();
                assertThat(dropped(recorded, entry.getKey(), Set.of(entry.getKey()))
                                .isCarriedOut(NAMES))
                        .as(entry.getKey())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ruling, false, true",
        "ruling, true, false",
        "flag, false, false",
    })
    void leavesTheSourceOutOfAModelThatAPersonCalledInternal(String rule, boolean isExternal, boolean isTaken) {
        ObjectNode metadata = (ObjectNode) TestJson.parse("""
                {"is_external": %s, "external_source_url": "https://example.org/m"}
                """.formatted(isExternal));
        Map<String, JsonNode> entries = new HashMap<>();
        NAMES.forEach(name ->
                entries.put(name, TestJson.parse("{\"field\": \"%s\", \"decision\": \"absent\"}".formatted(name))));
        entries.put("is_external", TestJson.parse("""
                {"field": "is_external", "decision": "mapped", "value": %s, "rule": "%s", "source": "%s", "old": %1$s}
                """.formatted(
                        isExternal, rule, rule.equals("ruling") ? "review" : "/is_external")));
        entries.put("external_source_url", TestJson.parse("""
                {"field": "external_source_url", "decision": "absent", "old": "https://example.org/m"}
                """));
        ObjectNode after = metadata.deepCopy();
        after.remove("external_source_url");

        RecordedDecision recorded =
                new RecordedDecision("upgraded", true, metadata, after, entries, Map.of(), Set.of());

        assertThat(recorded.isCarriedOut(NAMES)).isEqualTo(isTaken);
    }

    private static RecordedDecision dropped(RecordedDecision recorded, String name, Set<String> dismissed) {
        Map<String, JsonNode> entries = new HashMap<>(recorded.entries());
        entries.put(
                name,
                TestJson.parse("{\"field\": \"%s\", \"decision\": \"absent\", \"old\": %s}"
                        .formatted(name, MetadataJson.write(recorded.before().get(name)))));
        ObjectNode after = recorded.after().deepCopy();
        after.remove(name);
        return new RecordedDecision(
                recorded.outcome(), true, recorded.before(), after, entries, recorded.columns(), dismissed);
    }

    private static void assertTaken(Decision decision) {
        RecordedDecision recorded = recorded(decision);

        assertThat(recorded.hasItsOutcome()).isTrue();
        assertThat(recorded.isCarriedOut(NAMES))
                .as(MetadataJson.write(decision.evidence()))
                .isTrue();
    }

    private static Decision decide(
            @Nullable JsonNode metadata, @Nullable String originType, @Nullable String originUrl) {
        String text = metadata == null ? null : MetadataJson.write(metadata);
        return Rules.decide(
                LegacyArtifact.of(new ArtifactId("model-x"), "17:", "X", originType, originUrl, text, null), KNOWN);
    }

    private static RecordedDecision recorded(Decision decision) {
        JsonNode metadata = decision.artifact().metadata();
        JsonNode before = metadata == null ? MissingNode.getInstance() : metadata;
        Map<String, JsonNode> entries = new HashMap<>();
        for (JsonNode entry : TestJson.parse(MetadataJson.write(decision.evidence()))) {
            entries.put(entry.path("field").asText(), entry);
        }
        boolean isChanged = !decision.change().isEmpty();
        return new RecordedDecision(
                decision.outcome().text(),
                isChanged,
                before,
                isChanged ? TestJson.parse(MetadataJson.write(decision.change().applyTo(metadata))) : before,
                entries,
                Map.of(
                        "origin_type (column)", listed(decision.artifact().originType()),
                        "origin_url (column)", listed(decision.artifact().originUrl())),
                Set.of());
    }

    private static List<String> listed(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }
}
