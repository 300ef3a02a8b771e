package ai.scidex.catalog;

import static ai.scidex.catalog.TestMetadata.external;
import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VersionRegistrationIT {

    private static final ArtifactId PARENT = new ArtifactId("model-parent");

    private static TestDatabase database;
    private static ModelCatalog catalog;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
    }

    @BeforeEach
    void empty() {
        database.execute("DELETE FROM model_versions; DELETE FROM artifacts");
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void registersACandidateBesideTheLatest() {
        catalog.registerModel(ModelRegistration.of("Parent", internal()).withId(PARENT));
        String parent = row(PARENT);

        RegisteredModel child = catalog.registerModelVersion(
                PARENT, ModelRegistration.of("Child", internal()).withId(id("model-child")));

        assertThat(child).isEqualTo(new RegisteredModel(id("model-child"), 2, PromotionState.CANDIDATE));
        assertThat(database.queryText("""
                        SELECT concat_ws('|', parent_version_id, version_number, is_latest, lifecycle_state, origin_type)
                          FROM artifacts WHERE id = 'model-child'
                        """)).isEqualTo("model-parent|2|0|candidate|internal");
        assertThat(row(PARENT)).isEqualTo(parent);
    }

    @Test
    void countsUpFromTheHighestOfTheLineageWhicheverIsTheParent() {
        catalog.registerModel(ModelRegistration.of("Parent", internal()).withId(PARENT));
        child(PARENT, "model-2");
        child(id("model-2"), "model-3");

        assertThat(child(PARENT, "model-4").versionNumber()).isEqualTo(4);
        assertThat(child(id("model-2"), "model-5").versionNumber()).isEqualTo(5);
    }

    @Test
    void followsAModelOfSomebodyElses() {
        catalog.registerModel(ModelRegistration.of("Theirs", external()).withId(PARENT));

        catalog.registerModelVersion(
                PARENT,
                ModelRegistration.of("Ours", internal().put("base_model_id", PARENT.value()))
                        .withId(id("model-ours")));

        ModelVersion ours = catalog.findModelVersion(id("model-ours")).orElseThrow();
        assertThat(ours.isExternal()).isFalse();
        assertThat(ours.baseModelId()).isEqualTo(PARENT);
    }

    @Test
    void followsAModelThatTheCatalogDoesNotHaveYet() {
        insert("model-parent", null, 4);

        assertThat(child(PARENT, "model-child").versionNumber()).isEqualTo(5);
    }

    @Test
    void takesAParentThatDoesNotExistOrIsNoModelForNone() {
        insert("model-orphan", "model-gone", 4);
        database.execute(
                "INSERT INTO artifacts (id, artifact_type, title, version_number) VALUES ('paper-1', 'paper', 'P', 9)");
        insert("model-of-paper", "paper-1", 2);

        assertThat(child(id("model-orphan"), "model-a").versionNumber()).isEqualTo(5);
        assertThat(child(id("model-of-paper"), "model-b").versionNumber()).isEqualTo(3);
    }

    @Test
    void takesALoopForOneLineage() {
        insert("model-a", "model-b", 1);
        insert("model-b", "model-a", 7);
        insert("model-tail", "model-a", 3);
        insert("model-own", "model-own", 2);

        assertThat(child(id("model-tail"), "model-c").versionNumber()).isEqualTo(8);
        assertThat(child(id("model-b"), "model-d").versionNumber()).isEqualTo(9);
        assertThat(child(id("model-own"), "model-e").versionNumber()).isEqualTo(3);
    }

    @Test
    void closesNoLoopAndJoinsNoLineages() {
        insert("model-orphan", "model-gone", 4);
        String sentence =
                "'model-gone' cannot be the id of a new model: model 'model-orphan' names it as its parent already";
        ModelRegistration gone = ModelRegistration.of("Gone", internal()).withId(id("model-gone"));
        String before = rows();

        assertThatThrownBy(() -> catalog.registerModelVersion(id("model-orphan"), gone))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> catalog.registerModel(gone))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> catalog.registerModels(List.of(gone)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(sentence);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void countsFromOneWhereNoVersionHasANumber() {
        database.execute("ALTER TABLE artifacts ALTER COLUMN version_number DROP NOT NULL");
        insert("model-parent", null, null);

        assertThat(child(PARENT, "model-child").versionNumber()).isEqualTo(1);
    }

    @Test
    void refusesALineageThatHasUsedUpItsNumbers() {
        insert("model-parent", null, Integer.MAX_VALUE);

        assertRefused(
                RefusedWriteException.class,
                "the lineage of model 'model-parent' has a version 2147483647, and there is no number above that",
                PARENT,
                internal());
    }

    @Test
    void refusesAParentThatIsNoModel() {
        database.execute("INSERT INTO artifacts (id, artifact_type, title) VALUES ('paper-1', 'paper', 'P')");

        assertRefused(
                NoSuchModelException.class, "there is no artifact 'model-nowhere'", id("model-nowhere"), internal());
        assertRefused(
                NoSuchModelException.class,
                "artifact 'paper-1' is no model, but of type 'paper'",
                id("paper-1"),
                internal());
    }

    @Test
    void refusesWhatARegistrationRefuses() {
        catalog.registerModel(ModelRegistration.of("Parent", internal()).withId(PARENT));

        assertRefused(
                NoSuchArtifactException.class,
                "base_model_id names 'model-nowhere', but there is no such model",
                PARENT,
                internal().put("base_model_id", "model-nowhere"));
        assertRefused(
                InvalidModelMetadataException.class,
                "invalid metadata: /parameter_count: \"14\" is a text; give a whole number, without quotation marks",
                PARENT,
                internal().put("parameter_count", "14"));
        String before = rows();
        assertThatThrownBy(() -> catalog.registerModelVersion(
                        PARENT, ModelRegistration.of("Child", internal()).withId(PARENT)))
                .isInstanceOf(DuplicateArtifactException.class)
                .hasMessage("there is already an artifact 'model-parent'; choose another id");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void findsAVersionOfTheSameContentBelowTheSameParentOnly() {
        catalog.registerModel(ModelRegistration.of("Model", internal()).withId(PARENT));
        catalog.registerModel(ModelRegistration.of("Model", internal()).withId(id("model-other")));
        ModelRegistration registration =
                ModelRegistration.of("Model", internal()).ifAbsent();

        RegisteredModel first = catalog.registerModelVersion(PARENT, registration);

        assertThat(first.artifactId()).isEqualTo(registration.id());
        assertThat(catalog.registerModelVersion(PARENT, registration.withId(id("model-again"))))
                .isEqualTo(first);
        assertThat(catalog.registerModelVersion(id("model-other"), registration.withId(id("model-cousin"))))
                .isEqualTo(new RegisteredModel(id("model-cousin"), 2, PromotionState.CANDIDATE));
    }

    @Test
    void writesTheLifecycleStateThatTheDatabaseKnows() {
        database.execute("""
                ALTER TABLE artifacts ADD CONSTRAINT lifecycle CHECK (lifecycle_state IN
                    ('draft', 'listed', 'validated', 'flagged', 'challenged', 'deprecated', 'rejected', 'archived',
                     'cold', 'active', 'superseded', 'frozen'))
                """);
        try {
            catalog.registerModel(ModelRegistration.of("Parent", internal()).withId(PARENT));
            ModelCatalog drafting = ModelCatalog.on(
                    database.dataSource(), CatalogSettings.standard().withVersionLifecycleState("draft"));

            assertRefused(
                    RefusedWriteException.class,
                    "the database refuses it: new row for relation \"artifacts\" violates check constraint \"lifecycle\";"
                            + " if that is about lifecycle states, set model-catalog.version-lifecycle-state to one it knows",
                    PARENT,
                    internal());
            drafting.registerModelVersion(
                    PARENT, ModelRegistration.of("Child", internal()).withId(id("model-child")));

            assertThat(database.queryText("SELECT lifecycle_state FROM artifacts WHERE id = 'model-child'"))
                    .isEqualTo("draft");
        } finally {
            database.execute("ALTER TABLE artifacts DROP CONSTRAINT lifecycle");
        }
    }

    private static void assertRefused(
            Class<? extends CatalogException> type, String message, ArtifactId parent, JsonNode metadata) {
        String before = rows();

        assertThatThrownBy(() -> catalog.registerModelVersion(parent, ModelRegistration.of("Child", metadata)))
                .isInstanceOf(type)
                .hasMessage(message);

        assertThat(rows()).isEqualTo(before);
    }

    private static RegisteredModel child(ArtifactId parent, String id) {
        return catalog.registerModelVersion(
                parent, ModelRegistration.of("Child", internal()).withId(id(id)));
    }

    private static void insert(String id, String parent, Integer number) {
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title, version_number, parent_version_id)
                VALUES ('%s', 'model', 'Old', %s, %s)
                """.formatted(id, number, parent == null ? "NULL" : "'" + parent + "'"));
    }

    /** Everything of a model, with the transactions that wrote it. */
    private static String row(ArtifactId id) {
        return database.queryText("""
                SELECT a.xmin || a::TEXT || v.xmin || v::TEXT
                  FROM artifacts a JOIN model_versions v ON v.artifact_id = a.id WHERE a.id = '%s'
                """.formatted(id));
    }

    private static String rows() {
        return database.queryText("""
                SELECT concat_ws('|', (SELECT string_agg(a.xmin || a::TEXT, ' ' ORDER BY a.id) FROM artifacts a),
                                 (SELECT count(*) FROM model_versions), (SELECT count(*) FROM metadata_changes))
                """);
    }

    private static ArtifactId id(String value) {
        return new ArtifactId(value);
    }
}
