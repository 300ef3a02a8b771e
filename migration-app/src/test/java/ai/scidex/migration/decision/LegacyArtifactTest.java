package ai.scidex.migration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.ArtifactId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyArtifactTest {

    @Test
    void hashesTheTextInUtf8() {
        assertThat(read("{\"unit\": \"µg\"}").sha256())
                .isEqualTo("2793432c53158bec4149af05b7e7772b172e676e2274947a24e0c5aece0e3ec8");
        assertThat(read(null).sha256()).isNull();
    }

    @Test
    void keepsEveryDigit() {
        assertThat(read("{\"auc\": 0.910}").metadata().get("auc").decimalValue().toPlainString())
                .isEqualTo("0.910");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null"})
    void looksIntoObjectsAndNull(String text) {
        assertThat(read(text).isReadable()).isTrue();
        assertThat(read(null).isReadable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "7", "true", "{\"a\": ", ""})
    void looksIntoNothingElse(String text) {
        assertThat(read(text).isReadable()).isFalse();
    }

    @Test
    void refusesTheRowOfAnotherArtifact() {
        ArtifactId other = new ArtifactId("model-1");

        assertThatThrownBy(() -> LegacyArtifact.of(other, "17:", "x", null, null, null, Legacy.row(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model-1 has the model_versions row of model-under-test");
    }

    @Test
    void refusesATreeWithoutItsHash() {
        assertThatThrownBy(() -> new LegacyArtifact(Legacy.ID, "17:", "x", null, null, null, Legacy.internal(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model-under-test has metadata without its hash");
    }

    @Test
    void refusesModelsThatAreNoArtifacts() {
        assertThatThrownBy(() -> new KnownArtifacts(Set.of("a"), Set.of("b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("models that are no artifacts: [b] of [a]");
    }

    private static LegacyArtifact read(String metadata) {
        return LegacyArtifact.of(Legacy.ID, "17:", "Model under test", null, null, metadata, null);
    }
}
