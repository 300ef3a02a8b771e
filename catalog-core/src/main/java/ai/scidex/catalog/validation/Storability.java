package ai.scidex.catalog.validation;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What JSON allows and PostgreSQL cannot keep: texts with a NUL character or half a surrogate pair, and what is deeper or
 * larger than the documented limits. A tree that was built in Java may hold things that are no JSON at all.
 *
 * <p>A driver would send half a pair as a question mark, so it would be lost without a word.
 */
final class Storability {

    private static final String TEXT = "text";

    private static final String LIMIT = "limit";

    private final Findings findings = new Findings();
    private final Deque<Container> way = new ArrayDeque<>();
    private boolean withinLimits = true;

    private final Set<String> replaced;

    private Storability(Set<String> replaced) {
        this.replaced = replaced;
    }

    /**
     * Looks at each member and each value of {@code document}, at any depth.
     *
     * @param replaced the pointers of values that will be replaced anyway: what is in them is no problem of its own
     */
    static Storability of(JsonNode document, Set<String> replaced) {
        Storability storability = new Storability(replaced);
        if (isFaultless(document, 0)) {
            return storability;
        }
        storability.way.push(new Container(document));
        while (!storability.way.isEmpty() && !storability.findings.isOverflowing()) {
            storability.step(storability.way.element());
        }
        return storability;
    }

    /** Looks without keeping the path: nearly no document has a fault whose place must be told. */
    private static boolean isFaultless(JsonNode node, int depth) {
        return switch (node.getNodeType()) {
            case OBJECT -> depth < MetadataJson.MAX_DEPTH && areMembersFaultless(node.properties(), depth + 1);
            case ARRAY -> depth < MetadataJson.MAX_DEPTH && areElementsFaultless(node, depth + 1);
            case STRING -> fault(node.textValue()) == null;
            case NUMBER -> numberFault(node) == null;
            case BOOLEAN, NULL -> true;
            default -> false;
        };
    }

    private static boolean areMembersFaultless(Set<Map.Entry<String, JsonNode>> members, int depth) {
        for (Map.Entry<String, JsonNode> member : members) {
            if (fault(member.getKey()) != null || !isFaultless(member.getValue(), depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areElementsFaultless(JsonNode array, int depth) {
        for (int i = 0; i < array.size(); i++) {
            if (!isFaultless(array.get(i), depth)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the document keeps the limits. One that does not may not even be printed. */
    boolean isWithinLimits() {
        return withinLimits;
    }

    Findings findings() {
        return findings;
    }

    private void step(Container container) {
        if (!container.next()) {
            way.pop();
            return;
        }
        if (container.name != null) {
            lookAtText(container.name, "the name ", "rename it");
        }
        if (!replaced.isEmpty() && replaced.contains(Violation.pointer(path()))) {
            return;
        }
        JsonNode value = container.value;
        switch (value.getNodeType()) {
            case ARRAY, OBJECT -> enter(value);
            case STRING -> lookAtText(value.textValue(), "", "remove it");
            case NUMBER -> lookAtNumber(value);
            case BOOLEAN, NULL -> {}
            default -> beyondLimits("is a Java object and no JSON; give JSON");
        }
    }

    private void enter(JsonNode container) {
        if (way.size() < MetadataJson.MAX_DEPTH) {
            way.push(new Container(container));
        } else {
            beyondLimits("nests deeper than %d levels; make it flatter".formatted(MetadataJson.MAX_DEPTH));
        }
    }

    private void lookAtText(String text, String what, String remedy) {
        String fault = fault(text);
        if (fault != null) {
            report(
                    TEXT,
                    "%s%s holds %s, which PostgreSQL cannot keep; %s".formatted(what, Excerpt.of(text), fault, remedy));
        }
    }

    private void lookAtNumber(JsonNode value) {
        String fault = numberFault(value);
        if (fault != null) {
            beyondLimits(fault);
        }
    }

    private static @Nullable String numberFault(JsonNode value) {
        if (value.isFloatingPointNumber() && !value.isBigDecimal() && !Double.isFinite(value.doubleValue())) {
            return "%s is no number of JSON; give a finite one".formatted(value.asText());
        }
        if (value.isBigDecimal() || value.isBigInteger()) {
            BigDecimal number = value.decimalValue();
            long integerDigits = (long) number.precision() - number.scale();
            if (integerDigits > MetadataJson.MAX_INTEGER_DIGITS) {
                return "%s has more than %d digits before the point; give a smaller number"
                        .formatted(Excerpt.of(value), MetadataJson.MAX_INTEGER_DIGITS);
            }
            if (number.scale() > MetadataJson.MAX_FRACTION_DIGITS) {
                return "%s has more than %d digits after the point; round it"
                        .formatted(Excerpt.of(value), MetadataJson.MAX_FRACTION_DIGITS);
            }
        }
        return null;
    }

    private void beyondLimits(String message) {
        withinLimits = false;
        report(LIMIT, message);
    }

    private void report(String keyword, String message) {
        findings.add(Violation.at(path(), keyword, message));
    }

    private List<String> path() {
        List<String> path = new ArrayList<>();
        way.descendingIterator().forEachRemaining(container -> path.add(container.segment()));
        return path;
    }

    private static @Nullable String fault(String text) {
        return isPlain(text) ? null : faultOfSpecial(text);
    }

    /** Says so of nearly all texts, with one comparison a character: one less than NUL is the largest there is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ((char) (text.charAt(i) - 1) >= Character.MIN_SURROGATE - 1) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String faultOfSpecial(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "a NUL character";
            }
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    return "half a surrogate pair";
                }
                i++;
            }
        }
        return null;
    }

    /** An array or an object on the way from the document to what is looked at, and how far it has been read. */
    private static final class Container {

        private final Iterator<Map.Entry<String, JsonNode>> members;
        private final Iterator<JsonNode> elements;
        private int index = -1;
        private @Nullable String name;
        private JsonNode value;

        Container(JsonNode node) {
            value = node;
            members = node.properties().iterator();
            elements = node.isArray() ? node.iterator() : Collections.emptyIterator();
        }

        /** Goes on to the next member or element; returns whether there is one. */
        boolean next() {
            if (members.hasNext()) {
                Map.Entry<String, JsonNode> member = members.next();
                name = member.getKey();
                value = member.getValue();
                return true;
            }
            if (elements.hasNext()) {
                index++;
                value = elements.next();
                return true;
            }
            return false;
        }

        String segment() {
            return name == null ? Integer.toString(index) : name;
        }
    }
}
