package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"model-1", "model_ot_ad_zscore_rules_v1", "it's an \"old\" id", "Ünïcode 😀"})
    void takesWhatEverIsAnIdSomewhere(String text) {
        assertThat(ArtifactId.parse(text)).contains(new ArtifactId(text));
        assertThat(new ArtifactId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0"})
    void refusesABlankOne(String text) {
        assertThat(ArtifactId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new ArtifactId(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("an artifact id must not be blank");
    }

    @Test
    void refusesWhatTheDatabaseWouldTakeForAnotherId() {
        assertThat(ArtifactId.parse("model-\ud83d")).isEmpty();
        assertThatThrownBy(() -> new ArtifactId("model-\ud83d"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "'model-\\ud83d' is the id of no artifact: it holds a NUL character or half a surrogate pair");
        assertThatThrownBy(() -> new ArtifactId("model-\u0000"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "'model-\\u0000' is the id of no artifact: it holds a NUL character or half a surrogate pair");
    }

    @Test
    void readsNoControlCharacterFromTextThatNobodyChecked() {
        assertThat(ArtifactId.parse("model-\u001b[31m")).isEmpty();
    }
}
