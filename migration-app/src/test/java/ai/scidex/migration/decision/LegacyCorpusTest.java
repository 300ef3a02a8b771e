package ai.scidex.migration.decision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.validation.MetadataValidator;
import ai.scidex.catalog.validation.ValidationResult;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole legacy documents, in the words of the three contracts that exist in the wild and mixtures of them, each with the
 * decision of every field.
 *
 * <p>The decisions are golden files, which {@code -Dgolden.update=true} writes anew: read what changed against the table of
 * the rules before it is committed.
 */
class LegacyCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/legacy/corpus");

    private static final List<String> FILES = List.of("biophysical", "deep_learning", "statistical", "mixed");

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    private static final Set<String> MODELS =
            Set.of("model-ode-parent", "model-scgpt", "model-lr-parent", "model-under-test");

    private static final KnownArtifacts KNOWN = new KnownArtifacts(
            Set.of(
                    "model-ode-parent",
                    "model-scgpt",
                    "model-lr-parent",
                    "model-under-test",
                    "dataset-silk",
                    "dataset-silk-heldout",
                    "dataset-seaad",
                    "dataset-seaad-heldout"),
            MODELS);

    @ParameterizedTest
    @ValueSource(strings = {"biophysical", "deep_learning", "statistical", "mixed"})
    void decidesEveryFieldAsTheTableSays(String file) throws IOException {
        Path golden = CORPUS.resolve(file + ".decisions.txt");

        String told = documents(file).stream().map(LegacyCorpusTest::told).collect(Collectors.joining("\n"));

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, told);
        }
        assertThat(told).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @ValueSource(strings = {"biophysical", "deep_learning", "statistical", "mixed"})
    void upgradesToWhatIsValidAndStays(String file) throws IOException {
        for (Document document : documents(file)) {
            Decision decision = document.decision();
            if (decision.outcome() == Outcome.UPGRADED && decision.artifact().version() == null) {
                JsonNode after = decision.change().applyTo(decision.artifact().metadata());
                LegacyArtifact upgraded = Legacy.artifact(
                        decision.artifact().originType(), decision.artifact().originUrl(), after, null);

                assertThat(VALIDATOR.validate(after)).as(document.name()).isEqualTo(new ValidationResult.Valid());
                assertThat(touched(Rules.decide(upgraded, KNOWN)))
                        .as(document.name())
                        .isSubsetOf(open(decision));
            }
        }
    }

    @Test
    void holdsAtLeastAHundredAndTwentyDocuments() throws IOException {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(all()).extracting(Document::name).doesNotHaveDuplicates();
    }

    @Test
    void leavesNoRuleNoReasonAndNoFieldUntried() throws IOException {
        Set<String> rules = new TreeSet<>();
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        Map<Field, Set<Class<?>>> decisions = new HashMap<>();
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (Document document : all()) {
            outcomes.add(document.decision().outcome());
            document.decision().fields().forEach((field, decision) -> {
                decisions.computeIfAbsent(field, one -> new HashSet<>()).add(decision.getClass());
                if (decision instanceof Mapped mapped) {
                    rules.add(mapped.rule());
                } else if (decision instanceof Held held) {
                    reasons.add(held.reason());
                }
            });
        }

        assertThat(rules)
                .containsExactly(
                        "base-model",
                        "commit-sha",
                        "counted-parameters",
                        "dataset-name",
                        "entry-point",
                        "evaluation-artifact",
                        "flag",
                        "keys-of-one-family",
                        "metrics",
                        "model-family-name",
                        "origin-type",
                        "pinned-version",
                        "settings",
                        "solver-library",
                        "text",
                        "url",
                        "utc-time",
                        "whole-number");
        assertThat(reasons).isEqualTo(EnumSet.allOf(Reason.class));
        assertThat(outcomes).isEqualTo(EnumSet.allOf(Outcome.class));
        for (Field field : EnumSet.complementOf(EnumSet.of(Field.METADATA))) {
            assertThat(decisions.get(field))
                    .as(field.text())
                    .containsExactlyInAnyOrder(Mapped.class, Held.class, Absent.class);
        }
        assertThat(decisions.get(Field.METADATA)).containsExactly(Held.class);
    }

    private static Set<String> touched(Decision decision) {
        Set<String> touched = new TreeSet<>(decision.change().added().keySet());
        touched.addAll(decision.change().removed());
        return touched;
    }

    private static Set<String> open(Decision decision) {
        return decision.holds().stream().map(hold -> hold.field().text()).collect(Collectors.toSet());
    }

    /** One legacy document: {@code metadata}, the columns of the artifact, and the row that was there. */
    private record Document(String name, Decision decision) {

        static Document of(JsonNode line) {
            LegacyArtifact artifact = Legacy.artifact(
                    line.path("originType").textValue(),
                    line.path("originUrl").textValue(),
                    line.get("metadata"),
                    line.has("row") ? Legacy.row(columns(line.path("row"))) : null);
            return new Document(line.path("name").asText(), Rules.decide(artifact, KNOWN));
        }

        private static Map<Field, String> columns(JsonNode row) {
            Map<Field, String> columns = new HashMap<>();
            row.properties()
                    .forEach(entry -> columns.put(
                            Field.named(entry.getKey()).orElseThrow(),
                            entry.getValue().asText()));
            return columns;
        }
    }

    private static List<Document> all() throws IOException {
        List<Document> all = new ArrayList<>();
        for (String file : FILES) {
            all.addAll(documents(file));
        }
        return all;
    }

    private static List<Document> documents(String file) throws IOException {
        return Files.readAllLines(CORPUS.resolve(file + ".jsonl")).stream()
                .map(Legacy::json)
                .map(Document::of)
                .toList();
    }

    private static String sources(Mapped mapped) {
        return Stream.concat(Stream.of(mapped.source()), mapped.alsoRead().stream())
                .collect(Collectors.joining(" and "));
    }

    /** A line for each field that is mapped or held, and one for all that are absent. */
    private static String told(Document document) {
        StringBuilder told = new StringBuilder("%s: %s%n"
                .formatted(document.name(), document.decision().outcome().text())
                .replace(System.lineSeparator(), "\n"));
        List<String> absent = new ArrayList<>();
        document.decision().fields().forEach((field, decision) -> {
            if (decision instanceof Mapped mapped) {
                told.append("  %s = %s, from %s by %s\n"
                        .formatted(field.text(), MetadataJson.write(mapped.value()), sources(mapped), mapped.rule()));
            } else if (decision instanceof Held held) {
                told.append("  %s held, %s%s\n"
                        .formatted(
                                field.text(),
                                held.reason().text(),
                                held.candidates().stream()
                                        .map(one ->
                                                "; %s from %s".formatted(MetadataJson.write(one.value()), one.source()))
                                        .collect(Collectors.joining())));
            } else {
                absent.add(field.text());
            }
        });
        return told.append("  absent: %s\n".formatted(String.join(", ", absent)))
                .toString();
    }
}
