package ai.scidex.metadata;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A text, or a list of texts; a list of one text is another value than the text alone.
 *
 * @param texts the texts: of a text alone, that one
 * @param isList whether it is written as a list
 */
public record TextOrList(List<String> texts, boolean isList) {

    public TextOrList {
        texts = Frozen.list("texts", texts, Limits::required);
        if (!isList && texts.size() != 1) {
            throw new IllegalArgumentException("a text alone is one text, not " + texts);
        }
    }

    /** Returns {@code text}, alone. */
    public static TextOrList text(String text) {
        return new TextOrList(List.of(text), false);
    }

    /** Returns {@code texts} as a list, also if there is but one. */
    public static TextOrList list(List<String> texts) {
        return new TextOrList(texts, true);
    }

    /** Returns {@code texts} as a list, also if there is but one. */
    public static TextOrList list(String... texts) {
        return list(List.of(texts));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TextOrList read(JsonNode json) {
        if (json.isTextual()) {
            return text(json.textValue());
        }
        Limits.type("the value", json, "string", "array");
        List<String> texts = new ArrayList<>();
        for (JsonNode element : json) {
            Limits.type("an entry of the list", element, "string");
            texts.add(element.textValue());
        }
        return list(texts);
    }

    @JsonValue
    Object json() {
        return isList ? texts : texts.get(0);
    }

    /** Returns the text, or the list in brackets. */
    @Override
    public String toString() {
        return isList ? texts.toString() : texts.get(0);
    }
}
