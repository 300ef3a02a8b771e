package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Finds the framework in the name of the solver, where it is SciPy's. */
final class SolverLibrary implements Derivation {

    private static final String SOLVER = "/solver";

    @Override
    public FieldDecision derive(Examination examination) {
        JsonNode solver = Source.said(SOLVER, examination);
        return solver.isTextual() && TextForms.trim(solver.textValue()).startsWith("scipy")
                ? new Mapped(new TextNode("scipy"), SOLVER, "solver-library")
                : new Absent();
    }
}
