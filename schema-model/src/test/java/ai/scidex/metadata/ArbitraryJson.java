package ai.scidex.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws JSON of any kind that PostgreSQL can keep: odd names, any character, every digit, hundreds of levels. */
final class ArbitraryJson {

    private static final int MOST_DIGITS = 60;

    private static final List<String> TEXTS = List.of(
            "dataset-1",
            "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5",
            "v1.0",
            " x\n",
            "😀",
            "é",
            "not_disclosed",
            "main",
            "TBD",
            " n/a\u00a0",
            "",
            "\u200b",
            "[More Information Needed]");

    private static final List<String> NAMES = List.of(
            "_origin",
            "_schema_version",
            "Framework",
            "framework ",
            "isExternal",
            "value",
            "additionalProperties",
            "@class",
            "$ref",
            "__proto__",
            "a/b~c",
            "0");

    /** Values that are wrong in most places. */
    private static final List<JsonNode> ODD = Stream.of(
                    "null",
                    "true",
                    "[]",
                    "{}",
                    "-1",
                    "14",
                    "14.5",
                    "9007199254740992",
                    "1e400",
                    "\"14\"",
                    "\"a\\u0000\"",
                    "\"\\ud83d\"",
                    "[\"a\", null]",
                    "[\"a\", 1]",
                    "[\"a\", \" TBD\"]",
                    "[\"not_disclosed\"]",
                    "{\"a\": null}",
                    "{\"a\": {}}",
                    "{\"a\": {\"value\": null}}",
                    "{\"a\": {\"value\": \"1\"}}",
                    "{\"a\": {\"value\": 1, \"b\": [null, 1.10]}}",
                    "{\"a\\u0000\": 1}",
                    "{\"a\": \"\\udc00\"}")
            .map(ArbitraryJson::parsed)
            .toList();

    private final Random random;

    ArbitraryJson(Random random) {
        this.random = random;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    JsonNode value() {
        JsonNode value = tree(4);
        int levels = random.nextInt(40) == 0 ? random.nextInt(900) : random.nextInt(3);
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0
                    ? JsonNodeFactory.instance.arrayNode().add(value)
                    : JsonNodeFactory.instance.objectNode().set(name(), value);
        }
        return value;
    }

    JsonNode odd() {
        return random.nextInt(4) == 0 ? value() : oneOf(ODD);
    }

    private JsonNode tree(int levels) {
        return switch (random.nextInt(levels == 0 ? 3 : 5)) {
            case 0 -> TextNode.valueOf(text());
            case 1 -> number();
            case 2 -> parsed(oneOf(List.of("true", "false", "null", "0", "-0", "-0.00", "0e7")));
            case 3 -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                Stream.generate(() -> tree(levels - 1)).limit(random.nextInt(4)).forEach(array::add);
                yield array;
            }
            default -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                Stream.generate(this::name)
                        .limit(random.nextInt(4))
                        .forEach(name -> object.set(name, tree(levels - 1)));
                yield object;
            }
        };
    }

    String name() {
        return random.nextBoolean() ? oneOf(NAMES) : text();
    }

    String text() {
        return switch (random.nextInt(4)) {
            case 0 -> oneOf(TEXTS);
            case 1 -> url();
            default ->
                random.ints(random.nextInt(20), 0, 5)
                        .mapToObj(kind -> Character.toString(character(kind)))
                        .collect(Collectors.joining());
        };
    }

    private int character(int kind) {
        return switch (kind) {
            case 0 -> between(' ', '~');
            case 1 -> between(1, 0x2FF);
            case 2 -> between(0x2000, 0x206F);
            case 3 -> between(1, Character.MIN_SURROGATE - 1);
            default -> between(Character.MAX_SURROGATE + 1, Character.MAX_CODE_POINT);
        };
    }

    private int between(int least, int greatest) {
        return least + random.nextInt(greatest - least + 1);
    }

    private String url() {
        return oneOf(List.of("https://", "HTTP://", "ftp://", "https://user@"))
                + oneOf(List.of("example.org", "a.b:8080", "münchen.example", "127.0.0.1"))
                + oneOf(List.of("", "/m?x=a%20b#c", "/a b", "/%zz"));
    }

    /** Returns a text of the form that {@code schema} wants. */
    JsonNode text(JsonNode schema) {
        Pattern pattern = Pattern.compile(schema.path("pattern").asText());
        String drawn = first(this::text, text -> {
            int length = text.codePointCount(0, text.length());
            return pattern.matcher(text).find()
                    && length >= schema.path("minLength").asInt(0)
                    && length <= schema.path("maxLength").asInt(Integer.MAX_VALUE);
        });
        return TextNode.valueOf(drawn);
    }

    /** Returns a number of any value and scale, written plainly or with an exponent. */
    JsonNode number() {
        int scale = switch (random.nextInt(100)) {
            case 0 -> MetadataJson.MAX_FRACTION_DIGITS;
            case 1 -> MOST_DIGITS - MetadataJson.MAX_INTEGER_DIGITS;
            default -> random.nextBoolean() ? between(-3, 20) : between(-400, 400);
        };
        BigDecimal number = new BigDecimal(digits(), scale);
        return parsed(random.nextBoolean() && scale > -1000 ? number.toPlainString() : number.toString());
    }

    private BigInteger digits() {
        BigInteger digits = new BigInteger(random.nextInt(200), random)
                .mod(BigInteger.TEN.pow(random.nextBoolean() ? MOST_DIGITS : 3));
        return random.nextBoolean() ? digits : digits.negate();
    }

    /** Returns a number inside the limits of {@code schema}. */
    JsonNode number(JsonNode schema) {
        return first(this::number, number -> isInside(schema, number.decimalValue()));
    }

    /** Returns a whole number inside the limits of {@code schema}, which may be written as if it had a fraction. */
    JsonNode wholeNumber(JsonNode schema) {
        BigInteger least = schema.path("minimum").bigIntegerValue();
        BigInteger greatest =
                schema.has("maximum") ? schema.get("maximum").bigIntegerValue() : least.add(BigInteger.TEN.pow(30));
        BigInteger drawn = random.nextInt(5) == 0
                ? oneOf(List.of(least, greatest))
                : first(() -> least.add(new BigInteger(random.nextInt(100), random)), n -> n.compareTo(greatest) <= 0);
        String form = oneOf(List.of("%s", "%s.0", "%se0", "%s.000E0", "%s0e-1"));
        return parsed(drawn.signum() == 0 ? "0.0" : form.formatted(drawn));
    }

    private static boolean isInside(JsonNode schema, BigDecimal number) {
        return (!schema.has("minimum") || number.compareTo(schema.get("minimum").decimalValue()) >= 0)
                && (!schema.has("maximum")
                        || number.compareTo(schema.get("maximum").decimalValue()) <= 0);
    }

    private static <T> T first(Supplier<T> draw, Predicate<T> fits) {
        return Stream.generate(draw).limit(100_000).filter(fits).findFirst().orElseThrow();
    }

    private static JsonNode parsed(String json) {
        try {
            return MetadataJson.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
