package ai.scidex.migration.decision;

import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Unusable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** Reads a relative path that stays inside its root. */
final class EntryPoint implements Conversion {

    /** A root, a home, a drive, or a scheme; on any system, since nobody knows where the text was written. */
    private static final Pattern ABSOLUTE = Pattern.compile("/.*|~.*|[A-Za-z]:.*|[^/]*://.*", Pattern.DOTALL);

    @Override
    public String rule() {
        return "entry-point";
    }

    @Override
    public Reading read(JsonNode said, Examination examination) {
        if (!said.isTextual() || said.textValue().chars().anyMatch(c -> c == 0)) {
            return Reading.unparseable();
        }
        String path = TextForms.trim(said.textValue());
        return staysInside(path.replace('\\', '/')) ? new Exact(new TextNode(path)) : new Unusable(Reason.UNSAFE_PATH);
    }

    private static boolean staysInside(String path) {
        if (ABSOLUTE.matcher(path).matches()) {
            return false;
        }
        int depth = 0;
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                depth--;
            } else if (!step.isEmpty() && !step.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return false;
            }
        }
        return true;
    }
}
