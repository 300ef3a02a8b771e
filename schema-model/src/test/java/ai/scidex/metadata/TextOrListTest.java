package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextOrListTest {

    @Test
    void tellsATextFromAListOfOneText() {
        assertThat(TextOrList.text("a").texts()).containsExactly("a");
        assertThat(TextOrList.list(List.of("a")).texts()).containsExactly("a");
        assertThat(TextOrList.text("a")).isNotEqualTo(TextOrList.list(List.of("a")));
    }

    @Test
    void copiesItsList() {
        List<String> texts = new ArrayList<>(List.of("a"));
        TextOrList list = TextOrList.list(texts);
        texts.add("b");

        assertThat(list.texts()).containsExactly("a");
        assertThatThrownBy(() -> list.texts().add("b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesTwoTextsThatAreNoList() {
        assertThatThrownBy(() -> new TextOrList(List.of("a", "b"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a text alone is one text, not [a, b]");
    }
}
