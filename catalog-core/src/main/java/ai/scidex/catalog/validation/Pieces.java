package ai.scidex.catalog.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A document in pieces: each has the members that the schema names, the large ones in part. What is wrong with the
 * document is what is wrong with one of its pieces.
 *
 * <p>The library collects all that is wrong before it returns. Millions of wrong entries in one list would fill the
 * memory; shown piece by piece, they are left as soon as enough is known.
 */
final class Pieces {

    /** How many entries of a list or an object are judged at a time. */
    static final int SIZE = 1000;

    private final JsonNode document;
    private final Collection<String> names;

    /**
     * Takes a document apart.
     *
     * @param names of the members that the schema names
     */
    Pieces(JsonNode document, Collection<String> names) {
        this.document = document;
        this.names = names;
    }

    /**
     * Shows the pieces to {@code judge} until it wants no more. A document without large members is one piece.
     *
     * @return whether it has seen all
     */
    boolean allWanted(Predicate<Piece> judge) {
        List<String> large = new ArrayList<>();
        for (String name : names) {
            if (isLarge(document.path(name))) {
                large.add(name);
            }
        }
        if (large.isEmpty()) {
            return judge.test(new Piece(document, "", 0));
        }
        ObjectNode beginning = beginning();
        return judge.test(new Piece(beginning, "", 0))
                && large.stream().allMatch(name -> allWanted(name, beginning, judge));
    }

    private ObjectNode beginning() {
        ObjectNode beginning = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = document.path(name);
            if (!value.isMissingNode()) {
                beginning.set(name, isLarge(value) ? new Parts(value).next() : value);
            }
        }
        return beginning;
    }

    private boolean allWanted(String name, ObjectNode beginning, Predicate<Piece> judge) {
        Parts parts = new Parts(document.path(name));
        int start = parts.next().size();
        boolean wanted = true;
        while (wanted && parts.hasNext()) {
            JsonNode part = parts.next();
            ObjectNode piece = JsonNodeFactory.instance.objectNode();
            piece.setAll(beginning);
            piece.set(name, part);
            wanted = judge.test(new Piece(piece, name, start));
            start += part.size();
        }
        return wanted;
    }

    private static boolean isLarge(JsonNode value) {
        return value.size() > SIZE;
    }

    /**
     * A part of a document.
     *
     * @param member the list or object that does not begin here; empty if all do
     * @param start how many entries of it came before
     */
    record Piece(JsonNode document, String member, int start) {

        /** Returns the index in the whole document of what is at {@code index} of {@code name} here. */
        int indexInDocument(String name, int index) {
            return name.equals(member) ? start + index : index;
        }
    }

    /** The entries of a list or an object, so many at a time. */
    private static final class Parts implements Iterator<JsonNode> {

        private final Iterator<Map.Entry<String, JsonNode>> members;
        private final Iterator<JsonNode> elements;

        Parts(JsonNode container) {
            members = container.properties().iterator();
            elements = container.isArray() ? container.iterator() : Collections.emptyIterator();
        }

        @Override
        public boolean hasNext() {
            return members.hasNext() || elements.hasNext();
        }

        @Override
        public JsonNode next() {
            return members.hasNext() ? nextMembers() : nextElements();
        }

        private ObjectNode nextMembers() {
            ObjectNode part = JsonNodeFactory.instance.objectNode();
            while (part.size() < SIZE && members.hasNext()) {
                Map.Entry<String, JsonNode> member = members.next();
                part.set(member.getKey(), member.getValue());
            }
            return part;
        }

        private ArrayNode nextElements() {
            ArrayNode part = JsonNodeFactory.instance.arrayNode();
            while (part.size() < SIZE && elements.hasNext()) {
                part.add(elements.next());
            }
            return part;
        }
    }
}
