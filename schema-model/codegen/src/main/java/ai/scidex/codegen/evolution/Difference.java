package ai.scidex.codegen.evolution;

import ai.scidex.codegen.evolution.Change.Kind;
import ai.scidex.codegen.schema.Conjunction;
import ai.scidex.codegen.schema.Place;

/**
 * A schema as it was and as it is.
 *
 * @param here where the later one stands
 */
record Difference(String here, Conjunction former, Conjunction current) {

    Change breaking(String keyword, String sentence) {
        return new Change(Kind.BREAKING, pointer(keyword), sentence);
    }

    Change note(String keyword, String sentence) {
        return new Change(Kind.NOTE, pointer(keyword), sentence);
    }

    /**
     * Returns where {@code keyword} stands, if the schema that has it was there before. Otherwise the change is that
     * another one is referred to, and it is here.
     */
    String pointer(String keyword) {
        return current.with(keyword).stream()
                .map(Place::pointer)
                .filter(pointer -> pointer.equals(here) || former.visited().contains(pointer))
                .map(pointer -> pointer + "/" + keyword)
                .findFirst()
                .orElse(here);
    }
}
