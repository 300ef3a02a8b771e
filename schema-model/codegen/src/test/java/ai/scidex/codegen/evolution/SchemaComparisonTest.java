package ai.scidex.codegen.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.codegen.schema.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaComparisonTest {

    private static final Path PUBLISHED = Path.of("../../schemas/model_artifact_metadata.json");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                | {'type': 'string'}              | /type: takes only a string now
            {}                                | {'type': ['number', 'array']}   | /type: takes only a number or an array now
            {'type': ['string', 'array']}     | {'type': 'string'}              | /type: no longer takes an array
            {'type': ['string', 'null']}      | {'type': 'integer'}             | /type: no longer takes null or a string
            {'type': 'number'}                | {'type': 'integer'}             | /type: no longer takes a number with a fraction
            {'type': 'number'}                | {'type': 'string'}              | /type: no longer takes a number
            {'enum': ['a', 1]}                | {'enum': ['a', 1], 'type': 'string'} | /type: no longer takes an integer
            {'enum': ['a', 'b', 'c']}         | {'enum': ['b']}                 | /enum: no longer takes "a"; /enum: no longer takes "c"
            {'type': 'string'}                | {'type': 'string', 'enum': ['a', 'b']} | /enum: takes only "a", "b" now
            {'const': true}                   | {'const': false}                | /const: takes only false now, no longer true
            {'enum': [1, 2]}                  | {'const': 1.0}                  | /const: takes only 1.0 now, no longer 2
            {'type': 'boolean'}               | {'type': 'boolean', 'const': true} | /const: takes only true now
            {'enum': [{'a': 1}]}              | {'enum': [{'a': 2}]}            | /enum: no longer takes {"a":1}
            """)
    void namesAValueThatIsNoLongerTaken(String former, String current, String expected) {
        assertThat(breaking(former, current)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type': 'integer', 'minimum': 0}          | {'type': 'integer', 'minimum': 1}   | /minimum: minimum is 1 now; it was 0
            {'type': 'integer', 'maximum': 9.5}        | {'type': 'integer', 'maximum': 9}   | /maximum: maximum is 9 now; it was 9.5
            {'type': 'number'}                         | {'type': 'number', 'minimum': 1e3}  | /minimum: minimum is 1000 now; there was none
            {'type': 'number', 'minimum': 0}           | {'type': 'number', 'exclusiveMinimum': 0} | /exclusiveMinimum: exclusiveMinimum is 0 now; it was 0
            {'type': 'number', 'exclusiveMaximum': 5}  | {'type': 'number', 'maximum': 4}    | /maximum: maximum is 4 now; it was exclusively 5
            {'type': 'number', 'multipleOf': 2}        | {'type': 'number', 'multipleOf': 4} | /multipleOf: multipleOf is 4 now; it was 2
            {'type': 'number'}                         | {'type': 'number', 'multipleOf': 4} | /multipleOf: multipleOf is 4 now; there was none
            {'type': 'string', 'minLength': 1}         | {'type': 'string', 'minLength': 2}  | /minLength: minLength is 2 now; it was 1
            {'type': 'string', 'maxLength': 9}         | {'type': 'string', 'maxLength': 8}  | /maxLength: maxLength is 8 now; it was 9
            {'type': 'array', 'minItems': 1}           | {'type': 'array', 'minItems': 2}    | /minItems: minItems is 2 now; it was 1
            {'type': 'array'}                          | {'type': 'array', 'maxItems': 2}    | /maxItems: maxItems is 2 now; there was none
            {'type': 'array'}                          | {'type': 'array', 'uniqueItems': true} | /uniqueItems: refuses an array that says something twice now
            {'type': 'object', 'minProperties': 1}     | {'type': 'object', 'minProperties': 2} | /minProperties: minProperties is 2 now; it was 1
            {'type': 'object', 'maxProperties': 3}     | {'type': 'object', 'maxProperties': 2} | /maxProperties: maxProperties is 2 now; it was 3
            {'type': 'string'}                         | {'type': 'string', 'pattern': '^a'} | /pattern: a pattern was added; whether it refuses more cannot be computed, so it counts as narrower
            {'type': 'string', 'pattern': '^a'}        | {'type': 'string', 'pattern': '^b'} | /pattern: the pattern is another; whether it refuses more cannot be computed, so it counts as narrower
            {'type': 'string'}                         | {'type': 'string', 'format': 'uri'} | /format: format is uri now; there was none
            {'type': 'string', 'format': 'uri'}        | {'type': 'string', 'format': 'iri'} | /format: format is iri now; it was uri
            """)
    void namesALimitThatIsTighter(String former, String current, String expected) {
        assertThat(breaking(former, current)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type': 'object'} | {'type': 'object', 'required': ['a']} | /required: a is new and required: a document without it is refused
            {'type': 'object', 'properties': {'a': true}} | {'type': 'object', 'properties': {'a': true}, 'required': ['a']} | /required: a is required now: a document without it is refused
            {'type': 'object'} | {'type': 'object', 'properties': {'a': {'type': 'string'}}, 'required': ['a']} | /required: a is new and required: a document without it is refused
            {'type': 'object', 'properties': {'a': true}} | {'type': 'object', 'properties': {'a': false}} | /properties/a: nothing may stand here any more
            {'type': 'object'} | {'type': 'object', 'properties': {'a': false}} | /properties/a: nothing may stand here any more
            {'type': 'object'} | {'type': 'object', 'additionalProperties': false} | /additionalProperties: members that the schema does not name are refused now
            {'type': 'object', 'properties': {'a': true}} | {'type': 'object', 'properties': {'a': true}, 'additionalProperties': {'type': 'string'}} | /additionalProperties/type: takes only a string now
            {'type': 'object', 'additionalProperties': {'type': 'number'}} | {'type': 'object', 'additionalProperties': {'type': 'integer'}} | /additionalProperties/type: no longer takes a number with a fraction
            {'type': 'object', 'additionalProperties': {'type': 'number'}} | {'type': 'object', 'properties': {'a': {'type': 'string'}}, 'additionalProperties': {'type': 'number'}} | /properties/a/type: no longer takes a number
            {'type': 'object', 'properties': {'a': {'type': 'object', 'properties': {'b': {'type': 'number'}}}}} | {'type': 'object', 'properties': {'a': {'type': 'object', 'properties': {'b': {'type': 'integer'}}}}} | /properties/a/properties/b/type: no longer takes a number with a fraction
            {'type': 'array', 'items': {'type': 'number'}} | {'type': 'array', 'items': {'type': 'integer'}} | /items/type: no longer takes a number with a fraction
            {'type': 'array'} | {'type': 'array', 'items': {'type': 'integer'}} | /items/type: takes only an integer now
            {'type': 'object', 'properties': {'a/b': true}} | {'type': 'object', 'properties': {'a/b': {'type': 'null'}}} | /properties/a~1b/type: takes only null now
            """)
    void namesANarrowerInside(String former, String current, String expected) {
        assertThat(breaking(former, current)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            true                              | false                            | the whole schema: nothing may stand here any more
            {'$schema': 'a'}                  | {'$schema': 'b'}                 | /$schema: the dialect is another now: b
            {}                                | {'not': {'type': 'null'}}        | /not: not changed; it cannot be compared, so it counts as narrower
            {'if': true, 'then': {'$ref': '#/definitions/A'}, 'definitions': {'A': {'minimum': 1}}} | {'if': true, 'then': {'$ref': '#/definitions/A'}, 'definitions': {'A': {'minimum': 2}}} | /then: then changed; it cannot be compared, so it counts as narrower
            {'type': 'array', 'items': [{'type': 'null'}]} | {'type': 'array', 'items': [{'type': 'string'}]} | /items: items changed; it cannot be compared, so it counts as narrower
            {}                                | {'oneOf': [{'type': 'null'}]}    | /oneOf: this oneOf cannot be compared, so it counts as narrower
            """)
    void countsWhatItCannotCompareAsNarrower(String former, String current, String expected) {
        assertThat(breaking(former, current)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type': 'string'}                    | {'type': ['string', 'array']}
            {'type': 'integer'}                   | {'type': 'number'}
            {'type': 'integer', 'minimum': 2}     | {'type': 'integer', 'minimum': 1}
            {'type': 'number', 'exclusiveMinimum': 1} | {'type': 'number', 'minimum': 1}
            {'type': 'integer', 'maximum': 2}     | {'type': 'integer'}
            {'type': 'number', 'multipleOf': 4}   | {'type': 'number', 'multipleOf': 2}
            {'type': 'string', 'pattern': '^a'}   | {'type': 'string'}
            {'type': 'string', 'format': 'uri'}   | {'type': 'string'}
            {'enum': ['a']}                       | {'enum': ['b', 'a']}
            {'enum': ['a', 'b']}                  | {'type': 'string', 'enum': ['a', 'b']}
            {'const': 1}                          | {'enum': [1.0, 2]}
            {'const': 'a'}                        | {'type': 'string'}
            {'type': 'string'}                    | {'type': 'string', 'minimum': 1, 'minItems': 1, 'required': ['a'], 'items': false, 'properties': {'a': false}}
            {'type': 'object', 'required': ['a'], 'properties': {'a': true}} | {'type': 'object', 'properties': {'a': true}}
            {'type': 'object', 'additionalProperties': false} | {'type': 'object'}
            {'type': 'object', 'additionalProperties': false} | {'type': 'object', 'properties': {'a': {'type': 'string'}}, 'additionalProperties': false}
            {'type': 'object'}                    | {'type': 'object', 'properties': {'a': {'description': 'anything'}}}
            {'type': 'object', 'properties': {'a': false}} | {'type': 'object', 'properties': {'a': {'type': 'string'}}}
            {'type': 'array', 'minItems': 2, 'uniqueItems': true, 'items': {'type': 'integer'}} | {'type': 'array', 'minItems': 1, 'items': {'type': 'number'}}
            {'title': 'a', 'description': 'b', '$comment': 'c', 'examples': [1], 'default': 1} | {'title': 'b', 'description': 'c', 'examples': [2]}
            {'required': ['a', 'b'], 'type': 'object'} | {'type': 'object', 'required': ['b', 'a']}
            false                                 | {'type': 'string'}
            {'type': 'string', 'enum': [1]}       | {'type': 'null'}
            """)
    void keepsSilentWhereEveryDocumentStaysValid(String former, String current) {
        assertThat(changes(former, current)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'allOf': [{'$ref': '#/definitions/A'}], 'definitions': {'A': {'type': 'string', 'minLength': 1}}} | {'type': 'string', 'minLength': 1}
            {'type': 'string', 'minLength': 1}    | {'$ref': '#/definitions/A', 'definitions': {'A': {'allOf': [{'type': 'string'}, {'minLength': 1}]}}}
            {'$ref': '#/definitions/A', 'definitions': {'A': {'type': 'null'}}} | {'$ref': '#/definitions/B', 'definitions': {'B': {'type': 'null'}}}
            {'allOf': [{'minimum': 1}, {'minimum': 5}]} | {'minimum': 5}
            {'allOf': [{'enum': ['a', 'b']}, {'enum': ['b', 'c']}]} | {'enum': ['b']}
            {'allOf': [{'properties': {'a': {'type': 'null'}}}, {'properties': {'a': {'const': 1}}}], 'type': 'object'} | {'type': 'object', 'properties': {'a': false}}
            {'allOf': [{'properties': {'a': true}, 'additionalProperties': {'type': 'null'}}, {'properties': {'b': true}}], 'type': 'object'} | {'type': 'object', 'properties': {'a': true, 'b': {'type': 'null'}}, 'additionalProperties': {'type': 'null'}}
            """)
    void keepsSilentWhereADefinitionMoved(String former, String current) {
        assertThat(breaking(former, current)).isEmpty();
    }

    @Test
    void namesAChangeOfADefinitionOnceWhereItStands() {
        String schema = """
                {'type': 'object',
                 'properties': {'a': {'$ref': '#/definitions/A'}, 'b': {'description': 'b', 'allOf': [{'$ref': '#/definitions/A'}]}},
                 'definitions': {'A': {'type': 'string', 'minLength': 1}}}""";

        assertThat(breaking(schema, schema.replace("'minLength': 1", "'minLength': 2")))
                .isEqualTo("/definitions/A/minLength: minLength is 2 now; it was 1");
    }

    @Test
    void namesTheMemberThatRefersToAnotherDefinition() {
        String schema = """
                {'type': 'object', 'properties': {'a': {'$ref': '#/definitions/A'}, 'b': {'$ref': '#/definitions/A'}},
                 'definitions': {'A': {'type': 'string', 'minLength': 1}, 'B': {'type': 'string', 'minLength': 2}}}""";

        assertThat(breaking(schema, schema.replace("#/definitions/A", "#/definitions/B")))
                .isEqualTo("/properties/a: minLength is 2 now; it was 1; /properties/b: minLength is 2 now; it was 1");
    }

    @Test
    void comparesASchemaThatLeadsBackToItself() {
        String schema = """
                {'type': 'object', 'properties': {'child': {'$ref': '#'}, 'size': {'type': 'number'}}}""";

        assertThat(changes(schema, schema)).isEmpty();
        assertThat(breaking(schema, schema.replace("'number'", "'integer'")))
                .isEqualTo("/properties/size/type: no longer takes a number with a fraction");
    }

    @Test
    void notesAMemberThatIsNewAndOptional() {
        assertThat(changes("{'type': 'object'}", "{'type': 'object', 'properties': {'a': {'type': 'string'}}}"))
                .extracting(Change::toString)
                .containsExactly("note: /properties/a: a is new: a document that uses the name for something else is"
                        + " refused now; look at what documents have there");
    }

    @Test
    void notesAMemberThatIsNoLongerNamed() {
        assertThat(changes("{'type': 'object', 'properties': {'a': {'type': 'string'}}}", "{'type': 'object'}"))
                .extracting(Change::toString)
                .containsExactly("note: the whole schema: a is no longer named: what stands there goes unchecked");
    }

    @Test
    void namesAMemberThatIsNoLongerNamedInAClosedObject() {
        String former = "{'type': 'object', 'properties': {'a': true}, 'additionalProperties': false}";

        assertThat(breaking(former, former.replace("'a'", "'b'")))
                .isEqualTo("/properties: nothing may stand here any more");
    }

    @Test
    void namesAVariantThatIsGone() throws IOException {
        assertThat(breakingOfPublished("ExternalModelMetadata", "PublishedModelMetadata"))
                .containsExactly(
                        "/oneOf: the variant ExternalModelMetadata is gone, removed or renamed",
                        "/oneOf: the variant PublishedModelMetadata is new; whoever tells the variants apart does not"
                                + " know it");
    }

    @Test
    void namesVariantsThatAreNoLongerToldApart() throws IOException {
        assertThat(breakingOfPublished("\"const\": true", "\"$comment\": \"either\""))
                .containsExactly(
                        "/oneOf: no required constant tells the variants apart, so a document may fit two of them now");
    }

    @Test
    void namesTheConstantOfAVariantThatChanged() throws IOException {
        assertThat(breakingOfPublished("\"const\": true", "\"const\": false"))
                .containsExactly(
                        "/definitions/ExternalModelMetadata/properties/is_external/const: takes only false now, no longer"
                                + " true",
                        "/oneOf: no required constant tells the variants apart, so a document may fit two of them now");
    }

    @Test
    void namesWhatWouldBreakThePublishedSchema() throws IOException {
        assertThat(breakingOfPublished("\"statistical\",\n        \"rule_based\"", "\"rule_based\""))
                .containsExactly("/definitions/ModelFamily/enum: no longer takes \"statistical\"");
        assertThat(breakingOfPublished("\"minProperties\": 1", "\"minProperties\": 2"))
                .containsExactly("/definitions/EvaluationMetrics/minProperties: minProperties is 2 now; it was 1");
        assertThat(breakingOfPublished("\"type\": \"number\"", "\"type\": \"integer\""))
                .containsExactly("/definitions/EvaluationMetrics/additionalProperties/properties/value/type: no longer"
                        + " takes a number with a fraction");
    }

    @Test
    void refusesAReferenceThatLeadsNowhere() {
        assertThatThrownBy(() -> changes("{}", "{'$ref': 'other.json'}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the $ref 'other.json' names nothing in this file");
        assertThatThrownBy(() -> changes("{'$ref': '#/definitions/A'}", "{}"))
                .hasMessage("the $ref '#/definitions/A' names nothing in this file");
    }

    @Test
    void refusesATypeThatJsonSchemaDoesNotHave() {
        assertThatThrownBy(() -> changes("{'type': 'text'}", "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JSON Schema has no type 'text'");
    }

    private static List<String> breakingOfPublished(String text, String replacement) throws IOException {
        String published = Files.readString(PUBLISHED);
        assertThat(published).contains(text);
        return SchemaComparison.between(
                        SchemaFile.parse(published), SchemaFile.parse(published.replace(text, replacement)))
                .stream()
                .map(Change::toString)
                .toList();
    }

    /** All that breaks, in one line. */
    private static String breaking(String former, String current) {
        return String.join(
                "; ",
                changes(former, current).stream()
                        .filter(change -> change.kind() == Change.Kind.BREAKING)
                        .map(Change::toString)
                        .toList());
    }

    private static List<Change> changes(String former, String current) {
        return SchemaComparison.between(
                SchemaFile.parse(former.replace('\'', '"')), SchemaFile.parse(current.replace('\'', '"')));
    }
}
