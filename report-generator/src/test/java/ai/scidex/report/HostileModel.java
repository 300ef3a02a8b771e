package ai.scidex.report;

import java.util.List;

/** A model whose owner tries to write more into the report than values. */
final class HostileModel {

    private HostileModel() {}

    static MigrationReport report() {
        return new MigrationReport(
                "A report\n# with two headings",
                "jdbc:postgresql://`|<db>",
                false,
                List.of(new Run("1 | 2", "now", "*then*", null, "@everyone", "0.1.0", "<1>", "1", "`", 8)),
                List.of(
                        new Total("Outcome |", "up`graded", 1),
                        new Total("Outcome |", "<b>held</b>", 0),
                        new Total(Total.OUTCOME, "</title><script>alert(1)</script>", 1),
                        new Total(Total.HELD_FIELD, "\"'/></svg><img src=x onerror=alert(1)>", 2)),
                List.of(new Criterion("closes-#1", false, "| 8 |", "[8](https://scidex.example/)")),
                List.of(new LaterChange("model-|`\n# heading", "<img src=x>|")),
                2,
                List.of(
                        new ArtifactSection(
                                "model-|-`-\n-<script>alert(1)</script>",
                                "# A title](javascript:alert(1)) by @someone",
                                "held",
                                "candidate\n\n## Promoted",
                                "see GH-1, #2 and <!-- nothing",
                                new CodePin("https://code.example/`a`|b", "0123abc\n", "--upload-pack=|", "</td>"),
                                new MetadataChange(
                                        "{\"```\": \"```````\", \"</script>\": \"</del></details><img src=x onerror=alert(1)>\"}",
                                        "```",
                                        "{\"```\": \"~~~\\u202e\", \"\u202e</script>\": \"<!--\"}",
                                        "\\"),
                                List.of(
                                        new FieldLine(
                                                "frame|work",
                                                "\"a\\\\|b\"",
                                                "\"</td></tr></table><img src=x onerror=alert(1)>\"",
                                                List.of("/a~1b|c", "/`|`"),
                                                "exact | or not"),
                                        new FieldLine("x".repeat(161), "\\", "`", List.of("|"), "\u001b]0;title\u0007"),
                                        new FieldLine(
                                                "training_data",
                                                "\"safe\u202edetrever\u202c\"",
                                                "\"zero\u200bwidth\u2028line\ufeff\"",
                                                List.of("\ud83d"),
                                                "\ud83e\udde0"),
                                        new FieldLine("training_config", trainingConfig(), null, List.of(), null)),
                                List.of(
                                        new HeldField(
                                                1,
                                                "framework\r\n| injected | row |",
                                                "con|flict",
                                                true,
                                                "![](https://scidex.example/pixel.png)",
                                                List.of(
                                                        new Candidate("", "a\\|b"),
                                                        new Candidate(
                                                                "\"``` ~~~ $x$ :smile: www.scidex.example\"", "`"))),
                                        new HeldField(
                                                9007199254740993L,
                                                "training_config",
                                                "missing",
                                                false,
                                                null,
                                                List.of())),
                                List.of("a, b", "", " ", "``", "__proto__", "1. one")),
                        new ArtifactSection(
                                "-",
                                "",
                                "unchanged",
                                "-",
                                "-",
                                CodePin.none(),
                                MetadataChange.none(),
                                List.of(),
                                List.of(),
                                List.of())));
    }

    /** Two kilobytes that would push the other columns out of sight. */
    private static String trainingConfig() {
        return "{\"learning_rate\": 0.001, \"layers\": [" + "{\"units\": 128, \"activation\": \"relu\"}, ".repeat(50)
                + "]}";
    }
}
