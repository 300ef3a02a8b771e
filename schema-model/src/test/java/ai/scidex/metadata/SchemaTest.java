package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published schema itself promises, apart from the types that are made of it. */
class SchemaTest {

    private static final JsonNode SCHEMA = schema();
    private static final JsonNode INTERNAL = SCHEMA.at("/definitions/InternalModelMetadata");
    private static final JsonNode EXTERNAL = SCHEMA.at("/definitions/ExternalModelMetadata");

    private static final Predicate<String> TEXT = accepts(SCHEMA.at("/definitions/Text"));
    private static final Predicate<String> DISCLOSED_TEXT = accepts(SCHEMA.at("/definitions/DisclosedText"));
    private static final Predicate<String> URL = accepts(EXTERNAL.at("/properties/external_source_url"));
    private static final Predicate<String> VERSION = accepts(EXTERNAL.at("/properties/external_source_version"));

    /** Means any character, in Java, ECMAScript without flags, and Python alike. */
    private static final Pattern ANY_CHARACTER = Pattern.compile("[\\d\\D]", Pattern.LITERAL);

    @Test
    void namesTheRequiredMembersOfEachVariant() {
        List<String> both = List.of(
                "is_external",
                "model_family",
                "framework",
                "parameter_count",
                "training_data",
                "evaluation_dataset",
                "evaluation_metrics");

        assertThat(texts(INTERNAL.get("required"))).isEqualTo(both);
        assertThat(texts(EXTERNAL.get("required")))
                .isEqualTo(Stream.concat(both.stream(), Stream.of("external_source_url", "external_source_version"))
                        .toList());
    }

    @Test
    void tellsTheVariantsApartByAConstant() {
        assertThat(SCHEMA.get("oneOf")).hasSize(2);
        assertThat(INTERNAL.at("/properties/is_external/const").isBoolean()).isTrue();
        assertThat(INTERNAL.at("/properties/is_external/const").booleanValue()).isFalse();
        assertThat(EXTERNAL.at("/properties/is_external/const").booleanValue()).isTrue();
    }

    @Test
    void describesEveryMember() {
        assertThat(SCHEMA.findParents("properties"))
                .flatExtracting(object -> List.copyOf(object.get("properties").properties()))
                .filteredOn(property ->
                        property.getValue().isObject() && !property.getValue().has("$ref"))
                .hasSizeGreaterThan(5)
                .allSatisfy(property -> assertThat(
                                property.getValue().path("description").asText())
                        .as(property.getKey())
                        .isNotBlank());
        assertThat(SCHEMA.get("definitions"))
                .allSatisfy(definition ->
                        assertThat(definition.path("description").asText()).isNotBlank());
    }

    @Test
    void usesEveryDefinition() {
        List<String> references = SCHEMA.findValuesAsText("$ref");

        SCHEMA.get("definitions")
                .fieldNames()
                .forEachRemaining(name -> assertThat(references).contains("#/definitions/" + name));
    }

    @Test
    void refusesTheSameTextsWhereTheyStandAloneAndInAList() {
        assertThat(INTERNAL.at("/properties/training_data/pattern"))
                .isEqualTo(SCHEMA.at("/definitions/DisclosedText/pattern"));
        assertThat(EXTERNAL.at("/properties/training_data/pattern")).isEqualTo(SCHEMA.at("/definitions/Text/pattern"));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void hasPatternsThatMeanTheSameEverywhere(String pattern) {
        assertThat(notPortable(pattern)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)a", "a\\s", "a$", "\\ba", "a++", "a*+", "(?<=a)b", "(?<n>a)", "(?>a)", "\\p{L}", "\\d", "a.b", "é"
            })
    void knowsAPatternThatDoesNot(String pattern) {
        assertThat(notPortable(pattern)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\r\n",
                "\u00a0\u3000",
                "\u200b",
                "\ufeff",
                "TBD",
                "tbd",
                "\n ToDo \u2003",
                "N/A",
                "none",
                "NULL",
                "Unknown",
                "?",
                "-",
                "[More Information Needed]",
                "[more information needed]\n",
                "\u0085-\u2028"
            })
    void refusesBlankTextsAndPlaceholders(String text) {
        assertThat(TEXT.test(text)).isFalse();
        assertThat(DISCLOSED_TEXT.test(text)).isFalse();
        assertThat(VERSION.test(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "scipy",
                " 0 ",
                "TBD 2",
                "not TBD",
                "--",
                "- -",
                "N/A/",
                "??",
                "none of these",
                "nullable",
                "TBD\nTBD",
                "More Information Needed",
                "\u180e",
                "😀",
                "\u0000"
            })
    void acceptsATextWithSomethingInIt(String text) {
        assertThat(TEXT.test(text)).isTrue();
        assertThat(DISCLOSED_TEXT.test(text)).isTrue();
        assertThat(VERSION.test(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not_disclosed", "NOT_DISCLOSED", " Not_Disclosed\n"})
    void acceptsNotDisclosedOnlyWhereItMayStand(String text) {
        assertThat(TEXT.test(text)).isTrue();
        assertThat(DISCLOSED_TEXT.test(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "MASTER", " head", "latest\n", "dev", "Develop", "nightly", "\ttrunk\u00a0"})
    void refusesAVersionThatMoves(String version) {
        assertThat(VERSION.test(version)).isFalse();
        assertThat(TEXT.test(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"v1", "main-2024", "refs/heads/main", "latest.1", "4f1c2ab0d9e87356c1b2a3948576f0e1d2c3b4a5"})
    void acceptsAVersionThatStays(String version) {
        assertThat(VERSION.test(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://huggingface.co/org/model",
                "http://localhost",
                "HTTPS://Example.ORG:8443/a%20b;c=d/@v1?q=(x)&r=a/b?c#top",
                "https://zenodo.org./record/1",
                "http://127.0.0.1:8080?x",
                "https://my_host.example/~me/",
                "https://xn--mnchen-3ya.example#a",
            })
    void acceptsAnAbsoluteUrl(String url) {
        assertThat(URL.test(url)).isTrue();
        assertThat(URI.create(url).isAbsolute()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org/model",
                "//example.org",
                "ftp://example.org",
                "https:example.org",
                "https://",
                "https:///model",
                "https://user@example.org",
                "https://user:secret@example.org",
                "https://user:1@example.org/",
                "https://:80/",
                "https://-example.org",
                "https://example..org",
                "https://example.org:port",
                "https://example.org:123456",
                "https://example.org/a b",
                "https://example.org/a\\b",
                "https://example.org/%",
                "https://example.org/%4",
                "https://example.org/%GG",
                "https://example.org/é",
                "https://münchen.example",
                "https://example.org#a#b",
                " https://example.org",
                "https://example.org\n",
            })
    void refusesWhatIsNoAbsoluteUrl(String url) {
        assertThat(URL.test(url)).isFalse();
    }

    @Test
    void acceptsOnlyUrlsThatJavaCanParse() {
        Random random = new Random(20_260_101);
        List<String> accepted = Stream.generate(() -> randomUrl(random))
                .limit(200_000)
                .filter(URL)
                .toList();

        assertThat(accepted).hasSizeGreaterThan(5_000).allSatisfy(url -> {
            URI uri = URI.create(url);
            assertThat(uri.getRawAuthority()).isNotEmpty();
            assertThat(uri.getRawUserInfo()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "-", "a-", "?", " tbd", "%20", "http://"})
    void judgesTextsOfAMillionCharacters(String part) {
        String text = part.repeat(1_000_000 / part.length());

        assertThat(TEXT.test(text)).isTrue();
        assertThat(DISCLOSED_TEXT.test(text)).isTrue();
        assertThat(VERSION.test(text)).isTrue();
        assertThat(URL.test("https://example.org/" + text + " ")).isFalse();
        assertThat(URL.test("https://a" + text + " ")).isFalse();
    }

    @Test
    void judgesBlanksAndUrlsOfAMillionCharacters() {
        String million = "a".repeat(1_000_000);

        assertThat(TEXT.test(" ".repeat(1_000_000))).isFalse();
        assertThat(TEXT.test(" ".repeat(1_000_000) + "tbd" + " ".repeat(1_000_000)))
                .isFalse();
        assertThat(TEXT.test(" ".repeat(1_000_000) + "tbd" + " ".repeat(1_000_000) + "a"))
                .isTrue();
        assertThat(URL.test("https://" + million + "/" + million + "?" + million + "#" + million))
                .isTrue();
    }

    private static List<String> patterns() {
        return SCHEMA.findValuesAsText("pattern").stream().distinct().toList();
    }

    /** What means something else, or nothing, in one of Java, ECMAScript without flags, and Python. */
    private static List<String> notPortable(String pattern) {
        String rest = ANY_CHARACTER.matcher(pattern).replaceAll("").replaceAll("\\\\([.?\\[\\]]|u[0-9A-F]{4})", "");
        String outsideClasses = rest.replaceAll("\\[[^\\]]*]", "");
        return Stream.concat(
                        Pattern.compile("\\\\.?|&&|[^ -~]").matcher(rest).results(),
                        Pattern.compile("\\(\\?[^:!=]|[*+?}]\\+|[.$]")
                                .matcher(outsideClasses)
                                .results())
                .map(MatchResult::group)
                .toList();
    }

    private static Predicate<String> accepts(JsonNode definition) {
        return Pattern.compile(definition.get("pattern").asText()).asPredicate();
    }

    private static String randomUrl(Random random) {
        String characters = "aZ09-._~!$&'()*+,;=:@/?#%2F [\\]|é";
        return random.ints(1 + random.nextInt(8), 0, characters.length())
                .mapToObj(index -> characters.substring(index, index + 1))
                .collect(Collectors.joining("", random.nextBoolean() ? "http://a" : "HTTPS://", ""));
    }

    private static List<String> texts(JsonNode array) {
        return Stream.iterate(0, index -> index < array.size(), index -> index + 1)
                .map(index -> array.get(index).asText())
                .toList();
    }

    private static JsonNode schema() {
        try (var in = SchemaTest.class.getResourceAsStream("/schemas/model_artifact_metadata.json")) {
            return MetadataJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
