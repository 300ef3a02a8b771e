package ai.scidex.migration.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.scidex.catalog.PromotionState;
import ai.scidex.migration.manifest.Manifest.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {

    private static final Landing PROMOTED = new Landing(PromotionState.PROMOTED, "live");

    @TempDir
    private Path folder;

    @Test
    void knowsTheEightModelsOfSciDex() {
        assertThat(Manifest.standard().entries())
                .extracting(Entry::id, entry -> entry.landing().state())
                .containsExactly(
                        tuple("model-29ce54ef-040c-4831-97b6-4850faa31598", PromotionState.PROMOTED),
                        tuple("model-56e6e50d-", PromotionState.CANDIDATE),
                        tuple("model-14307274-", PromotionState.PROMOTED),
                        tuple("model-8479a365-", PromotionState.PROMOTED),
                        tuple("model-45e16a37-", PromotionState.PROMOTED),
                        tuple("model-9ccc79de-", PromotionState.PROMOTED),
                        tuple("model_ot_ad_zscore_rules_v1", PromotionState.PROMOTED),
                        tuple("model-biophys-microglia-001", PromotionState.CANDIDATE));
    }

    @Test
    void saysForEachOfTheEightWhyItLandsThere() {
        assertThat(Manifest.standard().entries())
                .allSatisfy(entry -> assertThat(entry.landing().reason())
                        .startsWith(
                                entry.landing().state() == PromotionState.PROMOTED
                                        ? "already live before the evaluation gate existed ("
                                        : "biophysical ODE model, waits for the evaluation gate ("));
    }

    @Test
    void readsAFile() throws IOException {
        Path file = file("""
                # ours
                models:
                  - {id: model-a, state: promoted, reason: live}
                  - id: "model-ß-"
                    state: candidate
                    reason: >
                      waits for
                      the gate
                """);

        assertThat(Manifest.read(file).entries())
                .containsExactly(
                        new Entry("model-a", PROMOTED),
                        new Entry("model-ß-", new Landing(PromotionState.CANDIDATE, "waits for the gate\n")));
    }

    @Test
    void mayBeEmpty() throws IOException {
        assertThat(Manifest.read(file("models: []")).entries()).isEmpty();
    }

    @Test
    void isWrittenAsJson() {
        assertThat(new Manifest(List.of(new Entry("model-a", PROMOTED))).json())
                .isEqualTo("[{\"id\":\"model-a\",\"state\":\"promoted\",\"reason\":\"live\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | it has no list called models",
                "models | it has no list called models",
                "[model-a] | it has no list called models",
                "`# nothing yet` | it has no list called models",
                "{} | it has no list called models",
                "models: model-a | it has no list called models",
                "`models:` | it has no list called models",
                "model: [] | line 1: the file has the unknown key 'model'; it may have models, nothing else",
                "{models: [], version: 1}"
                        + " | line 1: the file has the unknown key 'version'; it may have models, nothing else",
                "{models: [], ~: x}" + " | line 1: the file has the unknown key '~'; it may have models, nothing else",
                "{models: [], [a]: x}"
                        + " | line 1: the file has the unknown key '?'; it may have models, nothing else",
                "{models: [], <<: {id: a}}"
                        + " | line 1: the file has the unknown key '<<'; it may have models, nothing else",
                "models: [model-a] | line 1: entry 1 is not one; it has id, state and reason",
                "models: [~] | line 1: entry 1 is not one; it has id, state and reason",
                "models: &all [*all] | line 1: entry 1 is not one; it has id, state and reason",
                "models: [{id: a, state: promoted, reason: r, ~: x}]"
                        + " | line 1: entry 1 has the unknown key '~'; it may have id, state and reason, nothing else",
                "models: [{id: a, state: promoted, reason: r, notes: n}]"
                        + " | line 1: entry 1 has the unknown key 'notes'; it may have id, state and reason, nothing else",
                "models: [{id: a, state: promoted, reason: r, id: b}] | line 1: entry 1 has the key id twice",
                "models: [{state: promoted, reason: r}] | line 1: entry 1 has no text for id",
                "models: [{id: ' ', state: promoted, reason: r}] | line 1: entry 1 has no text for id",
                "models: [{id: 14307274, state: promoted, reason: r}] | line 1: entry 1 has no text for id",
                "models: [{id: [a], state: promoted, reason: r}] | line 1: entry 1 has no text for id",
                "models: [{id: 2026-01-01, state: promoted, reason: r}] | line 1: entry 1 has no text for id",
                "models: [{id: a, reason: r}] | line 1: entry 1 has no text for state",
                "models: [{id: a, state: yes, reason: r}] | line 1: entry 1 has no text for state",
                "models: [{id: a, state: promoted, reason: r}, {id: b, state: promoted}]"
                        + " | line 1: entry 2 has no text for reason",
                "models: [{id: a, state: promoted, reason: ~}] | line 1: entry 1 has no text for reason",
                "models: [{id: a, state: live, reason: r}]"
                        + " | line 1: entry 1 cannot land as 'live', only as candidate or promoted",
                "models: [{id: a, state: Promoted, reason: r}]"
                        + " | line 1: entry 1 cannot land as 'Promoted', only as candidate or promoted",
                "models: [{id: a, state: rejected, reason: r}]"
                        + " | line 1: entry 1 cannot land as 'rejected', only as candidate or promoted",
                "models: [{id: a, state: superseded, reason: r}]"
                        + " | line 1: entry 1 cannot land as 'superseded', only as candidate or promoted",
                "models: [{id: a, state: promoted, reason: r}, {id: a, state: candidate, reason: r}]"
                        + " | line 1: 'a' is named twice, first in line 1"
            })
    void refusesAFileThatIsNoManifest(String text, String reason) throws IOException {
        assertRefused(file(text), "is not usable: " + reason);
    }

    @Test
    void refusesWhatIsNoYaml() throws IOException {
        assertRefused(file("models: [{id: a"), "is no YAML: line 1: expected ',' or '}', but got <stream end>");
        assertRefused(file("models: []\n---\nmodels: []\n"), "is no YAML: line 2: but found another document");
        assertRefused(file("models: \u0000\u0001"), "is no YAML: special characters are not allowed");
    }

    @Test
    void saysInWhichLine() throws IOException {
        assertRefused(
                file("""
                models:
                  - id: model-a
                    state: promoted
                    reason: live
                  - id: model-b
                    state: candidate
                    reason: waits
                    promotion: live
                """),
                "is not usable: line 8: entry 2 has the unknown key 'promotion'; it may have id, state and reason, nothing else");
        assertRefused(file("""
                models:
                  - {id: model-a, state: promoted, reason: live}
                  - {id: model-b, state: promoted, reason: live}
                  - {id: model-a, state: promoted, reason: live}
                """), "is not usable: line 4: 'model-a' is named twice, first in line 2");
        assertRefused(file("models: []\nmodels: []\n"), "is not usable: line 2: the file has the key models twice");
    }

    @Test
    void cutsWhatItRepeats() throws IOException {
        assertRefused(
                file("models: []\n? " + "x".repeat(100) + "\n: y\n"),
                "is not usable: line 2: the file has the unknown key '%s…'; it may have models, nothing else"
                        .formatted("x".repeat(60)));
        assertRefused(
                file("models: [{id: a, state: %s, reason: r}]".formatted("\uD83E\uDDEC".repeat(61))),
                "is not usable: line 1: entry 1 cannot land as '%s…', only as candidate or promoted"
                        .formatted("\uD83E\uDDEC".repeat(60)));
    }

    @Test
    void repeatsWholeWhatIsShortHoweverManyCharactersJavaCountsInIt() throws IOException {
        String emoji = "\uD83E\uDDEC".repeat(35);

        assertRefused(
                file("models: [{id: a, state: %s, reason: r}]".formatted(emoji)),
                "is not usable: line 1: entry 1 cannot land as '%s', only as candidate or promoted".formatted(emoji));
    }

    @Test
    void refusesTagsAndMakesNothingOfThem() throws IOException {
        assertRefused(
                file("models: !!java.net.URL [\"https://example.org\"]"),
                "is not usable: line 1: the tag !!java.net.URL is not allowed; there are texts and lists only");
        assertRefused(
                file("models:\n  - !!javax.script.ScriptEngineManager {id: a, state: promoted, reason: r}"),
                "is not usable: line 2: the tag !!javax.script.ScriptEngineManager is not allowed; there are texts and lists only");
        assertRefused(
                file("models: [{id: !!binary YQ==, state: promoted, reason: r}]"),
                "is not usable: line 1: the tag !!binary is not allowed; there are texts and lists only");
        assertRefused(
                file("models: [{id: !id a, state: promoted, reason: r}]"),
                "is not usable: line 1: the tag !id is not allowed; there are texts and lists only");
    }

    @Test
    void takesAnchorsForWhatTheyName() throws IOException {
        Path file = file("""
                models:
                  - {id: model-a, state: promoted, reason: &why live}
                  - {id: model-b, state: promoted, reason: *why}
                """);

        assertThat(Manifest.read(file).entries())
                .containsExactly(new Entry("model-a", PROMOTED), new Entry("model-b", PROMOTED));
    }

    @Test
    void refusesAFileWithoutEnd() throws IOException {
        assertRefused(file("#".repeat((1 << 20) + 1)), "is longer than 1048576 bytes");
        assertThat(Manifest.read(file("models: []\n" + "#".repeat((1 << 20) - 11)))
                        .entries())
                .isEmpty();
    }

    /** The example of the manual. */
    @Test
    void readsTheExampleOfTheDocument() throws IOException {
        Matcher example =
                Pattern.compile("(?ms)^```yaml\\n(.*?)^```$").matcher(Files.readString(Path.of("../docs/manifest.md")));
        assertThat(example.find()).isTrue();

        assertThat(Manifest.read(file(example.group(1))).entries())
                .containsExactly(
                        new Entry(
                                "model-29ce54ef-040c-4831-97b6-4850faa31598",
                                new Landing(PromotionState.PROMOTED, "live since 2026-02, before the gate existed")),
                        new Entry(
                                "model-biophys-",
                                new Landing(PromotionState.CANDIDATE, "waits for the evaluation gate")));
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("latin-1.yml"), new byte[] {'a', ':', ' ', (byte) 0xE9});

        assertRefused(file, "is not UTF-8; save it as UTF-8");
    }

    @Test
    void refusesAliasesThatWouldFillTheMemory() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [model]\n");
        for (int level = 1; level <= 30; level++) {
            String before = "*a%d".formatted(level - 1);
            bomb.append("a%d: &a%1$d [%s]\n".formatted(level, String.join(", ", List.of(before, before, before))));
        }

        assertRefused(
                file(bomb + "models: *a30\n"),
                "is no YAML: Number of aliases for non-scalar nodes exceeds the specified max=50");
    }

    @Test
    void refusesNestingThatWouldFillTheStack() throws IOException {
        assertRefused(file("models: " + "[".repeat(100_000)), "is no YAML: Nesting Depth exceeded max 50");
    }

    @Test
    void saysThatThereIsNoFile() {
        Path file = folder.resolve("none.yml");

        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(ManifestException.class)
                .hasMessage("there is no manifest %s; name an existing file".formatted(file));
    }

    @Test
    void saysThatAFolderIsNoFile() {
        assertThatThrownBy(() -> Manifest.read(folder))
                .isInstanceOf(ManifestException.class)
                .hasMessage("cannot read the manifest %s: it is a folder".formatted(folder));
    }

    @Test
    void saysThatItMayNotReadTheFile() throws IOException {
        Path file = file("models: []");
        Files.setPosixFilePermissions(file, Set.of());
        // Whoever is root reads it all the same.
        assumeThat(Files.isReadable(file)).isFalse();

        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(ManifestException.class)
                .hasMessage("cannot read the manifest %s: no right to do that".formatted(file));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("manifest.yml"), text);
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(ManifestException.class)
                .hasMessage("the manifest %s %s".formatted(file, reason));
    }
}
