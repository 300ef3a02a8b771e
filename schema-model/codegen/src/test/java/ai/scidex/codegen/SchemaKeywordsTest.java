package ai.scidex.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.codegen.SchemaKeywords.Treatment;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsonschema2pojo.exception.GenerationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaKeywordsTest {

    /** All of them, in the order of the specification: the core, and the vocabulary of validation. */
    private static final String DRAFT_07 = """
            $id $schema $ref $comment definitions
            type enum const
            multipleOf maximum exclusiveMaximum minimum exclusiveMinimum
            maxLength minLength pattern
            items additionalItems maxItems minItems uniqueItems contains
            maxProperties minProperties required properties patternProperties additionalProperties dependencies propertyNames
            if then else allOf anyOf oneOf not
            format contentEncoding contentMediaType
            title description default readOnly writeOnly examples
            """;

    @Test
    void knowsWhatBecomesOfEachKeywordOfDraft07() {
        Map<Treatment, Set<String>> keywords = Pattern.compile("\\s+")
                .splitAsStream(DRAFT_07)
                .collect(Collectors.groupingBy(SchemaKeywords::treatmentOf, Collectors.toCollection(TreeSet::new)));

        assertThat(keywords)
                .containsOnly(
                        treated(
                                Treatment.ANNOTATION,
                                "$schema $id $comment definitions title description examples format"),
                        treated(
                                Treatment.STRUCTURE,
                                "$ref allOf oneOf type enum const properties required additionalProperties items"),
                        treated(
                                Treatment.LIMIT,
                                "multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength"
                                        + " pattern maxItems minItems uniqueItems maxProperties minProperties"),
                        treated(
                                Treatment.REFUSED,
                                "additionalItems contains patternProperties dependencies propertyNames if then else"
                                        + " anyOf not contentEncoding contentMediaType default readOnly writeOnly"));
    }

    /** A limit that is not kept must not be known: each has a member in the schema whose records are tried out. */
    @Test
    void triesOutEveryLimit() throws IOException {
        JsonNode bounded = new ObjectMapper()
                .readTree(Path.of("src/test/resources/schemas/bounded.json").toFile());
        Set<String> tried = new TreeSet<>();
        bounded.findParents("type").forEach(schema -> schema.fieldNames().forEachRemaining(tried::add));

        assertThat(tried)
                .containsAll(Pattern.compile("\\s+")
                        .splitAsStream(DRAFT_07)
                        .filter(keyword -> SchemaKeywords.treatmentOf(keyword) == Treatment.LIMIT)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"anyOf", "default", "if", "javaType", "not", "extends", "additionalItems", "$defs"})
    void stopsAtAKeywordItDoesNotKnow(String keyword) {
        assertThatThrownBy(() -> check("{'type': 'object', '%s': {}}".formatted(keyword)))
                .isInstanceOf(GenerationException.class)
                .hasMessage("specimen: the generator does not know the keyword " + keyword);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            false                                            | no value meets the schema false, which is kept for a named member alone
            {'$schema': 'https://json-schema.org/draft/2020-12/schema'} | the generator reads http://json-schema.org/draft-07/schema#, not "https://json-schema.org/draft/2020-12/schema"
            {'$ref': '#/a', 'minLength': 1}                  | the keyword minLength is lost beside $ref
            {'$ref': '#/a', 'description': 'b'}              | the keyword description is lost beside $ref
            {'oneOf': [{'$ref': '#/a'}], 'type': 'object'}   | the keyword type is lost beside oneOf
            {'oneOf': [{'type': 'object'}]}                  | every branch of oneOf must be a $ref
            {'allOf': [{'$ref': '#/a'}], 'minLength': 1}     | the keyword minLength is lost beside allOf
            {'allOf': [{'$ref': '#/a'}, {'$ref': '#/b'}]}    | allOf must hold exactly one $ref
            {'allOf': [{'type': 'string'}]}                  | allOf must hold exactly one $ref
            {'allOf': []}                                    | allOf must hold exactly one $ref
            {'type': 'decimal'}                              | the generator has no Java for the type decimal
            {'type': 'null'}                                 | null is no value: leave an optional member out instead
            {'type': 'integer', 'minLength': 1}              | the keyword minLength says nothing of the type integer
            {'type': ['number', 'object'], 'pattern': 'a'}   | the keyword pattern says nothing of the type number or object
            {'maximum': 1}                                   | the keyword maximum says nothing of the type that is not given
            {'type': 'string', 'format': 'uri'}              | format needs a pattern beside it: not every validator looks at a format
            {'enum': ['a', 1]}                               | the enum value 1 is no text
            {'enum': ['a'], 'type': 'integer'}               | the values of an enum are texts, not integer
            {'enum': ['a'], 'type': 'string', 'minLength': 1} | the keyword minLength is lost beside enum
            {'const': 'a', 'type': 'string', 'pattern': 'a'} | the keyword pattern is lost beside const
            {'type': 'string', 'minLength': 1.5}             | minLength must be a whole number that fits an int, not 1.5
            {'type': 'array', 'maxItems': 3000000000}        | maxItems must be a whole number that fits an int, not 3000000000
            {'type': 'number', 'minimum': '1'}               | minimum must be a number, not "1"
            {'type': 'string', 'pattern': '('}               | the pattern is none in Java: Unclosed group near index 1
            {'type': 'array', 'items': [{}]}                 | items must be one schema for all
            {'type': 'object', 'additionalProperties': false} | additionalProperties false is lost where no property is named
            {'type': 'object', 'required': ['a']}            | a is required but no property
            {'type': 'object', 'required': ['a'], 'properties': {'a': false}} | a is required but no property
            {'type': 'object', 'properties': {'a': {}}, 'minProperties': 1} | minProperties is lost beside properties
            {'type': 'object', 'properties': {'a': {}}, 'additionalProperties': {}} | a schema under additionalProperties is lost beside properties
            """)
    void stopsAtWhatWouldBeLost(String schema, String reason) {
        assertThatThrownBy(() -> check(schema))
                .isInstanceOf(GenerationException.class)
                .message()
                .startsWith("specimen: " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "{}",
                "{'$ref': '#/a'}",
                "{'type': 'string', 'pattern': '^a', 'minLength': 1, 'format': 'uri', 'examples': ['a']}",
                "{'type': ['number', 'object'], 'required': ['value'], 'properties': {'value': {'type': 'number'}}}",
                "{'description': 'a', 'allOf': [{'$ref': '#/a'}]}",
                "{'title': 'a', 'oneOf': [{'$ref': '#/a'}, {'$ref': '#/b'}], 'definitions': {}}"
            })
    void passesWhatTheRulesUnderstand(String schema) {
        assertThatCode(() -> check(schema)).doesNotThrowAnyException();
    }

    @Test
    void namesTheFirstUnknownKeywordInAlphabeticalOrder() {
        assertThatThrownBy(() -> check("{'not': {}, 'anyOf': []}"))
                .hasMessage("specimen: the generator does not know the keyword anyOf");
    }

    private static Map.Entry<Treatment, Set<String>> treated(Treatment treatment, String keywords) {
        return Map.entry(treatment, new TreeSet<>(List.of(keywords.split(" "))));
    }

    private static void check(String schema) throws JsonProcessingException {
        JsonNode node = new ObjectMapper().readTree(schema.replace('\'', '"'));
        SchemaKeywords.check("specimen", node);
    }
}
