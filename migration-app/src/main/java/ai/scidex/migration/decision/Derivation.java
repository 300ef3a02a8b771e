package ai.scidex.migration.decision;

import java.util.List;

/** Finds the value of a field in what was said of something else, exactly or not at all. */
interface Derivation {

    /** Returns the value, or why a person must find it, or absence where nothing can be derived. */
    FieldDecision derive(Examination examination);

    /** Returns the keys, present or not, that it reads; the source that it names may be among them. */
    default List<String> alsoReads(Examination examination) {
        return List.of();
    }
}
