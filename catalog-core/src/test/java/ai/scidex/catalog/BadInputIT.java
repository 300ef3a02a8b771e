package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static ai.scidex.catalog.TestMetadata.external;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a caller hands in: a typed exception with a sentence, on one line, and nothing is written.
 *
 * <p>The sentences are in a golden file, which {@code -Dgolden.update=true} writes anew.
 */
class BadInputIT {

    private static final Path SENTENCES = Path.of("src/test/resources/golden/bad-input.txt");

    private static final ArtifactId MODEL = new ArtifactId("model-a");
    private static final ArtifactId PROMOTED = new ArtifactId("model-promoted");
    private static final ArtifactId CANDIDATE = new ArtifactId("model-candidate");
    private static final ArtifactId NOWHERE = new ArtifactId("model-nowhere");
    private static final ModelRegistration REGISTRATION = ModelRegistration.of("A", internal());
    private static final CodeLink LINK = new CodeLink("https://github.com/a/b", "ab".repeat(20), "train.py");
    private static final PromotionDecision GOOD = PromotionDecision.of("gate", "good");

    private static TestDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
        catalog.registerModel(REGISTRATION.withId(MODEL));
        catalog.reject(MODEL, GOOD);
        catalog.registerModel(REGISTRATION.withId(PROMOTED));
        catalog.promote(PROMOTED, GOOD);
        catalog.registerModelVersion(PROMOTED, REGISTRATION.withId(CANDIDATE));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(
                bad("an unknown parent", c -> c.registerModelVersion(NOWHERE, REGISTRATION)),
                bad("an unknown model to update", c -> c.updateMetadata(NOWHERE, internal())),
                bad("an unknown model to link", c -> c.linkCode(NOWHERE, LINK)),
                bad("an unknown trained model", c -> c.recordTraining(NOWHERE, TrainingRun.by("agent"))),
                bad(
                        "an unknown evaluated model",
                        c -> c.recordEvaluation(NOWHERE, Evaluation.on(MODEL, parse("{\"auroc\": 0.9}")))),
                bad("an unknown candidate", c -> c.promote(NOWHERE, GOOD)),
                bad("an unknown model to reject", c -> c.reject(NOWHERE, GOOD)),
                bad("an unknown model to roll back to", c -> c.rollBack(NOWHERE, GOOD)),
                bad("a rejected candidate", c -> c.promote(MODEL, GOOD)),
                bad("a model rejected twice", c -> c.reject(MODEL, GOOD)),
                bad("a roll back to a rejected one", c -> c.rollBack(MODEL, GOOD)),
                bad("a promotion of what is promoted", c -> c.promote(PROMOTED, GOOD)),
                bad("a rejection of what is promoted", c -> c.reject(PROMOTED, GOOD)),
                bad("a roll back to what is promoted", c -> c.rollBack(PROMOTED, GOOD)),
                bad("a roll back to a candidate", c -> c.rollBack(CANDIDATE, GOOD)),
                bad("a candidate compared with nothing", c -> c.promote(CANDIDATE, GOOD)),
                bad("a candidate compared with another", c -> c.promote(CANDIDATE, GOOD.withComparedWith(MODEL))),
                bad("a lineage of nothing", c -> c.lineage(NOWHERE)),
                bad(
                        "an unknown base model",
                        c -> c.registerModel(
                                ModelRegistration.of("A", internal().put("base_model_id", NOWHERE.value())))),
                bad("an unknown dataset", c -> c.registerModel(REGISTRATION.withEvaluationDataset(NOWHERE))),
                bad(
                        "an unknown dataset of an evaluation",
                        c -> c.recordEvaluation(MODEL, Evaluation.on(NOWHERE, parse("{\"auroc\": 0.9}")))),
                bad("no metadata at all", c -> c.registerModel(ModelRegistration.of("A", parse("null")))),
                bad(
                        "a training that ends before it begins",
                        c -> c.recordTraining(
                                MODEL,
                                TrainingRun.by("agent")
                                        .withStartedAt(Instant.parse("2026-02-02T00:00:00Z"))
                                        .withCompletedAt(Instant.parse("2026-02-01T00:00:00Z")))),
                bad("a training by nobody", c -> c.recordTraining(MODEL, TrainingRun.by("TBD"))),
                bad("a blank title", c -> c.registerModel(ModelRegistration.of(" ", internal()))),
                bad("a blank id", c -> c.promote(new ArtifactId("\u00a0"), GOOD)),
                bad(
                        "a page without entries",
                        c -> c.findCodeGaps(PageRequest.first().withSize(0))),
                bad(
                        "a threshold without a metric",
                        c -> c.findModelVersions(
                                ModelVersionFilter.all().withMetric(MetricThreshold.atLeast("", BigDecimal.ONE)))),
                bad("a blank reason", c -> c.reject(MODEL, PromotionDecision.of("gate", "\t"))),
                bad("a reason that is none", c -> c.reject(MODEL, PromotionDecision.of("gate", "n/a"))),
                bad("notes of 10 MB", c -> c.reject(MODEL, PromotionDecision.of("gate", "x".repeat(10 << 20)))),
                bad("nobody", c -> c.actingFor(" ").linkCode(MODEL, LINK)),
                bad(
                        "a repository with a password",
                        c -> c.linkCode(MODEL, new CodeLink("https://me:hunter2@a.org/b", "ab".repeat(20), "t.py"))),
                bad(
                        "a source with a password",
                        c -> c.updateMetadata(
                                MODEL, external().put("external_source_url", "https://me:hunter2@a.org/b"))),
                bad("a short commit", c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "abcdef0", "t.py"))),
                bad(
                        "a commit of 41 digits",
                        c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "a".repeat(41), "t.py"))),
                bad(
                        "a commit of 39 digits",
                        c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "a".repeat(39), "t.py"))),
                bad(
                        "a commit of 65 digits",
                        c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "a".repeat(65), "t.py"))),
                bad(
                        "a commit that is no number",
                        c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "g".repeat(40), "t.py"))),
                bad("a branch for a commit", c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "main", "t.py"))),
                bad(
                        "a program of the machine",
                        c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "ab".repeat(20), "/etc/t.py"))),
                bad(
                        "a program that leaves by a folder",
                        c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "ab".repeat(20), "a/../../t.py"))),
                bad(
                        "a program that leaves the other way",
                        c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "ab".repeat(20), "..\\t.py"))),
                bad(
                        "a repository on the disk",
                        c -> c.linkCode(MODEL, new CodeLink("file:///srv/b", "ab".repeat(20), "t.py"))),
                bad(
                        "a program outside",
                        c -> c.linkCode(MODEL, new CodeLink("https://a.org/b", "ab".repeat(20), "../t.py"))),
                bad("an id with a quote", c -> c.registerModel(REGISTRATION.withId(new ArtifactId("it's")))),
                bad("an id with a space", c -> c.registerModel(REGISTRATION.withId(new ArtifactId("a b")))),
                bad(
                        "an id of 10,000 characters",
                        c -> c.registerModel(REGISTRATION.withId(new ArtifactId("m".repeat(10_000))))),
                bad(
                        "a quoted id that is unknown",
                        c -> c.linkCode(new ArtifactId("'; DROP TABLE artifacts; --"), LINK)),
                bad("an unknown id of 10,000 characters", c -> c.promote(new ArtifactId("m".repeat(10_000)), GOOD)),
                bad("a NUL character in an id", c -> c.promote(new ArtifactId("model\u0000"), GOOD)),
                bad("half a pair in an id", c -> c.promote(new ArtifactId("model\udc00"), GOOD)),
                bad("a NUL character in a title", c -> c.registerModel(ModelRegistration.of("\u0000", internal()))),
                bad("half a pair in a title", c -> c.registerModel(ModelRegistration.of("\ud83d", internal()))),
                bad(
                        "half a pair in metadata",
                        c -> c.registerModel(
                                ModelRegistration.of("A", internal().put("_x", "\ud83d")))),
                bad(
                        "a NUL character in evidence",
                        c -> c.reject(
                                CANDIDATE,
                                GOOD.withEvidence(
                                        PromotionEvidence.of(List.of()).withDetails(parse("{\"x\": \"\\u0000\"}"))))),
                bad(
                        "half a pair in evidence",
                        c -> c.reject(
                                CANDIDATE,
                                GOOD.withEvidence(PromotionEvidence.of(List.of())
                                        .withDetails(internal().put("_x", "\ud83d"))))),
                bad(
                        "a metric that is not a number",
                        c -> c.registerModel(ModelRegistration.of("A", measured(Double.NaN)))),
                bad("a metric that is endless", c -> c.updateMetadata(MODEL, measured(Double.POSITIVE_INFINITY))),
                bad(
                        "a benchmark too long for an index",
                        c -> c.recordEvaluation(
                                MODEL,
                                Evaluation.on(MODEL, parse("{\"auroc\": 0.9}")).withBenchmarkId("b".repeat(10_000)))),
                bad(
                        "a list that names one of them",
                        c -> c.registerModels(List.of(REGISTRATION, REGISTRATION.withId(MODEL)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInputs")
    void isRefusedWithASentence(String name, Consumer<ModelCatalog> call) throws IOException {
        String before = contents();

        CatalogException refusal = catchThrowableOfType(CatalogException.class, () -> call.accept(catalog));

        assertThat(refusal.getMessage()).matches("[a-z'].{10,300}[^.]").doesNotContain("hunter2");
        assertThat(refusal.getMessage().codePoints().filter(Character::isISOControl))
                .isEmpty();
        assertThat(contents()).isEqualTo(before);
        assertThat(Files.readAllLines(SENTENCES)).contains(line(name, refusal));
    }

    @Test
    void hasASentenceForEachAndNoOther() throws IOException {
        List<String> lines = badInputs().map(BadInputIT::line).toList();
        if (Boolean.getBoolean("golden.update")) {
            Files.write(SENTENCES, lines);
        }

        assertThat(Files.readAllLines(SENTENCES)).isEqualTo(lines);
    }

    @SuppressWarnings("unchecked")
    private static String line(Arguments input) {
        Consumer<ModelCatalog> call = (Consumer<ModelCatalog>) input.get()[1];
        return line(
                input.get()[0].toString(), catchThrowableOfType(CatalogException.class, () -> call.accept(catalog)));
    }

    private static String line(String name, CatalogException refusal) {
        return "%s: %s: %s".formatted(name, refusal.getClass().getSimpleName(), refusal.getMessage());
    }

    private static ObjectNode measured(double auroc) {
        ObjectNode metadata = internal();
        metadata.putObject("evaluation_metrics").put("auroc", auroc);
        return metadata;
    }

    private static Arguments bad(String name, Consumer<ModelCatalog> call) {
        return Arguments.of(name, call);
    }

    private static String contents() {
        return database.queryText("""
                SELECT string_agg(t.line, E'\\n' ORDER BY t.line COLLATE "C")
                  FROM (SELECT a.xmin || a::TEXT AS line FROM artifacts a
                         UNION ALL
                        SELECT v.xmin || v::TEXT FROM model_versions v
                         UNION ALL
                        SELECT c.change_id::TEXT FROM metadata_changes c
                         UNION ALL
                        SELECT e.event_id::TEXT FROM model_promotion_events e) t
                """);
    }
}
