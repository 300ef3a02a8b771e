package ai.scidex.migration.decision;

import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Unusable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;

/** Reads the name of a model family or one of its synonyms, whatever its case, spaces and hyphens. */
final class ModelFamilyName implements Conversion {

    static final String BIOPHYSICAL = "biophysical";
    static final String DEEP_LEARNING = "deep_learning";
    static final String STATISTICAL = "statistical";
    private static final String RULE_BASED = "rule_based";

    private static final Map<String, String> FAMILIES = Map.ofEntries(
            Map.entry("biophysical", BIOPHYSICAL),
            Map.entry("ode", BIOPHYSICAL),
            Map.entry("mechanistic", BIOPHYSICAL),
            Map.entry("deeplearning", DEEP_LEARNING),
            Map.entry("neuralnetwork", DEEP_LEARNING),
            Map.entry("dl", DEEP_LEARNING),
            Map.entry("statistical", STATISTICAL),
            Map.entry("logisticregression", STATISTICAL),
            Map.entry("linearregression", STATISTICAL),
            Map.entry("stats", STATISTICAL),
            Map.entry("rulebased", RULE_BASED),
            Map.entry("rules", RULE_BASED),
            Map.entry("heuristic", RULE_BASED));

    @Override
    public String rule() {
        return "model-family-name";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (!said.isTextual()) {
            return Reading.unparseable();
        }
        String family = FAMILIES.get(letters(said.textValue()));
        return family == null ? new Unusable(Reason.UNRECOGNISED) : new Exact(new TextNode(family));
    }

    private static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        name.codePoints()
                .filter(c -> c != '-' && c != '_' && !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
