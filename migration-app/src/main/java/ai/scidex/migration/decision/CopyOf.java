package ai.scidex.migration.decision;

import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Mapped;

/**
 * Fills a column with what a metadata key is mapped to.
 *
 * @param field the metadata key
 */
record CopyOf(Field field) implements Derivation {

    @Override
    public FieldDecision derive(Examination examination) {
        return examination
                .mapped(field)
                .<FieldDecision>map(
                        mapped -> new Mapped(mapped.value(), mapped.source(), mapped.rule(), mapped.alsoRead()))
                .orElse(new Absent());
    }
}
