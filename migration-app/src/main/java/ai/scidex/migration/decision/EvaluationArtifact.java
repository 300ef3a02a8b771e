package ai.scidex.migration.decision;

import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Mapped;

/** Finds the dataset artifact that a model was evaluated on, where the evaluation dataset is the id of one. */
final class EvaluationArtifact implements Derivation {

    @Override
    public FieldDecision derive(Examination examination) {
        return examination
                .mapped(Field.EVALUATION_DATASET)
                .map(dataset -> artifact(dataset, examination.known()))
                .orElse(new Absent());
    }

    private static FieldDecision artifact(Mapped dataset, KnownArtifacts known) {
        return known.artifacts().contains(dataset.value().textValue())
                ? new Mapped(dataset.value(), dataset.source(), "evaluation-artifact")
                : new Absent();
    }
}
