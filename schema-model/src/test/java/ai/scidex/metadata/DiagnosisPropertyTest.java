package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The reader and the diagnosis were written by different people: they must not disagree on what is a document. */
class DiagnosisPropertyTest {

    private static final String DOCUMENT = """
            {"is_external": false, "framework": "scipy \\u00e9 \\n 😀", "parameter_count": -14.50e+2,
             "training_data": ["a", "b"], "evaluation_metrics": {"r2": {"value": 0}, "x": [true, false, null, {}, []]}}
            """;

    @Property(tries = 5_000)
    void agreesWithTheReaderOnWhatIsMadeOfPiecesOfJson(@ForAll @From("pieces") String text) {
        assertAgreement(text);
    }

    @Property(tries = 5_000)
    void agreesWithTheReaderOnADocumentThatSomebodyBroke(@ForAll @From("broken") String text) {
        assertAgreement(text);
    }

    private static void assertAgreement(String text) {
        DocumentBytes document = DocumentBytes.of(text.getBytes(StandardCharsets.UTF_8));
        Optional<MalformedDocumentException> diagnosis = Diagnosis.of(document);

        try {
            MetadataJson.parse(document);
            assertThat(diagnosis).isEmpty();
        } catch (MalformedDocumentException e) {
            assertThat(diagnosis).isPresent();
            assertThat(e).hasMessage(diagnosis.get().getMessage());
        }
    }

    @Provide
    static Arbitrary<String> pieces() {
        return piece().list().ofMinSize(1).ofMaxSize(8).map(pieces -> String.join("", pieces));
    }

    /** A good document with a stretch of it replaced. */
    @Provide
    static Arbitrary<String> broken() {
        Arbitrary<Integer> places = Arbitraries.integers().between(2, DOCUMENT.length());
        Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 3);
        return places.flatMap(place -> lengths.flatMap(length -> piece().map(piece -> DOCUMENT.substring(0, place)
                + piece
                + DOCUMENT.substring(Math.min(place + length, DOCUMENT.length())))));
    }

    private static Arbitrary<String> piece() {
        return Arbitraries.of(
                "",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                " ",
                "\n",
                "\t",
                "\"",
                "\"a\"",
                "\"b\"",
                "\"a\":",
                "\"a\":1",
                "\"b\":{}",
                "\\",
                "\\n",
                "\\u",
                "\\u0061",
                "\\ud800",
                "u12",
                "'",
                "/",
                "//",
                "/*",
                "#",
                "true",
                "false",
                "null",
                "t",
                "tru",
                "nul",
                "NaN",
                "Infinity",
                "-",
                "+",
                ".",
                "0",
                "1",
                "00",
                "-0",
                "1.",
                ".5",
                "1e",
                "1e5",
                "E",
                "1E400",
                "1e999999999",
                "1e-99999",
                "9e99999999999",
                "é",
                "😀",
                "\u0007",
                "\u007f",
                "\u2028",
                "\u00a0",
                "$");
    }
}
