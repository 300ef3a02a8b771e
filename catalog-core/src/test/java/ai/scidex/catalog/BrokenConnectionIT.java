package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server ends our connection in the middle of a call, by a trigger at the last table that the call writes. */
class BrokenConnectionIT {

    private static final ArtifactId PARENT = new ArtifactId("model-parent");
    private static final ArtifactId CHILD = new ArtifactId("model-child");

    private TestDatabase database;
    private ModelCatalog catalog;
    private String before;

    @BeforeEach
    void setTheTrap() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('dataset-heldout', 'dataset', 'D')");
        catalog.registerModel(ModelRegistration.of("Parent", internal()).withId(PARENT));
        catalog.registerModelVersion(
                PARENT, ModelRegistration.of("Child", internal()).withId(CHILD));
        database.execute("""
                CREATE FUNCTION hang_up() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
                CREATE TRIGGER hangs_up AFTER INSERT OR UPDATE ON model_versions
                FOR EACH ROW WHEN (NEW.artifact_id IN ('model-child', 'model-600')) EXECUTE FUNCTION hang_up()
                """);
        before = contents();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void registersNothingOfAList() {
        List<ModelRegistration> list = IntStream.range(0, 700)
                .mapToObj(i -> ModelRegistration.of("M", internal()).withId(new ArtifactId("model-" + i)))
                .toList();

        assertNothingHappens(() -> catalog.registerModels(list));
        assertNothingHappens(() -> catalog.registerModel(list.get(600)));
        assertNothingHappens(() -> catalog.registerModelVersion(PARENT, list.get(600)));
    }

    @Test
    void promotesNothing() {
        assertNothingHappens(() ->
                catalog.promote(CHILD, PromotionDecision.of("gate", "good").withComparedWith(PARENT)));
        assertNothingHappens(() -> catalog.reject(CHILD, PromotionDecision.of("gate", "worse")));
    }

    @Test
    void changesNothing() {
        assertNothingHappens(() -> catalog.updateMetadata(CHILD, internal().put("parameter_count", 15)));
        assertNothingHappens(() -> catalog.recordEvaluation(
                CHILD, Evaluation.on(new ArtifactId("dataset-heldout"), parse("{\"auroc\": 0.9}"))));
    }

    /** What fails is a failure of the database, and no refusal that the caller could cure. */
    private void assertNothingHappens(Runnable call) {
        Throwable failure = catchThrowable(call::run);

        assertThat(failure).isNotNull().isNotInstanceOf(CatalogException.class);
        // The server says that it ends the connection; the driver, on the way back, that there is none.
        assertThat(sqlState(failure)).isIn("57P01", "08003");
        assertThat(contents()).isEqualTo(before);
    }

    private static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return "none";
    }

    private String contents() {
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
