package ai.scidex.migration.decision;

import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;

/** Finds the model family by the keys that only its contract knows: at least two of one, and none of another. */
final class KeysOfOneFamily implements Derivation {

    private static final List<Contract> CONTRACTS = List.of(
            new Contract(
                    ModelFamilyName.BIOPHYSICAL,
                    List.of("/equations", "/species", "/reactions", "/steady_states", "/solver")),
            new Contract(
                    ModelFamilyName.DEEP_LEARNING,
                    List.of("/layer_config", "/checkpoint_path", "/hidden_dims", "/layers")),
            new Contract(ModelFamilyName.STATISTICAL, List.of("/coefficients", "/intercept", "/fit_metrics")));

    @Override
    public FieldDecision derive(Examination examination) {
        List<Candidate> found = CONTRACTS.stream()
                .flatMap(contract -> contract.keysIn(examination))
                .toList();
        if (found.stream().map(Candidate::value).distinct().count() > 1) {
            return new Held(Reason.AMBIGUOUS, found);
        }
        if (found.size() < 2) {
            return new Absent();
        }
        return new Mapped(found.get(0).value(), found.get(0).source(), "keys-of-one-family");
    }

    @Override
    public List<String> alsoReads(Examination examination) {
        return CONTRACTS.stream()
                .flatMap(contract -> contract.keysIn(examination))
                .map(Candidate::source)
                .toList();
    }

    private record Contract(String family, List<String> keys) {

        Stream<Candidate> keysIn(Examination examination) {
            return keys.stream()
                    .filter(key -> !Conversion.saysNothing(Source.said(key, examination)))
                    .map(key -> new Candidate(new TextNode(family), key));
        }
    }
}
