package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineageIT {

    private static TestDatabase database;
    private static ModelCatalog catalog;
    private static ModelRows rows;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
        rows = new ModelRows(database);
    }

    @BeforeEach
    void removeAll() {
        rows.removeAll();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void tellsWhoIsWhatToAModel() {
        insertFamily();

        Lineage lineage = lineage("model-c");

        assertThat(lineage.model())
                .isEqualTo(new LineageMember(
                        id("model-c"), "Title of model-c", 3, id("model-b"), false, PromotionState.SUPERSEDED, 0));
        assertThat(lineage.ancestors()).extracting(LineageIT::text).containsExactly("-1 model-b", "-2 model-a");
        assertThat(lineage.descendants())
                .extracting(LineageIT::text)
                .containsExactly("1 model-f", "1 model-g", "2 model-h");
        assertThat(lineage.siblings()).extracting(LineageIT::text).containsExactly("0 model-d");
        assertThat(lineage.flaws()).isEmpty();
    }

    @Test
    void findsTheLatestAndThePromotedVersionWhereverTheyAre() {
        insertFamily();

        for (String model : List.of("model-a", "model-e", "model-h")) {
            Lineage lineage = lineage(model);

            assertThat(lineage.latest()).extracting(LineageMember::artifactId).isEqualTo(id("model-h"));
            assertThat(lineage.promoted()).extracting(LineageMember::artifactId).isEqualTo(id("model-h"));
        }
        assertThat(lineage("model-e").latest())
                .extracting(LineageMember::generation)
                .isEqualTo(3);
    }

    @Test
    void keepsOtherLineagesApart() {
        insertFamily();
        rows.model("model-z").change("model-z", "base_model_id = 'model-c'");

        Lineage lineage = lineage("model-z");

        assertThat(lineage.ancestors()).isEmpty();
        assertThat(lineage.siblings()).isEmpty();
        assertThat(lineage.baseModelId()).isEqualTo(id("model-c"));
        assertThat(lineage("model-c").descendants())
                .extracting(LineageMember::artifactId)
                .doesNotContain(id("model-z"));
    }

    @Test
    void subtractsTheMetricsOfTheParentDigitByDigit() {
        rows.model("model-a").change("model-a", """
                eval_metrics_json = '{"auroc": 0.90, "f1": {"value": 0.7, "n": 3}, "only parent": 1, "text": "0.9"}'
                """);
        child("model-b", "model-a", 2);
        rows.change("model-b", """
                eval_metrics_json = '{"auroc": {"value": 0.9}, "f1": 0.70000000000000000001, "only own": 2e3, "text": 1}'
                """);

        assertThat(lineage("model-b").metricDifferences())
                .containsExactly(
                        new MetricDifference(
                                "auroc", new BigDecimal("0.90"), new BigDecimal("0.9"), new BigDecimal("0.00")),
                        new MetricDifference(
                                "f1",
                                new BigDecimal("0.7"),
                                new BigDecimal("0.70000000000000000001"),
                                new BigDecimal("0.00000000000000000001")),
                        new MetricDifference("only own", null, new BigDecimal("2000"), null),
                        new MetricDifference("only parent", new BigDecimal("1"), null, null),
                        new MetricDifference("text", null, new BigDecimal("1"), null));
        assertThat(lineage("model-a").metricDifferences()).isEmpty();
    }

    @Test
    void readsAModelThatNobodyHasBroughtIn() {
        rows.artifact("model-a", "{}").changeArtifact("model-a", "title = ''");

        assertThat(lineage("model-a").model()).isEqualTo(new LineageMember(id("model-a"), "", 1, null, true, null, 0));
    }

    @Test
    void knowsNoLineageOfWhatIsNoModel() {
        rows.dataset("dataset-1");

        assertThatThrownBy(() -> lineage("dataset-1"))
                .isInstanceOfSatisfying(
                        NoSuchModelException.class, e -> assertThat(e.model()).isEqualTo(id("dataset-1")))
                .hasMessage("artifact 'dataset-1' is no model, but of type 'dataset'");
        assertThatThrownBy(() -> lineage("it's nowhere"))
                .isInstanceOf(NoSuchModelException.class)
                .hasMessage("there is no artifact 'it's nowhere'");
    }

    @Test
    void countsAParentThatIsNoIdAsNone() {
        rows.artifact("model-a", "{}").changeArtifact("model-a", "parent_version_id = ' '");
        rows.artifact("model-b", "{}").changeArtifact("model-b", "parent_version_id = ''");

        assertThat(lineage("model-a").model().parentId()).isNull();
        assertThat(lineage("model-b").model().parentId()).isNull();
    }

    @Test
    void comesOutOfALoopAndSaysSo() {
        child("model-a", "model-c", 1);
        child("model-b", "model-a", 2);
        child("model-c", "model-b", 3);
        child("model-d", "model-c", 4);
        child("model-e", "model-c", 5);
        child("model-self", "model-self", 1);
        rows.changeArtifact("model-e", "is_latest = 1");

        Lineage inside = lineage("model-a");
        Lineage below = lineage("model-d");

        assertThat(inside.ancestors()).extracting(LineageIT::text).containsExactly("-1 model-c", "-2 model-b");
        assertThat(inside.descendants()).isEmpty();
        assertThat(inside.flaws()).containsExactly(flaw(LineageFlaw.Kind.LOOP, "model-b"));
        assertThat(inside.flaws().get(0).sentence()).isEqualTo("the parents of model-b lead in a circle");
        assertThat(below.ancestors())
                .extracting(LineageIT::text)
                .containsExactly("-1 model-c", "-2 model-b", "-3 model-a");
        assertThat(below.siblings()).extracting(LineageIT::text).containsExactly("0 model-e");
        assertThat(lineage("model-self").flaws())
                .containsExactly(
                        flaw(LineageFlaw.Kind.LOOP, "model-self"),
                        new LineageFlaw(LineageFlaw.Kind.NO_LATEST, List.of()));
    }

    @Test
    void beginsWhereTheParentIsMissingAndSaysSo() {
        rows.dataset("dataset-1");
        child("model-a", "model-gone", 2);
        child("model-b", "dataset-1", 3);
        rows.changeArtifact("model-a", "is_latest = 1").changeArtifact("model-b", "is_latest = 1");

        assertThat(lineage("model-a").flaws()).containsExactly(flaw(LineageFlaw.Kind.PARENT_MISSING, "model-a"));
        assertThat(lineage("model-a").model().parentId()).isEqualTo(id("model-gone"));
        assertThat(lineage("model-b").flaws()).containsExactly(flaw(LineageFlaw.Kind.PARENT_MISSING, "model-b"));
        assertThat(lineage("model-b").ancestors()).isEmpty();
    }

    @Test
    void saysWhatTheCatalogWouldNotHaveWritten() {
        rows.model("model-a").changeArtifact("model-a", "version_number = 4, parent_version_id = ''");
        child("model-b", "model-a", 5);
        child("model-c", "model-a", 5);
        rows.changeArtifact("model-b", "is_latest = 1");
        rows.change("model-a", "promotion_state = 'promoted'").change("model-b", "promotion_state = 'promoted'");

        Lineage lineage = lineage("model-c");

        assertThat(lineage.flaws())
                .extracting(LineageFlaw::sentence)
                .containsExactly(
                        "model-a has no parent, but is not number 1",
                        "several versions are marked as the latest: model-a, model-b",
                        "several versions are promoted: model-a, model-b",
                        "several versions have the same number: model-b, model-c");
        assertThat(lineage.latest()).isNull();
        assertThat(lineage.promoted()).isNull();
    }

    @Test
    void readsNoMoreThanItsLimitsAndSaysSo() {
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title, version_number, parent_version_id, is_latest)
                SELECT 'chain-' || n, 'model', 'C', n, CASE WHEN n > 1 THEN 'chain-' || n - 1 END, 0
                  FROM generate_series(1, 1500) n;
                INSERT INTO artifacts (id, artifact_type, title, version_number, parent_version_id, is_latest)
                SELECT 'fan-' || n, 'model', 'F', n, CASE WHEN n > 1 THEN 'fan-1' END, 0
                  FROM generate_series(1, 10500) n
                """);

        Lineage deep = lineage("chain-1500");
        Lineage wide = lineage("fan-10500");

        assertThat(deep.ancestors()).hasSize(1_000);
        assertThat(deep.flaws())
                .extracting(LineageFlaw::sentence)
                .containsExactly("only a part of the lineage was read");
        assertThat(wide.ancestors()).extracting(LineageIT::text).containsExactly("-1 fan-1");
        assertThat(wide.siblings()).hasSizeBetween(9_999, 10_000);
        assertThat(wide.flaws())
                .extracting(LineageFlaw::sentence)
                .containsExactly("only a part of the lineage was read");
        assertThat(lineage("chain-1001").ancestors()).hasSize(1_000);
        assertThat(lineage("chain-1001").flaws())
                .extracting(LineageFlaw::kind)
                .containsExactly(LineageFlaw.Kind.NO_LATEST);
        assertThat(lineage("chain-1002").ancestors()).hasSize(1_000);
        assertThat(lineage("chain-1002").flaws())
                .extracting(LineageFlaw::kind)
                .containsExactly(LineageFlaw.Kind.TOO_LARGE);
    }

    /** a has the children b and e; b has c and d; c has f and g; f has h, the latest and promoted. */
    private static void insertFamily() {
        rows.model("model-a");
        child("model-b", "model-a", 2);
        child("model-c", "model-b", 3);
        child("model-d", "model-b", 4);
        child("model-e", "model-a", 5);
        child("model-f", "model-c", 6);
        child("model-g", "model-c", 7);
        child("model-h", "model-f", 8);
        rows.changeArtifact("model-a", "is_latest = 0").changeArtifact("model-h", "is_latest = 1");
        rows.change("model-c", "promotion_state = 'promoted'").change("model-c", "promotion_state = 'superseded'");
        rows.change("model-h", "promotion_state = 'promoted'");
    }

    private static void child(String id, String parent, int number) {
        rows.model(id)
                .changeArtifact(
                        id, "parent_version_id = '%s', version_number = %d, is_latest = 0".formatted(parent, number));
    }

    private static Lineage lineage(String model) {
        return catalog.lineage(id(model));
    }

    private static ArtifactId id(String text) {
        return new ArtifactId(text);
    }

    private static String text(LineageMember member) {
        return member.generation() + " " + member.artifactId();
    }

    private static LineageFlaw flaw(LineageFlaw.Kind kind, String artifact) {
        return new LineageFlaw(kind, List.of(id(artifact)));
    }
}
