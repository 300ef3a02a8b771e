package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

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
        String id = TextForms.trim(dataset.value().textValue());
        return known.artifacts().contains(id)
                ? new Mapped(JsonNodeFactory.instance.textNode(id), dataset.source(), "evaluation-artifact")
                : new Absent();
    }
}
