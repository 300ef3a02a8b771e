package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds texts that JSON allows and PostgreSQL cannot keep: those with a NUL character or half a surrogate pair.
 *
 * <p>A driver would send the half pair as a question mark, so it would be lost without a word.
 */
final class StorableText {

    private static final String KEYWORD = "text";

    private StorableText() {}

    /** Returns a violation for each member and each text that cannot be kept, at any depth. */
    static List<Violation> violations(JsonNode document) {
        List<Violation> violations = new ArrayList<>();
        Deque<Place> containers = new ArrayDeque<>();
        containers.add(new Place(document, null, ""));
        while (!containers.isEmpty()) {
            Place container = containers.remove();
            if (container.node().isArray()) {
                for (int i = 0; i < container.node().size(); i++) {
                    Place element = new Place(container.node().path(i), container, Integer.toString(i));
                    look(element, containers, violations);
                }
            }
            for (Map.Entry<String, JsonNode> member : container.node().properties()) {
                look(new Place(member.getValue(), container, member.getKey()), containers, violations);
            }
        }
        return violations;
    }

    private static void look(Place place, Deque<Place> containers, List<Violation> violations) {
        if (!isStorable(place.name())
                || (place.node().isTextual() && !isStorable(place.node().textValue()))) {
            violations.add(new Violation(
                    place.pointer(),
                    KEYWORD,
                    "holds a NUL character or half a surrogate pair, which PostgreSQL cannot keep; remove it"));
        }
        if (place.node().isContainerNode()) {
            containers.add(place);
        }
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A value and the way to it. */
    private record Place(JsonNode node, @Nullable Place parent, String name) {

        String pointer() {
            StringBuilder pointer = new StringBuilder();
            for (Place place = this; place != null && place.parent() != null; place = place.parent()) {
                pointer.insert(0, "/" + ViolationSentence.escape(place.name()));
            }
            return pointer.toString();
        }
    }
}
