package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of texts that are no document. In the tables, ⏎ is a line break, ⇥ a tab, ␀ a NUL and ␇ a bell. */
class MalformedDocumentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ⏎⇥⏎                | is empty; metadata is a JSON object
            {                   | breaks off at line 1, column 2, before the object that begins at line 1, column 1 is closed; is its end missing?
            {"a": 1,⏎           | breaks off at line 2, column 1, before the object that begins at line 1, column 1 is closed; is its end missing?
            {"a"                | breaks off at line 1, column 5, before the object that begins at line 1, column 1 is closed; is its end missing?
            {"a":               | breaks off at line 1, column 6, before the object that begins at line 1, column 1 is closed; is its end missing?
            {"a": [1            | breaks off at line 1, column 9, before the list that begins at line 1, column 7 is closed; is its end missing?
            {"a": "bc           | breaks off at line 1, column 10, within the text that begins at line 1, column 7; is its end missing?
            {"a                 | breaks off at line 1, column 4, within the text that begins at line 1, column 2; is its end missing?
            ["a\\               | breaks off at line 1, column 5, within the text that begins at line 1, column 2; is its end missing?
            ["a\\u00e           | breaks off at line 1, column 9, within the text that begins at line 1, column 2; is its end missing?
            [-                  | breaks off at line 1, column 3, within the value that begins at line 1, column 2; is its end missing?
            [1.                 | breaks off at line 1, column 4, within the value that begins at line 1, column 2; is its end missing?
            [1.5e+              | breaks off at line 1, column 7, within the value that begins at line 1, column 2; is its end missing?
            [tru                | breaks off at line 1, column 5, within the value that begins at line 1, column 2; is its end missing?
            """)
    void saysWhereADocumentBreaksOff(String text, String sentence) {
        assertRefused(text, "syntax", sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {} {}               | ends before line 1, column 4, where something else begins; keep one document a file, or one a line of JSON Lines
            {}⏎{}               | ends before line 2, column 1, where something else begins; keep one document a file, or one a line of JSON Lines
            {}}                 | ends before line 1, column 3, where something else begins; keep one document a file, or one a line of JSON Lines
            [1}                 | has } at line 1, column 3, where the list that begins at line 1, column 1 should be closed with ]
            {"a": 1]            | has ] at line 1, column 8, where the object that begins at line 1, column 1 should be closed with }
            {]                  | has ] at line 1, column 2, where the object that begins at line 1, column 1 should be closed with }
            [}                  | has } at line 1, column 2, where the list that begins at line 1, column 1 should be closed with ]
            {"a":]              | has ] at line 1, column 6, where the object that begins at line 1, column 1 should be closed with }
            ]                   | has ] at line 1, column 1, where a value should stand
            [1,]                | has a comma at line 1, column 3 with nothing after it; remove it
            {"a": 1 ,⏎ }        | has a comma at line 1, column 9 with nothing after it; remove it
            [,1]                | has , at line 1, column 2, where a value should stand
            [1,,2]              | has , at line 1, column 4, where a value should stand
            {,}                 | has , at line 1, column 2, where a name in double quotes should stand
            {"a":}              | has } at line 1, column 6, where a value should stand
            {"a" 1}             | has 1 at line 1, column 6, where the colon after "a" should stand
            {"a": 1⏎ "b": 2}    | has " at line 2, column 2, where a comma or } should stand
            [1 2]               | has 2 at line 1, column 4, where a comma or ] should stand
            [😀 1]              | has 😀 at line 1, column 2, where a value should stand
            [\u00A01]           | has U+00A0 at line 1, column 2, where a value should stand
            ␀␀{}                | is no UTF-8 text: byte 1 is 0, as in UTF-16; save the file as UTF-8
            {"ä": "😀",⏎"é": x} | has x at line 2, column 6, where a value should stand; put texts in double quotes
            """)
    void saysWhereAnotherThingStandsThanJsonHasThere(String text, String sentence) {
        assertThat(refusal(utf8(text))).hasMessage("the document " + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'a': 1}            | has ' at line 1, column 2; JSON puts names and texts in double quotes, "
            {"a": 'b'}          | has ' at line 1, column 7; JSON puts names and texts in double quotes, "
            {“a”: 1}            | has “ at line 1, column 2; JSON puts names and texts in double quotes, "
            {a: 1}              | has a at line 1, column 2, where a name in double quotes should stand; write "a"
            {1: 1}              | has 1 at line 1, column 2, where a name in double quotes should stand; write "1"
            [scipy]             | has scipy at line 1, column 2, where a value should stand; put texts in double quotes
            // notes            | has a comment at line 1, column 1; JSON has no comments, remove it
            {"a": 1} /* b */    | ends before line 1, column 10, where something else begins; keep one document a file, or one a line of JSON Lines
            {"a": 1 # b         | has a comment at line 1, column 9; JSON has no comments, remove it
            {"a": 1, // b⏎}     | has a comment at line 1, column 10; JSON has no comments, remove it
            [/ 1]               | has / at line 1, column 2, where a value should stand
            [True]              | has True at line 1, column 2; in JSON it is true
            [None]              | has None at line 1, column 2; in JSON it is null
            [undefined]         | has undefined at line 1, column 2; in JSON it is null
            [NaN]               | has NaN at line 1, column 2, which JSON does not know; give a number, or leave it out
            [-Infinity]         | has -Infinity at line 1, column 2, which JSON does not know; give a number, or leave it out
            [+Inf]              | has +Inf at line 1, column 2, which JSON does not know; give a number, or leave it out
            [012]               | has 012 at line 1, column 2, which is no number in JSON; write it as in 14, -0.5 or 1.5e-3
            [+1]                | has +1 at line 1, column 2, which is no number in JSON; write it as in 14, -0.5 or 1.5e-3
            [.5]                | has .5 at line 1, column 2, which is no number in JSON; write it as in 14, -0.5 or 1.5e-3
            [5.]                | has 5. at line 1, column 2, which is no number in JSON; write it as in 14, -0.5 or 1.5e-3
            [1_000]             | has 1_000 at line 1, column 2, which is no number in JSON; write it as in 14, -0.5 or 1.5e-3
            [0x1F]              | has 0x1F at line 1, column 2, which is no number in JSON; write it as in 14, -0.5 or 1.5e-3
            [1.2M]              | has 1.2M at line 1, column 2, which is no number in JSON; write it as in 14, -0.5 or 1.5e-3
            [-]                 | has - at line 1, column 2, where a value should stand; put texts in double quotes
            ["a⏎b"]             | has a line break at line 1, column 4, within the text that begins at line 1, column 2; close the text, or write \\n
            ["a⇥b"]             | has a tab at line 1, column 4, within the text that begins at line 1, column 2; write \\t
            ["a␀b"]             | has a NUL character at line 1, column 4, within the text that begins at line 1, column 2; remove it
            ["a␇b"]             | has the control character U+0007 at line 1, column 4, within the text that begins at line 1, column 2; remove it
            ["C:\\models"]      | has \\m at line 1, column 5, which means nothing in JSON; write \\\\ for a backslash
            ["\\users"]         | has \\u at line 1, column 3 without four hexadecimal digits after it; write \\\\ for a backslash
            """)
    void saysWhatOtherLanguagesHaveAndJsonHasNot(String text, String sentence) {
        assertRefused(text, "syntax", sentence);
    }

    @Test
    void cutsAWordThatIsLongAndSpellsOutWhatIsNotToBeSeen() {
        assertRefused(
                "[%s]".formatted("x".repeat(100_000)),
                "syntax",
                "has %s… at line 1, column 2, where a value should stand; put texts in double quotes"
                        .formatted("x".repeat(40)));
        assertRefused(
                "{\"\u202e\\u001b[31m\" 1}",
                "syntax",
                "has 1 at line 1, column 16, where the colon after \"U+202EU+001B[31m\" should stand");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a": 1, "a": 2}            | names "a" twice in one object, at line 1, column 2 and at line 1, column 10; keep one of the two
            {"b": {"ab": 1,⏎"\\u0061b": 2}} | names "ab" twice in one object, at line 1, column 8 and at line 2, column 1; keep one of the two
            [{"": 1, "a": 1, "": 2}]    | names "" twice in one object, at line 1, column 3 and at line 1, column 18; keep one of the two
            """)
    void namesAKeyThatIsThereTwice(String text, String sentence) {
        assertRefused(text, "duplicate", sentence);
    }

    @Test
    void takesTheSameKeyInDifferentObjects() throws IOException {
        assertThat(parse("{\"a\": {\"a\": [{\"a\": 1}, {\"a\": 2}]}}")).isNotNull();
    }

    @Test
    void takesWhatIsAsDeepAsADocumentMayBe() throws IOException {
        assertThat(parse("[".repeat(1000) + "]".repeat(1000))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 100_000, 10_000_000})
    void refusesWhatIsDeeper(int depth) {
        assertRefused(
                "\n" + "[".repeat(depth) + "]".repeat(depth),
                "limit",
                "nests more than 1000 levels deep at line 2, column 1001; make it flatter");
        assertRefused(
                "{\"a\":".repeat(depth),
                "limit",
                "nests more than 1000 levels deep at line 1, column 5001; make it flatter");
    }

    @Test
    void refusesANumberWithTooManyDigits() {
        assertRefused(
                "[1, -%s]".formatted("9".repeat(147_501)),
                "limit",
                "has a number of 147502 characters at line 1, column 5, more than the 147500 that can be read; round it; where the schema asks for no number, a text keeps every digit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e131072",
                "-12E131071",
                "1e999999999",
                "1e-16384",
                "-0.5e-16383",
                "0e-999999999",
                "1e99999999999",
                "1e-99999999999"
            })
    void refusesANumberThatPostgresqlCannotStore(String number) {
        assertRefused(
                "[1,\n%s]".formatted(number),
                "limit",
                "has a number at line 2, column 1 that PostgreSQL cannot store, %s: it takes 131072 digits before the point and 16383 after; round it; where the schema asks for no number, a text keeps every digit"
                        .formatted(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e131071",
                "12e131070",
                "0.012e131073",
                "1e-16383",
                "-0.5e-16382",
                "1e400",
                "-0",
                "1e000000000400"
            })
    void takesANumberThatItCan(String number) throws IOException {
        assertThat(parse(number).isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul\u0000", "\ud800", "\udc00", "\ud83d\ude00"})
    void takesTextsAndNamesThatTheValidatorWillLookAt(String text) throws IOException {
        String escaped = text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());

        assertThat(parse("{\"%1$s\": \"%1$s\"}".formatted(escaped)).get(text).textValue())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7B 22 E4 22 3A 31 7D    | is not UTF-8: byte 3 is 0xE4, at line 1, column 3; save the file as UTF-8
            22 C3 A4 0A 0A FC 22    | is not UTF-8: byte 6 is 0xFC, at line 3, column 1; save the file as UTF-8
            22 ED A0 80 22          | is not UTF-8: byte 2 is 0xED, at line 1, column 2; save the file as UTF-8
            22 C0 80 22             | is not UTF-8: byte 2 is 0xC0, at line 1, column 2; save the file as UTF-8
            22 F4 90 80 80 22       | is not UTF-8: byte 2 is 0xF4, at line 1, column 2; save the file as UTF-8
            22 F0 9F 98             | is not UTF-8: byte 2 is 0xF0, at line 1, column 2; save the file as UTF-8
            EF BB BF 7B 7D          | begins with a byte order mark, at byte 1; save the file as UTF-8 without one
            FE FF 00 7B 00 7D       | begins with the byte order mark of UTF-16 or UTF-32, at byte 1; save the file as UTF-8
            FF FE 7B 00 7D 00       | begins with the byte order mark of UTF-16 or UTF-32, at byte 1; save the file as UTF-8
            00 7B 00 7D             | is no UTF-8 text: byte 1 is 0, as in UTF-16; save the file as UTF-8
            7B 00 7D 00             | is no UTF-8 text: byte 2 is 0, as in UTF-16; save the file as UTF-8
            7B 00 00 00 7D 00 00 00 | is no UTF-8 text: byte 2 is 0, as in UTF-16; save the file as UTF-8
            00                      | is no UTF-8 text: byte 1 is 0, as in UTF-16; save the file as UTF-8
            """)
    void refusesWhatIsNotUtf8(String hexadecimal, String sentence) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hexadecimal);

        assertThat(refusal(bytes).keyword()).isEqualTo("encoding");
        assertThat(refusal(bytes)).hasMessage("the document " + sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void readsNoOtherEncodingThatJsonOnceHad(String charset) {
        byte[] bytes = "{\"a\": 1}".getBytes(Charset.forName(charset));

        assertThat(refusal(bytes).keyword()).isEqualTo("encoding");
    }

    @Test
    void findsABadByteBehindManyGoodOnes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(utf8("[\"" + "ä😀\n".repeat(20_000)));
        bytes.write(0xFF);

        assertThat(refusal(bytes.toByteArray()))
                .hasMessage(
                        "the document is not UTF-8: byte 140003 is 0xFF, at line 20001, column 1; save the file as UTF-8");
    }

    @Test
    void countsTheLinesOfTheFileThatADocumentIsAPartOf() {
        byte[] file = utf8("{}\n{\"ä\": x}\n{}");
        DocumentBytes second = new DocumentBytes(file, 3, 14, 2);

        assertThatThrownBy(() -> MetadataJson.parse(second))
                .hasMessage(
                        "the document has x at line 2, column 7, where a value should stand; put texts in double quotes");
    }

    @Test
    void readsThePartAlone() throws IOException {
        byte[] file = utf8("{}\n{\"ä\": 1}\n{}");

        assertThat(MetadataJson.parse(new DocumentBytes(file, 3, 12, 2))).isEqualTo(parse("{\"ä\": 1}"));
        assertThatThrownBy(() -> new DocumentBytes(file, 3, 16, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no part of 15 bytes: 3 to 16");
    }

    @Test
    void saysTheSameOfATextAsOfItsBytes() {
        assertThatThrownBy(() -> MetadataJson.parse("{\"é\": 1,}"))
                .isInstanceOf(MalformedDocumentException.class)
                .hasMessage("the document has a comma at line 1, column 8 with nothing after it; remove it");
    }

    private static void assertRefused(String text, String keyword, String sentence) {
        MalformedDocumentException refusal = refusal(utf8(text));

        assertThat(refusal).hasMessage("the document " + sentence);
        assertThat(refusal.keyword()).isEqualTo(keyword);
    }

    private static MalformedDocumentException refusal(byte[] bytes) {
        return catchThrowableOfType(
                MalformedDocumentException.class, () -> MetadataJson.parse(DocumentBytes.of(bytes)));
    }

    private static JsonNode parse(String text) throws IOException {
        return MetadataJson.parse(DocumentBytes.of(utf8(text)));
    }

    private static byte[] utf8(String text) {
        return text.replace('⏎', '\n')
                .replace('⇥', '\t')
                .replace('␀', '\0')
                .replace('␇', '\u0007')
                .getBytes(StandardCharsets.UTF_8);
    }
}
