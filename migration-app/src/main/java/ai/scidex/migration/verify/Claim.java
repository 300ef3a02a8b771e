package ai.scidex.migration.verify;

import ai.scidex.catalog.validation.TextForms;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the record claims of a field: that this was said, and that the rule read this value from it. It is judged without
 * the rules: by what a rule of that name may not change.
 *
 * @param rule the name of the rule
 * @param source where it was said
 * @param said what stood at the source
 * @param value the value that the record says it has
 * @param document the metadata that the rules read; some of them look at other keys, too
 */
record Claim(String rule, String source, JsonNode said, JsonNode value, JsonNode document) {

    /** Case, spaces and hyphens apart. */
    private static final Map<String, Set<String>> NAMES_OF_A_FAMILY = Map.of(
            "biophysical", Set.of("biophysical", "ode", "mechanistic"),
            "deep_learning", Set.of("deeplearning", "neuralnetwork", "dl"),
            "statistical", Set.of("statistical", "logisticregression", "linearregression", "stats"),
            "rule_based", Set.of("rulebased", "rules", "heuristic"));

    private static final Map<String, Set<String>> KEYS_OF_A_FAMILY = Map.of(
            "biophysical", Set.of("equations", "species", "reactions", "steady_states", "solver"),
            "deep_learning", Set.of("layer_config", "checkpoint_path", "hidden_dims", "layers"),
            "statistical", Set.of("coefficients", "intercept", "fit_metrics"));

    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern(
            "uuuu-MM-dd'T'HH:mm[:ss][.[SSSSSSSSS][SSSSSSSS][SSSSSSS][SSSSSS][SSSSS][SSSS][SSS][SS][S]][XXX][XX][X]",
            Locale.ROOT);

    /** Returns whether what was said and the value are the same thing, as far as a rule of this name may tell. */
    boolean holds() {
        return switch (rule) {
            case "text",
                    "dataset-name",
                    "base-model",
                    "url",
                    "pinned-version",
                    "entry-point",
                    "evaluation-artifact",
                    "settings" -> isSame(said, value);
            case "commit-sha" -> trimmed(said).toLowerCase(Locale.ROOT).equals(value.textValue());
            case "flag" -> value.isBoolean() && isFlag(said, value.booleanValue());
            case "origin-type" -> trimmed(said).equals(value.booleanValue() ? "external" : "internal");
            case "whole-number" ->
                value.isNumber()
                        && wholeNumber(said).filter(is(value.decimalValue())).isPresent();
            case "metrics" -> isSame(said, value) || areMetrics();
            case "utc-time" -> isSameTime();
            case "model-family-name" ->
                NAMES_OF_A_FAMILY.getOrDefault(value.asText(), Set.of()).contains(letters(trimmed(said)));
            case "keys-of-one-family" -> hasKeysOfOneFamily();
            case "solver-library" ->
                value.asText().equals("scipy") && trimmed(said).startsWith("scipy");
            case "counted-parameters" -> isCount();
            default -> false;
        };
    }

    /** The same members, entry by entry; texts around which white space went. */
    private static boolean isSame(JsonNode said, JsonNode value) {
        return said.equals((one, other) -> isExactly(one, other) || isSameText(one, other) ? 0 : 1, value);
    }

    /** Returns whether the two are equal to the last digit: 1.10 is not 1.1, as it is to Jackson. */
    static boolean isExactly(JsonNode one, JsonNode other) {
        return one.equals((a, b) -> a.isNumber() && b.isNumber() ? digits(a, b) : a.equals(b) ? 0 : 1, other);
    }

    private static int digits(JsonNode one, JsonNode other) {
        BigDecimal number = one.decimalValue();
        int byValue = number.compareTo(other.decimalValue());
        return byValue == 0
                ? Integer.compare(number.scale(), other.decimalValue().scale())
                : byValue;
    }

    private static boolean isSameText(JsonNode one, JsonNode other) {
        return one.isTextual() && other.isTextual() && trimmed(one).equals(trimmed(other));
    }

    private static boolean isFlag(JsonNode said, boolean flag) {
        if (said.isNumber()) {
            return said.decimalValue().compareTo(flag ? BigDecimal.ONE : BigDecimal.ZERO) == 0;
        }
        return said.isBoolean() ? said.booleanValue() == flag : trimmed(said).equals(Boolean.toString(flag));
    }

    private static Optional<BigDecimal> wholeNumber(JsonNode said) {
        return said.isNumber()
                ? Optional.of(said.decimalValue())
                : number(trimmed(said).replaceAll("[,_ ]", ""));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Predicate<BigDecimal> is(BigDecimal number) {
        return other -> other.compareTo(number) == 0;
    }

    private boolean areMetrics() {
        if (!said.isObject() || said.size() != value.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> entry : said.properties()) {
            JsonNode metric = value.path(entry.getKey());
            boolean isSame = entry.getValue().isObject()
                    ? isMetric(entry.getValue().path("value"), metric.path("value"))
                            && hasSameRest(entry.getValue(), metric)
                    : isMetric(entry.getValue(), metric);
            if (!isSame) {
                return false;
            }
        }
        return true;
    }

    /** A text became the number that it spells, digit by digit; 1e-3 is printed as 0.001. */
    private static boolean isMetric(JsonNode said, JsonNode metric) {
        if (!metric.isNumber()) {
            return false;
        }
        return said.isNumber()
                ? isExactly(said, metric)
                : number(trimmed(said))
                        .filter(number -> number.compareTo(metric.decimalValue()) == 0
                                && Math.max(number.scale(), 0)
                                        == Math.max(metric.decimalValue().scale(), 0))
                        .isPresent();
    }

    private static boolean hasSameRest(JsonNode said, JsonNode metric) {
        return metric.isObject()
                && said.size() == metric.size()
                && said.properties().stream()
                        .filter(entry -> !entry.getKey().equals("value"))
                        .allMatch(entry -> isExactly(entry.getValue(), metric.path(entry.getKey())));
    }

    private boolean isSameTime() {
        try {
            OffsetDateTime was =
                    OffsetDateTime.parse(trimmed(said).replace(' ', 'T').toUpperCase(Locale.ROOT), OFFSET);
            return was.isEqual(OffsetDateTime.parse(value.asText()));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Of coefficients, a numeric intercept counts as one more. */
    private boolean isCount() {
        boolean hasIntercept =
                source.equals("/coefficients") && document.path("intercept").isNumber();
        return value.isIntegralNumber() && value.asLong() == said.size() + (hasIntercept ? 1 : 0);
    }

    /** At least two keys of this one, the source among them, and none of another. */
    private boolean hasKeysOfOneFamily() {
        boolean isOfAnother = KEYS_OF_A_FAMILY.entrySet().stream()
                .filter(family -> !family.getKey().equals(value.asText()))
                .anyMatch(family -> saying(family.getValue()) > 0);
        Set<String> keys = KEYS_OF_A_FAMILY.getOrDefault(value.asText(), Set.of());
        return !isOfAnother && saying(keys) >= 2 && keys.stream().anyMatch(key -> source.equals("/" + key));
    }

    private long saying(Set<String> keys) {
        return keys.stream().filter(key -> !saysNothing(document.path(key))).count();
    }

    /** Returns whether {@code said} is no more than a place to say something: null, blank, a placeholder. */
    static boolean saysNothing(JsonNode said) {
        return said.isMissingNode()
                || said.isNull()
                || (said.isTextual()
                        && (TextForms.isBlank(said.textValue()) || TextForms.isPlaceholder(said.textValue())));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_\\s\\x1c-\\x1f\\p{Z}]", "");
    }

    private static String trimmed(JsonNode text) {
        return text.isTextual() ? TextForms.trim(text.textValue()) : "";
    }
}
