package ai.scidex.codegen.evolution;

/**
 * One difference between a schema and the one before it that somebody must know of.
 *
 * @param kind whether it breaks anything
 * @param pointer where, as a JSON Pointer into the later schema
 * @param sentence what changed and what follows from it
 */
public record Change(Kind kind, String pointer, String sentence) {

    /** Returns the pointer and the sentence, on one line. */
    @Override
    public String toString() {
        String place = pointer.isEmpty() ? "the whole schema" : pointer;
        return (kind == Kind.NOTE ? "note: " : "") + place + ": " + sentence;
    }

    /** Whether a change breaks anything. */
    public enum Kind {
        /** May refuse a document that was valid before, or takes away what others build upon. */
        BREAKING,
        /** Refuses nothing that was written for the schema before; yet somebody should look. */
        NOTE
    }
}
