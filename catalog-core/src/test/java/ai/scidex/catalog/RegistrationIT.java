package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.object;
import static ai.scidex.catalog.TestJson.parse;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.validation.Violation;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationIT {

    private static final ArtifactId DATASET = new ArtifactId("dataset-heldout");

    private static TestDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
    }

    @BeforeEach
    void empty() {
        database.execute("""
                SET LOCAL model_catalog.delete_promoted = 'between tests';
                DELETE FROM model_versions;
                DELETE FROM artifacts;
                INSERT INTO artifacts (id, artifact_type, title) VALUES ('dataset-heldout', 'dataset', 'Held out')
                """);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void commitsWhereTheConnectionsDoNotByThemselves() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            ArtifactId registered = ModelCatalog.on(pool)
                    .registerModel(ModelRegistration.of("Microglia", internal()))
                    .artifactId();

            assertThat(catalog.findModelVersion(registered)).isPresent();
        }
    }

    @Test
    void writesTheCodeTheTrainingAndTheEvaluationDataset() {
        RegisteredModel registered = catalog.registerModel(ModelRegistration.of("Microglia", internal())
                .withCodeLink(new CodeLink("https://github.com/a/b", "AB".repeat(20), "train.py"))
                .withTrainingRun(TrainingRun.by("minimax:63")
                        .withStartedAt(Instant.parse("2026-05-01T08:00:00.5Z"))
                        .withCompletedAt(Instant.parse("2026-05-01T09:00:00Z"))
                        .withGpuAllocationId("alloc-7")
                        .withParameters(parse("{\"epochs\": 3, \"lr\": 0.0010}")))
                .withEvaluationDataset(DATASET));

        assertThat(catalog.findModelVersion(registered.artifactId()).orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("createdAt")
                .isEqualTo(new ModelVersion(
                        registered.artifactId(),
                        false,
                        null,
                        null,
                        null,
                        "https://github.com/a/b",
                        "ab".repeat(20),
                        "train.py",
                        Instant.parse("2026-05-01T08:00:00.5Z"),
                        Instant.parse("2026-05-01T09:00:00Z"),
                        "minimax:63",
                        "alloc-7",
                        parse("{\"lr\": 0.0010, \"epochs\": 3}"),
                        parse("{\"r2\": 0.870}"),
                        DATASET,
                        "bench-microglia",
                        PromotionState.CANDIDATE,
                        null,
                        null));
        assertThat(database.queryText("""
                        SELECT concat_ws('|', metadata ->> 'training_config', metadata ->> 'evaluation_dataset')
                          FROM artifacts WHERE artifact_type = 'model'
                        """)).isEqualTo("{\"lr\": 0.0010, \"epochs\": 3}|dataset-heldout");
    }

    @Test
    void leavesTheHashOfTheContentToThoseWhoseItIs() {
        catalog.registerModel(ModelRegistration.of("Microglia", internal()));

        assertThat(database.queryText("SELECT content_hash FROM artifacts WHERE artifact_type = 'model'"))
                .isNull();
    }

    @Test
    void namesTheCreatorInTheHistoryOrElseWhoeverTheCatalogActsFor() {
        catalog.registerModel(ModelRegistration.of("One", internal()).withId(id("model-1")));
        catalog.actingFor("WS3")
                .registerModel(ModelRegistration.of("Two", internal()).withId(id("model-2")));
        catalog.actingFor("WS3")
                .registerModels(List.of(ModelRegistration.of("Three", internal())
                        .withId(id("model-3"))
                        .withCreatedBy("minimax:63")));

        assertThat(database.queryText("""
                        SELECT string_agg(concat_ws(' ', a.id, a.created_by, c.actor), ', ' ORDER BY a.id)
                          FROM artifacts a JOIN metadata_changes c ON c.artifact_id = a.id
                         WHERE c.change_id > (SELECT max(change_id) - 3 FROM metadata_changes)
                        """))
                .isEqualTo("model-1 model-catalog model-catalog, model-2 WS3 WS3, model-3 minimax:63 minimax:63");
    }

    @Test
    void refusesAnEvaluationDatasetThatIsNamedAsAnArtifactAndIsNone() {
        ModelRegistration registration =
                ModelRegistration.of("Microglia", internal()).withEvaluationDataset(id("dataset-nowhere"));

        assertRefused(
                NoSuchArtifactException.class,
                "evaluation_dataset names 'dataset-nowhere', but there is no such artifact",
                () -> catalog.registerModel(registration));
    }

    @Test
    void refusesABaseModelThatIsNone() {
        ObjectNode onDataset = internal().put("base_model_id", "dataset-heldout");
        ObjectNode onItself = internal().put("base_model_id", "model-1");

        assertRefused(
                NoSuchArtifactException.class,
                "base_model_id names 'dataset-heldout', but there is no such model",
                () -> catalog.registerModel(ModelRegistration.of("Microglia", onDataset)));
        assertRefused(
                InvalidValueException.class,
                "model 'model-1' cannot be its own base model",
                () -> catalog.registerModel(
                        ModelRegistration.of("Microglia", onItself).withId(id("model-1"))));
    }

    @Test
    void refusesAListInWhichAModelIsTheBaseOfItsOwnBase() {
        List<ModelRegistration> loop = List.of(
                ModelRegistration.of("A", internal().put("base_model_id", "model-2"))
                        .withId(id("model-1")),
                ModelRegistration.of("B", internal().put("base_model_id", "model-3"))
                        .withId(id("model-2")),
                ModelRegistration.of("C", internal().put("base_model_id", "model-1"))
                        .withId(id("model-3")));

        assertRefused(
                InvalidValueException.class,
                "model 'model-1' cannot be its own base model",
                () -> catalog.registerModels(loop));
    }

    @Test
    void registersTheSameContentTwiceUnlessAskedNotTo() {
        RegisteredModel one = catalog.registerModel(ModelRegistration.of("Microglia", internal()));
        RegisteredModel two = catalog.registerModel(ModelRegistration.of("Microglia", internal()));

        assertThat(two.artifactId()).isNotEqualTo(one.artifactId());
    }

    @Test
    void findsTheModelOfTheSameContentHoweverItsMetadataIsWritten() {
        RegisteredModel one = catalog.registerModel(ModelRegistration.of("Microglia", internal()));
        ObjectNode sameInOtherWords = object("""
                {"_note": "kept", "training_config": {"rtol": 0.001}, "benchmark_id": "bench-microglia",
                 "evaluation_metrics": {"r2": 0.87}, "evaluation_dataset": "held-out cultures",
                 "training_data": "dataset-timecourse", "parameter_count": 14.0, "framework": "scipy",
                 "model_family": "biophysical", "is_external": false}
                """);
        String before = rowCounts();

        RegisteredModel again = catalog.registerModel(
                ModelRegistration.of("Microglia", sameInOtherWords).ifAbsent());

        assertThat(again).isEqualTo(one);
        assertThat(rowCounts()).isEqualTo(before);
    }

    @Test
    void registersWhatDiffersInTitleOrMetadata() {
        ModelRegistration registration =
                ModelRegistration.of("Microglia", internal()).ifAbsent();
        RegisteredModel one = catalog.registerModel(registration);

        RegisteredModel otherTitle = catalog.registerModel(
                ModelRegistration.of("microglia", internal()).ifAbsent());
        RegisteredModel otherMetadata = catalog.registerModel(
                ModelRegistration.of("Microglia", internal().put("parameter_count", 15))
                        .ifAbsent());

        assertThat(List.of(one.artifactId(), otherTitle.artifactId(), otherMetadata.artifactId()))
                .doesNotHaveDuplicates();
        assertThat(one.artifactId()).isEqualTo(registration.id());
    }

    @Test
    void findsTheOldestOfSeveralAndSaysWhereItStands() {
        catalog.registerModel(ModelRegistration.of("Microglia", internal()).withId(id("model-z")));
        catalog.registerModel(ModelRegistration.of("Microglia", internal()).withId(id("model-a")));
        catalog.promote(id("model-z"), PromotionDecision.of("gate", "good"));

        assertThat(catalog.registerModel(
                        ModelRegistration.of("Microglia", internal()).ifAbsent()))
                .isEqualTo(new RegisteredModel(id("model-z"), 1, PromotionState.PROMOTED));
    }

    @Test
    void takesNoArtifactForTheSameModelThatTheCatalogDoesNotHave() {
        database.execute(
                "INSERT INTO artifacts (id, artifact_type, title, metadata) VALUES ('model-old', 'model', 'Microglia', '%s')"
                        .formatted(internal()));

        RegisteredModel registered = catalog.registerModel(
                ModelRegistration.of("Microglia", internal()).ifAbsent());

        assertThat(registered.artifactId()).isNotEqualTo(id("model-old"));
    }

    @Test
    void registersOnceWhoeverAsksAtTheSameTime() throws Exception {
        int threads = 16;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<ArtifactId>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                calls.add(() -> {
                    start.await();
                    return catalog.registerModel(ModelRegistration.of("Microglia", internal())
                                    .ifAbsent())
                            .artifactId();
                });
            }
            List<ArtifactId> ids = new ArrayList<>();
            for (Future<ArtifactId> result : pool.invokeAll(calls)) {
                ids.add(result.get());
            }

            assertThat(ids).containsOnly(ids.get(0));
            assertThat(database.queryText("SELECT count(*) FROM model_versions"))
                    .isEqualTo("1");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void registersAListInItsOrder() {
        List<ModelRegistration> list = IntStream.range(0, 2_500)
                .mapToObj(i -> ModelRegistration.of("Model " + i, internal().put("parameter_count", i))
                        .withId(id("model-%05d".formatted(2_499 - i))))
                .toList();

        List<RegisteredModel> registered = catalog.registerModels(list);

        assertThat(registered)
                .isEqualTo(list.stream()
                        .map(registration -> new RegisteredModel(registration.id(), 1, PromotionState.CANDIDATE))
                        .toList());
        assertThat(database.queryText("""
                        SELECT concat_ws('|', count(*), count(DISTINCT a.xmin::TEXT),
                                         count(*) FILTER (WHERE a.title = 'Model ' || (a.metadata ->> 'parameter_count')),
                                         count(v.artifact_id))
                          FROM artifacts a LEFT JOIN model_versions v ON v.artifact_id = a.id AND v.xmin = a.xmin
                         WHERE a.artifact_type = 'model'
                        """)).isEqualTo("2500|1|2500|2500");
    }

    @Test
    void keepsEveryCharacterOfAListThatGoesByCopy() {
        ObjectNode metadata =
                internal().put("_odd", "tab\t line\n return\r back\\slash \\N \"quote\" \u00e4 \ud83d\ude00 \\.");
        ModelRegistration odd =
                ModelRegistration.of("A\tb\\N\n\ud83d\ude00", metadata).withId(id("model-odd"));

        catalog.registerModels(List.of(odd));

        assertThat(database.queryText("SELECT title FROM artifacts WHERE id = 'model-odd'"))
                .isEqualTo("A\tb\\N\n\ud83d\ude00");
        assertThat(database.queryText("SELECT metadata ->> '_odd' FROM artifacts WHERE id = 'model-odd'"))
                .isEqualTo(metadata.path("_odd").textValue());
    }

    @Test
    void letsAListRefineAModelOfItsOwn() {
        ObjectNode refined = internal().put("base_model_id", "model-base");

        catalog.registerModels(List.of(
                ModelRegistration.of("Refined", refined).withId(id("model-refined")),
                ModelRegistration.of("Base", internal()).withId(id("model-base"))));

        assertThat(catalog.findModelVersion(id("model-refined")).orElseThrow().baseModelId())
                .isEqualTo(id("model-base"));
    }

    @Test
    void answersAListWithWhatIsThereAndWithWhatItRepeats() {
        RegisteredModel there = catalog.registerModel(ModelRegistration.of("There", internal()));
        ModelRegistration fresh = ModelRegistration.of("New", internal()).ifAbsent();

        List<RegisteredModel> registered = catalog.registerModels(List.of(
                fresh,
                ModelRegistration.of("There", internal()).ifAbsent(),
                ModelRegistration.of("New", internal()).ifAbsent(),
                ModelRegistration.of("There", internal())));

        assertThat(registered.get(0).artifactId()).isEqualTo(fresh.id());
        assertThat(registered.get(1)).isEqualTo(there);
        assertThat(registered.get(2)).isEqualTo(registered.get(0));
        assertThat(registered.get(3).artifactId()).isNotEqualTo(there.artifactId());
        assertThat(database.queryText("SELECT count(*) FROM model_versions")).isEqualTo("3");
    }

    @Test
    void registersNothingOfAnEmptyList() {
        assertThat(catalog.registerModels(List.of())).isEmpty();
    }

    @Test
    void namesEveryInvalidDocumentOfAListByItsPlace() {
        ObjectNode invalid = internal();
        invalid.remove("framework");
        List<ModelRegistration> list = List.of(
                ModelRegistration.of("A", internal()),
                ModelRegistration.of("B", invalid.put("parameter_count", -1)),
                ModelRegistration.of("C", parse("[]")));
        String before = rowCounts();

        assertThatThrownBy(() -> catalog.registerModels(list))
                .isInstanceOfSatisfying(
                        InvalidModelMetadataException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/1/framework", "/1/parameter_count", "/2"));
        assertThat(rowCounts()).isEqualTo(before);
    }

    @Test
    void registersNothingOfAListWhenOneOfItIsRefused() {
        catalog.registerModel(ModelRegistration.of("Taken", internal()).withId(id("model-taken")));
        ModelRegistration fine = ModelRegistration.of("Fine", internal());

        assertRefused(
                DuplicateArtifactException.class,
                "there is already an artifact 'model-taken'; choose another id",
                () -> catalog.registerModels(
                        List.of(fine, ModelRegistration.of("Again", internal()).withId(id("model-taken")))));
        assertRefused(
                DuplicateArtifactException.class,
                "the list has two models with the id 'model-1'",
                () -> catalog.registerModels(List.of(fine.withId(id("model-1")), fine.withId(id("model-1")))));
        assertRefused(
                NoSuchArtifactException.class,
                "base_model_id names 'model-nowhere', but there is no such model",
                () -> catalog.registerModels(List.of(
                        fine, ModelRegistration.of("Refined", internal().put("base_model_id", "model-nowhere")))));
        assertRefused(
                NoSuchArtifactException.class,
                "evaluation_dataset names 'dataset-nowhere', but there is no such artifact",
                () -> catalog.registerModels(
                        List.of(fine, fine.withId(id("model-2")).withEvaluationDataset(id("dataset-nowhere")))));
    }

    private static void assertRefused(Class<? extends CatalogException> type, String message, Runnable call) {
        String before = rowCounts();

        assertThatThrownBy(call::run).isInstanceOf(type).hasMessage(message);

        assertThat(rowCounts()).isEqualTo(before);
    }

    private static ArtifactId id(String value) {
        return new ArtifactId(value);
    }

    private static String rowCounts() {
        return String.valueOf(database.queryText("""
                SELECT concat_ws(' ', (SELECT count(*) FROM artifacts), (SELECT count(*) FROM model_versions),
                                 (SELECT count(*) FROM metadata_changes))
                """));
    }
}
