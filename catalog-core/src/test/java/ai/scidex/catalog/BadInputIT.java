package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static ai.scidex.catalog.TestMetadata.external;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a caller hands in: a typed exception with a sentence, on one line, and nothing is written. */
class BadInputIT {

    private static final ArtifactId MODEL = new ArtifactId("model-a");
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
                                MODEL,
                                GOOD.withEvidence(
                                        PromotionEvidence.of(List.of()).withDetails(parse("{\"x\": \"\\u0000\"}"))))),
                bad(
                        "half a pair in evidence",
                        c -> c.reject(
                                MODEL,
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
    void isRefusedWithASentence(String name, Consumer<ModelCatalog> call) {
        String before = contents();

        assertThatThrownBy(() -> call.accept(catalog))
                .isInstanceOf(CatalogException.class)
                .satisfies(refusal -> {
                    assertThat(refusal.getMessage())
                            .matches("[a-z'].{10,300}[^.]")
                            .doesNotContain("hunter2");
                    assertThat(refusal.getMessage().codePoints().filter(Character::isISOControl))
                            .isEmpty();
                });

        assertThat(contents()).isEqualTo(before);
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
