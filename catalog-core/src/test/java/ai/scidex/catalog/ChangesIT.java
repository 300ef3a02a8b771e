package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.object;
import static ai.scidex.catalog.TestJson.parse;
import static ai.scidex.catalog.TestMetadata.external;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesIT {

    private static final ArtifactId MODEL = new ArtifactId("model-a");
    private static final ArtifactId DATASET = new ArtifactId("dataset-heldout");
    private static final CodeLink LINK = new CodeLink("https://github.com/a/b", "ab".repeat(20), "train.py");
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private static TestDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource()).actingFor("WS2");
    }

    @BeforeEach
    void register() {
        database.execute("""
                SET LOCAL model_catalog.delete_promoted = 'between tests';
                DELETE FROM model_versions;
                DELETE FROM artifacts;
                INSERT INTO artifacts (id, artifact_type, title) VALUES ('dataset-heldout', 'dataset', 'Held out')
                """);
        catalog.registerModel(ModelRegistration.of("A", internal()).withId(MODEL));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void putsNewMetadataInPlaceOfTheOldAndMendsTheColumns() {
        ObjectNode metadata = internal()
                .put("evaluation_dataset", "dataset-heldout")
                .set("evaluation_metrics", parse("{\"r2\": 0.8700, \"n\": {\"value\": 12}}"));
        metadata.remove(List.of("benchmark_id", "training_config", "_note"));

        ModelVersion updated = catalog.updateMetadata(MODEL, metadata);

        assertThat(updated).isEqualTo(catalog.findModelVersion(MODEL).orElseThrow());
        assertThat(updated.evalDatasetArtifactId()).isEqualTo(DATASET);
        assertThat(updated.evalMetricsJson()).hasToString("{\"n\":{\"value\":12},\"r2\":0.8700}");
        assertThat(updated.benchmarkId()).isNull();
        assertThat(updated.trainingParamsJson()).isNull();
        assertThat(storedMetadata()).isEqualTo(metadata);
    }

    @Test
    void keepsWhatWasThereBeforeAnUpdateAndWhoMadeItUnderWhichSchema() {
        String before = database.queryText("SELECT metadata::TEXT FROM artifacts WHERE id = 'model-a'");
        ObjectNode metadata = internal().put("parameter_count", 15);
        metadata.remove("_note");

        catalog.updateMetadata(MODEL, metadata);

        assertThat(
                        lastChange(
                                "concat_ws('|', actor, outcome, run_id, added, removed, schema_version, length(schema_sha256))"))
                .isEqualTo("WS2|updated|{\"parameter_count\": 15}|{_note}|v1|64");
        assertThat(lastChange("metadata_before::TEXT")).isEqualTo(before);
        assertThat(lastChange("version_before ->> 'benchmark_id'")).isEqualTo("bench-microglia");
        assertThat(lastChange("before_sha256 = encode(sha256(convert_to(metadata_before::TEXT, 'UTF8')), 'hex')"))
                .isEqualTo("t");
        assertThat(database.queryText("""
                        SELECT h.metadata_after::TEXT = a.metadata::TEXT
                          FROM metadata_history h JOIN artifacts a ON a.id = h.artifact_id
                         ORDER BY h.change_id DESC LIMIT 1
                        """)).isEqualTo("t");
    }

    @Test
    void keepsTheOriginOfAnExternalModelEqualToItsSource() {
        catalog.updateMetadata(MODEL, external());
        assertThat(origin())
                .isEqualTo("external|https://huggingface.co/org/model|1|https://huggingface.co/org/model|v1.2");

        catalog.updateMetadata(MODEL, external().put("external_source_url", "https://zenodo.org/records/1"));
        assertThat(origin()).isEqualTo("external|https://zenodo.org/records/1|1|https://zenodo.org/records/1|v1.2");

        catalog.updateMetadata(MODEL, internal());
        assertThat(origin()).isEqualTo("internal|none|0|none|none");
    }

    @Test
    void leavesTheOriginOfAnInternalModelAlone() {
        database.execute(
                "UPDATE artifacts SET origin_type = 'derived', origin_url = 'https://a.org' WHERE id = 'model-a'");

        catalog.updateMetadata(MODEL, internal().put("parameter_count", 15));

        assertThat(origin()).isEqualTo("derived|https://a.org|0|none|none");
    }

    @Test
    void leavesAColumnThatTheMetadataNeverSpokeOf() {
        ObjectNode silent = internal();
        silent.remove(List.of("benchmark_id", "training_config"));
        catalog.updateMetadata(MODEL, silent);
        database.execute("UPDATE model_versions SET benchmark_id = 'bench-old', training_params_json = '{\"a\": 1}'");

        ModelVersion updated = catalog.updateMetadata(MODEL, silent.put("parameter_count", 15));

        assertThat(updated.benchmarkId()).isEqualTo("bench-old");
        assertThat(updated.trainingParamsJson()).isEqualTo(parse("{\"a\": 1}"));
    }

    @Test
    void updatesAPromotedExternalModel() {
        catalog.updateMetadata(MODEL, external());
        catalog.promote(MODEL, PromotionDecision.of("gate", "good"));

        ModelVersion updated = catalog.updateMetadata(MODEL, external().put("external_source_version", "v1.3"));

        assertThat(updated.externalSourceVersion()).isEqualTo("v1.3");
        assertThat(updated.promotionState()).isEqualTo(PromotionState.PROMOTED);
    }

    @Test
    void correctsMetadataThatWasNoObject() {
        database.execute("UPDATE artifacts SET metadata = '[1.10, 2]' WHERE id = 'model-a'");

        catalog.updateMetadata(MODEL, internal());

        assertThat(storedMetadata()).isEqualTo(internal());
        assertThat(lastChange("metadata_before::TEXT")).isEqualTo("[1.10, 2]");
    }

    @Test
    void writesADigitMoreButNothingWhereNothingChanges() {
        catalog.updateMetadata(MODEL, internal().set("evaluation_metrics", parse("{\"r2\": 0.87}")));
        assertThat(catalog.findModelVersion(MODEL).orElseThrow().evalMetricsJson())
                .hasToString("{\"r2\":0.87}");
        String before = everything();

        catalog.updateMetadata(MODEL, internal().set("evaluation_metrics", parse("{\"r2\": 0.87}")));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refusesMetadataThatBreaksTheSchemaOrNamesWhatIsNotThere() {
        assertRefused(
                InvalidModelMetadataException.class,
                "invalid metadata: /parameter_count: \"14\" is a text; give a whole number, without quotation marks",
                () -> catalog.updateMetadata(MODEL, internal().put("parameter_count", "14")));
        assertRefused(
                NoSuchArtifactException.class,
                "base_model_id names 'dataset-heldout', but there is no such model",
                () -> catalog.updateMetadata(MODEL, internal().put("base_model_id", "dataset-heldout")));
        assertRefused(
                InvalidValueException.class,
                "model 'model-a' cannot be its own base model",
                () -> catalog.updateMetadata(MODEL, internal().put("base_model_id", "model-a")));
    }

    @Test
    void linksCodeAndKeepsTheFormerLinkInTheHistory() {
        ModelVersion linked = catalog.linkCode(MODEL, LINK);
        ModelVersion relinked =
                catalog.linkCode(MODEL, new CodeLink("ssh://git@a.org/c", "cd".repeat(32), "src/fit.R"));

        assertThat(List.of(linked.codeRepoUrl(), linked.codeCommitSha(), linked.codeEntrypoint()))
                .containsExactly("https://github.com/a/b", "ab".repeat(20), "train.py");
        assertThat(List.of(relinked.codeRepoUrl(), relinked.codeCommitSha(), relinked.codeEntrypoint()))
                .containsExactly("ssh://git@a.org/c", "cd".repeat(32), "src/fit.R");
        assertThat(relinked).isEqualTo(catalog.findModelVersion(MODEL).orElseThrow());
        assertThat(lastChange("concat_ws('|', actor, outcome, added, removed, version_before ->> 'code_repo_url')"))
                .isEqualTo("WS2|updated|{}|{}|https://github.com/a/b");
    }

    @Test
    void linksTheCodeOfALegacyRowWhoseMetadataIsHeld() {
        database.execute("UPDATE artifacts SET metadata = '{\"library\": \"scipy\"}' WHERE id = 'model-a'");
        String artifact = database.queryText("SELECT xmin || a::TEXT FROM artifacts a WHERE id = 'model-a'");

        assertThat(catalog.linkCode(MODEL, LINK).codeEntrypoint()).isEqualTo("train.py");

        assertThat(database.queryText("SELECT xmin || a::TEXT FROM artifacts a WHERE id = 'model-a'"))
                .isEqualTo(artifact);
    }

    @Test
    void recordsNothingForALinkThatIsThereAlready() {
        catalog.linkCode(MODEL, LINK);
        String before = everything();

        assertThat(catalog.linkCode(MODEL, LINK).codeEntrypoint()).isEqualTo("train.py");
        assertThat(catalog.linkCode(Map.of(MODEL, LINK))).hasSize(1);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void linksAListInItsOrder() {
        Map<ArtifactId, CodeLink> links = new LinkedHashMap<>();
        for (int i = 30; i > 0; i--) {
            ArtifactId model = new ArtifactId("model-%03d".formatted(i));
            catalog.registerModel(ModelRegistration.of("M", internal()).withId(model));
            links.put(model, new CodeLink("https://github.com/a/b", "ab".repeat(20), "train-%d.py".formatted(i)));
        }
        catalog.linkCode(links.keySet().iterator().next(), links.get(new ArtifactId("model-030")));

        List<ModelVersion> linked = catalog.linkCode(links);

        assertThat(linked).extracting(ModelVersion::artifactId).containsExactlyElementsOf(links.keySet());
        assertThat(linked)
                .allSatisfy(version -> assertThat(version.codeEntrypoint())
                        .isEqualTo(links.get(version.artifactId()).entrypoint()));
        assertThat(database.queryText(
                        "SELECT count(*) FROM metadata_changes WHERE outcome = 'updated' AND artifact_id ~ '^model-0'"))
                .isEqualTo("30");
    }

    @Test
    void linksNothingOfAListThatNamesAModelWhichIsNotThere() {
        assertRefused(
                NoSuchModelException.class,
                "there is no artifact 'model-nowhere'",
                () -> catalog.linkCode(Map.of(MODEL, LINK, new ArtifactId("model-nowhere"), LINK)));
        assertThat(catalog.linkCode(Map.of())).isEmpty();
    }

    @Test
    void recordsATrainingStepByStep() {
        catalog.recordTraining(
                MODEL, TrainingRun.by("minimax:63").withStartedAt(START).withGpuAllocationId("alloc-7"));
        ModelVersion trained =
                catalog.recordTraining(MODEL, TrainingRun.by("minimax:63").withCompletedAt(START.plusMillis(1_500)));

        assertThat(trained.trainedBy()).isEqualTo("minimax:63");
        assertThat(trained.trainingStartedAt()).isEqualTo(START);
        assertThat(trained.trainingCompletedAt()).isEqualTo(START.plusMillis(1_500));
        assertThat(trained.gpuAllocationId()).isEqualTo("alloc-7");
        assertThat(trained.trainingParamsJson()).isEqualTo(parse("{\"rtol\": 0.0010}"));
        assertThat(database.queryText("SELECT training_started_at || ' ' || training_completed_at FROM model_versions"))
                .isEqualTo("2026-05-01T08:00:00Z 2026-05-01T08:00:01.500000Z");
        assertThat(storedMetadata()).isEqualTo(internal());
    }

    @Test
    void recordsTheParametersOfATrainingInTheMetadataToo() {
        ModelVersion trained = catalog.recordTraining(
                MODEL, TrainingRun.by("minimax:63").withParameters(parse("{\"epochs\": 3, \"lr\": 1.0E-4}")));

        assertThat(trained.trainingParamsJson()).hasToString("{\"lr\":0.00010,\"epochs\":3}");
        assertThat(storedMetadata().path("training_config")).hasToString("{\"lr\":0.00010,\"epochs\":3}");
        assertThat(lastChange("added::TEXT")).isEqualTo("{\"training_config\": {\"lr\": 0.00010, \"epochs\": 3}}");
    }

    @Test
    void refusesATrainingThatWouldEndBeforeItBegan() {
        catalog.recordTraining(MODEL, TrainingRun.by("minimax:63").withStartedAt(START));

        assertRefused(
                RefusedWriteException.class,
                "training would end before it began",
                () -> catalog.recordTraining(
                        MODEL, TrainingRun.by("minimax:63").withCompletedAt(START.minusSeconds(1))));
    }

    @Test
    void recordsTheTrainingOfALegacyRowButNotItsParameters() {
        database.execute("UPDATE artifacts SET metadata = '{\"library\": \"scipy\"}' WHERE id = 'model-a'");

        assertThat(catalog.recordTraining(MODEL, TrainingRun.by("minimax:63")).trainedBy())
                .isEqualTo("minimax:63");

        assertInvalid(() ->
                catalog.recordTraining(MODEL, TrainingRun.by("minimax:63").withParameters(parse("{\"epochs\": 3}"))));
    }

    @Test
    void recordsAnEvaluationInTheMetadataAndInTheColumns() {
        ModelVersion evaluated = catalog.recordEvaluation(
                MODEL, Evaluation.on(DATASET, parse("{\"auroc\": 0.910}")).withBenchmarkId("bench-2"));

        assertThat(evaluated.evalMetricsJson()).hasToString("{\"auroc\":0.910}");
        assertThat(evaluated.evalDatasetArtifactId()).isEqualTo(DATASET);
        assertThat(evaluated.benchmarkId()).isEqualTo("bench-2");
        assertThat(storedMetadata())
                .isEqualTo(internal()
                        .put("evaluation_dataset", "dataset-heldout")
                        .put("benchmark_id", "bench-2")
                        .set("evaluation_metrics", parse("{\"auroc\": 0.910}")));
    }

    @Test
    void leavesTheBenchmarkOfAnEvaluationThatHasNone() {
        assertThat(catalog.recordEvaluation(MODEL, Evaluation.on(DATASET, parse("{\"auroc\": 0.9}")))
                        .benchmarkId())
                .isEqualTo("bench-microglia");
    }

    @Test
    void linksTheEvaluationDatasetWhereTheMetadataNamedItAlready() {
        catalog.updateMetadata(MODEL, internal().put("evaluation_dataset", "dataset-later"));
        database.execute(
                "INSERT INTO artifacts (id, artifact_type, title) VALUES ('dataset-later', 'dataset', 'Later')");

        ModelVersion evaluated = catalog.recordEvaluation(
                MODEL, Evaluation.on(new ArtifactId("dataset-later"), parse("{\"r2\": 0.870}")));

        assertThat(evaluated.evalDatasetArtifactId()).isEqualTo(new ArtifactId("dataset-later"));
    }

    /** Plain SQL may change the metadata alone. */
    @ParameterizedTest
    @ValueSource(strings = {"NULL", "'{\"r2\": 0.1}'", "'{\"r2\": 0.87}'"})
    void mendsAColumnThatDoesNotSayWhatTheMetadataSays(String column) {
        database.execute("UPDATE model_versions SET eval_metrics_json = " + column);
        int before = updates();

        ModelVersion updated = catalog.updateMetadata(MODEL, internal());

        assertThat(updated.evalMetricsJson()).isEqualTo(internal().get("evaluation_metrics"));
        assertThat(catalog.findModelVersion(MODEL)).contains(updated);
        assertThat(storedMetadata()).isEqualTo(internal());
        assertThat(updates()).isEqualTo(before + 1);
        assertThat(catalog.updateMetadata(MODEL, internal())).isEqualTo(updated);
        assertThat(updates()).isEqualTo(before + 1);
    }

    @Test
    void linksTheCodeOfARowWhoseDocumentNamesAMemberTwice() {
        database.execute(
                "UPDATE model_versions SET training_params_json = '{\"a\": 1, \"a\": 2}', eval_metrics_json = '{\"r2\": 1, \"r2\": 2}'");

        ModelVersion linked =
                catalog.linkCode(MODEL, new CodeLink("https://github.com/a/b", "ab".repeat(20), "train.py"));

        assertThat(linked.trainingParamsJson()).hasToString("{\"a\":2}");
        assertThat(linked.evalMetricsJson()).hasToString("{\"r2\":2}");
    }

    @Test
    void refusesAnEvaluationThatDoesNotFit() {
        assertRefused(
                NoSuchArtifactException.class,
                "evaluation_dataset names 'dataset-nowhere', but there is no such artifact",
                () -> catalog.recordEvaluation(
                        MODEL, Evaluation.on(new ArtifactId("dataset-nowhere"), parse("{\"auroc\": 0.9}"))));
        assertRefused(
                InvalidModelMetadataException.class,
                "invalid metadata: /evaluation_metrics: {} is empty; give at least one entry",
                () -> catalog.recordEvaluation(MODEL, Evaluation.on(DATASET, parse("{}"))));
        database.execute("UPDATE artifacts SET metadata = '[]' WHERE id = 'model-a'");
        assertRefused(
                InvalidModelMetadataException.class,
                "invalid metadata: the document is a list; give a JSON object",
                () -> catalog.recordEvaluation(MODEL, Evaluation.on(DATASET, parse("{\"auroc\": 0.9}"))));
        database.execute("UPDATE artifacts SET metadata = NULL WHERE id = 'model-a'");
        assertInvalid(() -> catalog.recordEvaluation(MODEL, Evaluation.on(DATASET, parse("{\"auroc\": 0.9}"))));
    }

    @Test
    void saysWhyAModelCannotBeChanged() {
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('model-old', 'model', 'Old')");

        assertRefused(
                NoSuchModelException.class,
                "model 'model-old' is not in the catalog yet; the backfill brings it in",
                () -> catalog.linkCode(new ArtifactId("model-old"), LINK));
        assertRefused(
                NoSuchModelException.class,
                "artifact 'dataset-heldout' is no model, but of type 'dataset'",
                () -> catalog.updateMetadata(DATASET, internal()));
        assertRefused(
                NoSuchModelException.class,
                "there is no artifact 'it's \"unknown\"'",
                () -> catalog.recordTraining(new ArtifactId("it's \"unknown\""), TrainingRun.by("minimax:63")));
        assertRefused(
                NoSuchModelException.class,
                "there is no artifact '%s…'".formatted("m".repeat(60)),
                () -> catalog.recordEvaluation(
                        new ArtifactId("m".repeat(10_000)), Evaluation.on(DATASET, parse("{\"auroc\": 0.9}"))));
    }

    @Test
    void refusesToChangeMetadataThatItCannotRead() {
        database.execute(
                "UPDATE artifacts SET metadata = (repeat('[', 1100) || repeat(']', 1100))::JSONB WHERE id = 'model-a'");

        assertThatThrownBy(() -> catalog.updateMetadata(MODEL, internal()))
                .isInstanceOf(RefusedWriteException.class)
                .hasMessageStartingWith(
                        "the metadata of model 'model-a' is beyond the limits of what can be changed: ");
    }

    private static int updates() {
        return Integer.parseInt(database.queryText("SELECT count(*) FROM metadata_changes WHERE outcome = 'updated'"));
    }

    private static void assertInvalid(Runnable call) {
        String before = everything();

        assertThatThrownBy(call::run).isInstanceOf(InvalidModelMetadataException.class);

        assertThat(everything()).isEqualTo(before);
    }

    private static void assertRefused(Class<? extends CatalogException> type, String message, Runnable call) {
        String before = everything();

        assertThatThrownBy(call::run).isInstanceOf(type).hasMessage(message);

        assertThat(everything()).isEqualTo(before);
    }

    private static ObjectNode storedMetadata() {
        return object(String.valueOf(database.queryText("SELECT metadata::TEXT FROM artifacts WHERE id = 'model-a'")));
    }

    private static String origin() {
        return database.queryText("""
                SELECT concat_ws('|', a.origin_type, coalesce(a.origin_url, 'none'), v.is_external,
                                 coalesce(v.external_source_url, 'none'), coalesce(v.external_source_version, 'none'))
                  FROM artifacts a JOIN model_versions v ON v.artifact_id = a.id
                """);
    }

    private static String lastChange(String expression) {
        return database.queryText(
                "SELECT %s FROM metadata_changes ORDER BY change_id DESC LIMIT 1".formatted(expression));
    }

    /** Every row that a change could write, with the transaction that wrote it. */
    private static String everything() {
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
