package ai.scidex.catalog.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds for any document that is a valid one of the corpus with some members changed to whatever comes. */
class OtherValidatorsPropertyTest {

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    private static final Predicate<JsonNode> HARREL = OtherValidators.harrel();

    private static final Predicate<JsonNode> WITHOUT_OUR_CHOICE = OtherValidators.withoutOurChoice();

    private static final List<ObjectNode> VALID = Corpus.cases().stream()
            .filter(document -> document.verdict() == Verdict.VALID)
            .map(document -> (ObjectNode) document.document())
            .toList();

    /** What patterns are about, to be put together at random. */
    private static final List<String> PIECES = Stream.concat(
                    Stream.of("TBD", "todo", "N/A", "none", "null", "unknown", "?", "-", "[More Information Needed]"),
                    Stream.of(
                            "main",
                            "HEAD",
                            "dev",
                            "not_disclosed",
                            "https://",
                            "http:",
                            "example.org",
                            "/",
                            "//",
                            "#",
                            "%20",
                            "%",
                            "@",
                            ":",
                            ":80",
                            ".",
                            "..",
                            "é",
                            "\u212a",
                            "\ud83d",
                            "\ude00",
                            "\0",
                            "a",
                            "_"))
            .toList();

    private static final List<String> SPACES =
            List.of("", " ", "\t", "\n", "\r", "\u0085", "\u00a0", "\u180e", "\u2003", "\u200b", "\u2028", "\ufeff");

    private static final List<BigDecimal> EDGES = Stream.of(
                    "0",
                    "-1",
                    "0.5",
                    "1.0",
                    "1e3",
                    "9007199254740991",
                    "9007199254740992",
                    "9007199254740991.0",
                    "9223372036854775808",
                    "18446744073709551616.0",
                    "1e400",
                    "-1e400",
                    "1e-400")
            .map(BigDecimal::new)
            .toList();

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void threeValidatorsComeToTheSameVerdict(@ForAll("documents") JsonNode document) {
        boolean valid = Verdict.of(VALIDATOR.validate(document).violations()).isValidAgainstTheSchema();

        Statistics.label("valid").collect(valid);
        assertThat(HARREL.test(document)).as(MetadataJson.write(document)).isEqualTo(valid);
        assertThat(WITHOUT_OUR_CHOICE.test(document))
                .as(MetadataJson.write(document))
                .isEqualTo(valid);
    }

    /** The order does not depend on that of the members, and each pointer leads to what the violation is about. */
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyViolationIsToldOnceInAnOrderOfItsOwnAndLeadsToItsPlace(@ForAll("documents") JsonNode document) {
        List<Violation> violations = VALIDATOR.validate(document).violations();

        assertThat(violations).doesNotHaveDuplicates();
        assertThat(places(VALIDATOR.validate(reversed(document)).violations())).isEqualTo(places(violations));
        assertThat(violations).allSatisfy(violation -> {
            assertThat(document.at(violation.pointer()).isMissingNode())
                    .as(violation.pointer())
                    .isEqualTo(violation.keyword().equals("required"));
            assertThat(violation.message()).hasSizeLessThan(400).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
        });
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        List<String> names = Stream.concat(
                        VALIDATOR.schema().propertyNames().stream(), Stream.of("notes", "framwork", "parameterCount"))
                .toList();
        Arbitrary<Map<String, JsonNode>> members =
                Arbitraries.maps(Arbitraries.of(names), values()).ofMinSize(0).ofMaxSize(3);
        Arbitrary<Set<String>> removed = Arbitraries.of(names).set().ofMaxSize(2);
        return Combinators.combine(Arbitraries.of(VALID), members, removed).as((valid, changes, gone) -> {
            ObjectNode document = valid.deepCopy();
            document.remove(gone);
            document.setAll(changes);
            return document;
        });
    }

    private static Arbitrary<JsonNode> values() {
        return Arbitraries.recursive(OtherValidatorsPropertyTest::scalars, OtherValidatorsPropertyTest::nested, 0, 2);
    }

    private static Arbitrary<JsonNode> nested(Arbitrary<JsonNode> inside) {
        Arbitrary<JsonNode> lists = inside.list()
                .ofMaxSize(4)
                .map(elements -> JsonNodeFactory.instance.arrayNode().addAll(elements));
        Arbitrary<String> names = Arbitraries.oneOf(Arbitraries.of("value", "Value", "", "#a", "a/b", "~"), texts());
        Arbitrary<JsonNode> objects = Arbitraries.maps(names, inside)
                .ofMaxSize(4)
                .map(members -> JsonNodeFactory.instance.objectNode().setAll(members));
        return Arbitraries.oneOf(inside, lists, objects);
    }

    private static Arbitrary<JsonNode> scalars() {
        return Arbitraries.oneOf(
                texts().map(TextNode::valueOf),
                Arbitraries.of(EDGES).map(DecimalNode::valueOf),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TEN.pow(20).negate(), BigInteger.TEN.pow(20))
                        .map(BigIntegerNode::valueOf),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.valueOf(-2), BigDecimal.valueOf(20))
                        .ofScale(2)
                        .map(DecimalNode::valueOf),
                Arbitraries.of(NullNode.instance, BooleanNode.TRUE, BooleanNode.FALSE),
                Arbitraries.of("biophysical", "deep_learning", "statistical", "rule_based", "cnn")
                        .map(TextNode::valueOf));
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(PIECES).list().ofMaxSize(3).map(pieces -> String.join("", pieces));
        Arbitrary<String> space = Arbitraries.of(SPACES);
        return Combinators.combine(space, words, space).as((before, word, after) -> before + word + after);
    }

    private static List<String> places(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.pointer() + " " + violation.keyword())
                .toList();
    }

    /** The same document with the members of each object the other way round. */
    private static JsonNode reversed(JsonNode value) {
        if (value.isArray()) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(value.valueStream()
                            .map(OtherValidatorsPropertyTest::reversed)
                            .toList());
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode reversed = JsonNodeFactory.instance.objectNode();
        List<Map.Entry<String, JsonNode>> members = List.copyOf(value.properties());
        for (int i = members.size() - 1; i >= 0; i--) {
            reversed.set(members.get(i).getKey(), reversed(members.get(i).getValue()));
        }
        return reversed;
    }
}
