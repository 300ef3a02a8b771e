package ai.scidex.codegen.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.codegen.schema.SchemaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaReferenceTest {

    private static final String SCHEMA = """
            {'$schema': 'http://json-schema.org/draft-07/schema#',
             '$id': 'https://example.org/specimen/v3.json', 'title': 'Specimen', 'description': 'A specimen.',
             'oneOf': [{'$ref': '#/definitions/Living'}, {'$ref': '#/definitions/Preserved'}],
             'definitions': {
               'Living': {'description': 'It lives.', 'type': 'object', 'required': ['kind', 'x'],
                 'properties': {'kind': {'const': 'living'}, 'x': %s, 'jar': false}, 'examples': [{'x': 1.10}]},
               'Preserved': {'description': 'It is kept.', 'type': 'object', 'required': ['kind'],
                 'properties': {'kind': {'const': 'preserved'}}, 'additionalProperties': %s},
               'Name': {'description': 'A name.', 'type': 'string',
                 'pattern': '^(?![\\\\u0020]*(?:(?:[tT][bB][dD]|\\\\?)[\\\\u0020]*)?(?![\\\\d\\\\D]))'},
               'Code': {'description': 'A code.', 'type': 'string', 'minLength': 3, 'pattern': '^[A-Z]+'}}}
            """;

    @Test
    void tellsEverythingThatTheSchemaSays() {
        assertThat(page("{'$ref': '#/definitions/Name'}", "true")).isEqualTo("""
                <!-- Generated from the schema. Do not edit: CONTRIBUTING.md says how it is written anew. -->
                # Reference: Specimen

                A specimen.

                - Schema: [`specimen.json`](../specimen.json), of the dialect `http://json-schema.org/draft-07/schema#`
                - Version: `v3`
                - `$id`: `https://example.org/specimen/v3.json`

                | `kind` | variant |
                |---|---|
                | `"living"` | [Living](#living) |
                | `"preserved"` | [Preserved](#preserved) |

                An explicit `null` is no value of any member that is named here: leave an optional one out.

                ## Living

                It lives.

                | member | required | type | value | meaning |
                |---|---|---|---|---|
                | `kind` | yes | string | `"living"` |  |
                | `x` | yes | string | [Name](#name) | A name. |

                Must be absent: `jar`.

                Other members may hold any JSON; they are kept as they are.

                An example:

                ```json
                {
                  "x": 1.10
                }
                ```

                ## Preserved

                It is kept.

                | member | required | type | value | meaning |
                |---|---|---|---|---|
                | `kind` | yes | string | `"preserved"` |  |

                Other members may hold any JSON; they are kept as they are.

                ## Name

                A name.

                Refused, in any case and with any white space around: blank text, and `tbd`, `?`.

                ## Code

                A code.

                At least 3 characters.
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '\t', quoteCharacter = '~', textBlock = """
            true                                         ; any ; ;
            {'type': 'string'}                           ; string ; ;
            {'type': ['null', 'number', 'integer']}      ; number or null ; ;
            {'enum': ['a', 'b']}                         ; string ; one of `a`, `b` ;
            {'type': 'integer', 'minimum': 0, 'maximum': 10} ; integer ; at least 0; at most 10 ;
            {'type': 'number', 'exclusiveMinimum': 0.10, 'exclusiveMaximum': 1, 'multipleOf': 0.1} ; number ; more than 0.10; less than 1; a multiple of 0.1 ;
            {'type': 'string', 'minLength': 1, 'maxLength': 2} ; string ; at least 1 character; at most 2 characters ;
            {'type': 'array', 'minItems': 2, 'maxItems': 3, 'uniqueItems': true} ; array ; at least 2 elements, at most 3 elements, none twice ;
            {'type': 'array', 'uniqueItems': false}      ; array ; ;
            {'type': 'array', 'items': {'type': 'integer'}} ; array ; each integer ;
            {'type': 'array', 'items': {'type': 'object', 'properties': {'y': true}}} ; array ; [each element](#each-element-of-x) ;
            {'type': ['string', 'array'], 'minItems': 1, 'pattern': '^[A-Z]+', 'items': {'$ref': '#/definitions/Name'}} ; string or array ; as a string: [Code](#code); in an array: at least 1 element, each [Name](#name) ;
            {'type': 'object'}                           ; object ; any members ;
            {'type': 'object', 'additionalProperties': false} ; object ; no members ;
            {'type': 'object', 'minProperties': 1, 'maxProperties': 2, 'additionalProperties': {'type': 'integer', 'minimum': 1}} ; object ; at least 1 member; at most 2 members; each member: integer, at least 1 ;
            {'type': 'object', 'properties': {'y': true}} ; object ; [its members](#inside-x) ;
            {'type': 'object', 'additionalProperties': {'type': ['number', 'object'], 'properties': {'y': true}}} ; object ; [each member](#each-member-of-x) ;
            {'description': 'Its name.', 'allOf': [{'$ref': '#/definitions/Name'}]} ; string ; [Name](#name) ; Its name.
            {'type': 'string', 'pattern': '^b'}          ; string ; of the form that is described ;
            {'type': 'string', 'pattern': '^b', '$comment': 'begins with b'} ; string ; begins with b ;
            """)
    void saysInWordsWhatAMemberMayHold(String line) {
        String[] parts = line.split(" ;", -1);

        assertThat(row(parts[0]))
                .isEqualTo("| `x` | yes |%s | %s |%s |"
                        .formatted(parts[1], parts[2].strip(), parts[3].isEmpty() ? " " : parts[3]));
    }

    @Test
    void saysWhatAPatternRefusesBeyondAKindOfText() {
        String pattern = "^(?![\\\\u0020]*(?:(?:[tT][bB][dD]|\\\\?|[mM][aA][iI][nN])[\\\\u0020]*)?(?![\\\\d\\\\D]))";

        assertThat(row("{'type': 'string', 'pattern': '%s'}".formatted(pattern)))
                .contains("| [Name](#name), and none of `main`, in any case and with any white space around |");
        assertThat(row("{'type': 'string', 'pattern': '%s'}".formatted(pattern.replace("\\\\?|", ""))))
                .contains("| not blank, and none of `tbd`, `main`, in any case and with any white space around |");
    }

    @Test
    void tellsWhatIsInsideAMember() {
        assertThat(page(
                        "{'type': 'object', 'additionalProperties': {'type': ['number', 'object'], 'required': ['y'],"
                                + " 'properties': {'y': {'description': 'The number.', 'type': 'number'}}}}",
                        "true"))
                .contains("""
                        ## Each member of `x`

                        Number or object. An object has these members:

                        | member | required | type | value | meaning |
                        |---|---|---|---|---|
                        | `y` | yes | number |  | The number. |

                        Other members may hold any JSON; they are kept as they are.
                        """);
    }

    @Test
    void tellsMembersOfOneNameApart() {
        assertThat(page(
                        "{'type': 'object', 'properties': {'x': {'type': 'object', 'properties': {'y': true}}}}",
                        "true"))
                .contains("| [its members](#inside-x) |", "| [its members](#inside-x-2) |", "## Inside `x` (2)\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            false                                | Other members are refused.
            {'type': 'integer', 'minimum': 1}    | Other members: integer, at least 1.
            """)
    void saysWhatBecomesOfOtherMembers(String additional, String sentence) {
        assertThat(page("true", additional)).contains("\n" + sentence + "\n");
    }

    @Test
    void saysNothingOfNullWhereItIsAValue() {
        assertThat(page("{'type': ['string', 'null']}", "true")).doesNotContain("explicit `null`");
        assertThat(page("{'type': 'string'}", "true")).contains("An explicit `null` is no value");
    }

    @Test
    void stopsAtAKeywordThatItHasNoWordsFor() {
        assertThatThrownBy(() -> page("{'type': 'string', 'format': 'uri'}", "true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/definitions/Living/properties/x: the reference has no words for the keyword format");
    }

    @Test
    void showsWordsThatLookLikeMarkdownAsTheyAre() {
        String hostile = "a|b\\n# c <b> [d](e) *f* _g_ h_i `j` &amp; \\\\\\\\ k";

        assertThat(row("{'description': '%s', 'enum': ['a|b', 'c`d', '`']}".formatted(hostile)))
                .isEqualTo("| `x` | yes | string | one of `a\\|b`, ``c`d``, `` ` `` |"
                        + " a\\|b \\# c \\<b\\> \\[d\\](e) \\*f\\* \\_g\\_ h_i \\`j\\` \\&amp; \\\\\\\\ k |");
    }

    private static String row(String member) {
        return page(member, "true")
                .lines()
                .filter(line -> line.startsWith("| `x` |"))
                .findFirst()
                .orElseThrow();
    }

    private static String page(String member, String additional) {
        String schema = SCHEMA.formatted(member, additional).replace('\'', '"');
        return SchemaReference.of(SchemaFile.parse(schema), "../specimen.json");
    }
}
