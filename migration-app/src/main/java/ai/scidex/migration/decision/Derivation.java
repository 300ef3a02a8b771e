package ai.scidex.migration.decision;

/** Finds the value of a field in what was said of something else, exactly or not at all. */
interface Derivation {

    /** Returns the value, or why a person must find it, or absence where nothing can be derived. */
    FieldDecision derive(Examination examination);
}
