package ai.scidex.codegen;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsonschema2pojo.exception.GenerationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaKeywordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anyOf",
                "contains",
                "default",
                "dependencies",
                "else",
                "format",
                "if",
                "javaType",
                "not",
                "patternProperties",
                "propertyNames",
                "then",
                "extends"
            })
    void stopsAtAKeywordItDoesNotKnow(String keyword) {
        assertThatThrownBy(() -> check("{'type': 'object', '%s': {}}".formatted(keyword)))
                .isInstanceOf(GenerationException.class)
                .hasMessage("specimen: the generator does not know the keyword " + keyword);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'$ref': '#/a', 'minLength': 1}                 | the keyword minLength is lost beside $ref",
                "{'$ref': '#/a', 'description': 'b'}             | the keyword description is lost beside $ref",
                "{'oneOf': [{'$ref': '#/a'}], 'type': 'object'}  | the keyword type is lost beside oneOf",
                "{'oneOf': [{'type': 'object'}]}                 | every branch of oneOf must be a $ref",
                "{'allOf': [{'$ref': '#/a'}], 'minLength': 1}    | the keyword minLength is lost beside allOf",
                "{'allOf': [{'$ref': '#/a'}, {'$ref': '#/b'}]}   | allOf must hold exactly one $ref",
                "{'allOf': [{'type': 'string'}]}                 | allOf must hold exactly one $ref",
                "{'allOf': []}                                   | allOf must hold exactly one $ref",
                "{'enum': ['a', 1]}                              | the enum value 1 is no text",
                "{'type': 'array', 'items': [{}]}                | items must be one schema for all",
                "{'type': 'object', 'required': ['a']}           | a is required but no property",
                "{'type': 'object', 'required': ['a'], 'properties': {'a': false}} | a is required but no property",
                "{'type': 'object', 'properties': {'a': {'const': true}}}  | a is constant but not required",
                "{'type': 'object', 'required': ['a'], 'properties': {'a': {'const': 1}}}"
                        + " | the constant 1 of a is neither boolean nor text",
                "{'properties': {'a': {}}, 'additionalProperties': {'type': 'string'}}"
                        + " | a schema under additionalProperties is lost beside properties",
            })
    void stopsAtWhatWouldBeLost(String schema, String reason) {
        assertThatThrownBy(() -> check(schema))
                .isInstanceOf(GenerationException.class)
                .hasMessage("specimen: " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "false",
                "{}",
                "{'$ref': '#/a'}",
                "{'type': 'string', 'pattern': '^a', 'minLength': 1, 'examples': ['a']}",
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

    private static void check(String schema) throws JsonProcessingException {
        JsonNode node = new ObjectMapper().readTree(schema.replace('\'', '"'));
        SchemaKeywords.check("specimen", node);
    }
}
