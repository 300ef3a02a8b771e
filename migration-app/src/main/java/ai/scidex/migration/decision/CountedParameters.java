package ai.scidex.migration.decision;

import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Counts the parameters of a biophysical model, or the coefficients and the intercept of a statistical one. */
final class CountedParameters implements Derivation {

    private static final String PARAMETERS = "/parameters";
    private static final String COEFFICIENTS = "/coefficients";
    private static final String INTERCEPT = "/intercept";

    @Override
    public FieldDecision derive(Examination examination) {
        return switch (family(examination)) {
            case ModelFamilyName.BIOPHYSICAL -> counted(Source.said(PARAMETERS, examination), PARAMETERS, 0);
            case ModelFamilyName.STATISTICAL -> coefficients(examination);
            default -> new Absent();
        };
    }

    @Override
    public List<String> alsoReads(Examination examination) {
        return ModelFamilyName.STATISTICAL.equals(family(examination)) ? List.of(INTERCEPT) : List.of();
    }

    private static String family(Examination examination) {
        return examination
                .mapped(Field.MODEL_FAMILY)
                .map(mapped -> mapped.value().textValue())
                .orElse("");
    }

    private static FieldDecision coefficients(Examination examination) {
        JsonNode coefficients = Source.said(COEFFICIENTS, examination);
        JsonNode intercept = Source.said(INTERCEPT, examination);
        if (Conversion.saysNothing(intercept)) {
            return counted(coefficients, COEFFICIENTS, 0);
        }
        // An intercept that is no number is still a parameter, or several: nobody knows how many.
        return intercept.isNumber()
                ? counted(coefficients, COEFFICIENTS, 1)
                : new Held(Reason.UNPARSEABLE, List.of(new Candidate(intercept, INTERCEPT)));
    }

    /** An entry that is neither a number nor an object with one may hold several; an empty list says nothing. */
    private static FieldDecision counted(JsonNode list, String source, int more) {
        if (Conversion.saysNothing(list) || (list.isContainerNode() && list.isEmpty())) {
            return new Absent();
        }
        boolean isCountable = list.isContainerNode()
                && StreamSupport.stream(list.spliterator(), false).allMatch(CountedParameters::isOneNumber);
        return isCountable
                ? new Mapped(WholeNumber.node(list.size() + more), source, "counted-parameters")
                : new Held(Reason.UNPARSEABLE, List.of(new Candidate(list, source)));
    }

    private static boolean isOneNumber(JsonNode entry) {
        return entry.isNumber() || entry.path("value").isNumber();
    }
}
