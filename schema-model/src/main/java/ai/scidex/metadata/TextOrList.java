package ai.scidex.metadata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * A text, or a list of texts; a list of one text is another value than the text alone.
 *
 * @param texts the texts: of a text alone, that one
 * @param isList whether it is written as a list
 */
public record TextOrList(List<String> texts, boolean isList) {

    public TextOrList {
        texts = List.copyOf(texts);
        if (!isList && texts.size() != 1) {
            throw new IllegalArgumentException("a text alone is one text, not " + texts);
        }
    }

    /** Returns {@code text}, alone. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TextOrList text(String text) {
        return new TextOrList(List.of(text), false);
    }

    /** Returns {@code texts} as a list, also if there is but one. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TextOrList list(List<String> texts) {
        return new TextOrList(texts, true);
    }

    @JsonValue
    Object json() {
        return isList ? texts : texts.get(0);
    }
}
