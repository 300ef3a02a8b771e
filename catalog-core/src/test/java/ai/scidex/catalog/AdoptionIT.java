package ai.scidex.catalog;

import static ai.scidex.catalog.TestJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.validation.MetadataSchema;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdoptionIT {

    private static final ArtifactId MODEL = new ArtifactId("model-a");

    /** Valid but for its framework, which stands under a legacy key. */
    private static final String LEGACY = """
            {"is_external": false, "library": "scipy", "model_family": "biophysical", "parameter_count": 14,
             "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"r2": 1.10},
             "old": null, "deep": {"digits": 1.100, "tab": "a\\tb\\\\n"}}
            """;

    private static final MetadataChange UPGRADE =
            new MetadataChange(Map.of("framework", TextNode.valueOf("scipy")), List.of("old"));

    private TestDatabase database;
    private ModelCatalog catalog;
    private Occasion run;

    @BeforeEach
    void migrate() {
        database = TestDatabase.fresh().migrate();
        catalog = ModelCatalog.on(database.dataSource());
        database.execute("""
                INSERT INTO backfill_runs (started_at, started_by, tool_version, rules_version, schema_version, schema_sha256)
                VALUES (now(), 'tester', '0', 1, 'v1', '0')
                """);
        run = new Occasion("tester", 1L);
        insert(MODEL, LEGACY);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void appliesTheChangeAndKeepsEveryOtherKeyAsItWas() {
        AdoptionResult result =
                catalog.adoptAll(run, List.of(adoption(MODEL, Outcome.UPGRADED, UPGRADE, candidate(MODEL))));

        assertThat(result).isEqualTo(new AdoptionResult(Set.of(MODEL), Set.of(), Map.of()));
        assertThat(metadata())
                .isEqualTo(expected("(metadata_before - 'old') || '{\"framework\": \"scipy\"}'"))
                .contains("\"digits\": 1.100", "\"r2\": 1.10", "a\\tb\\\\n");
        assertThat(database.queryText(
                        "SELECT concat_ws('|', run_id, actor, outcome, added, removed) FROM metadata_changes"))
                .isEqualTo("1|tester|upgraded|{\"framework\": \"scipy\"}|{old}");
        assertThat(catalog.findModelVersion(MODEL)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"UPGRADED", "HELD"})
    void recordsWithWhichSchemaItWasJudged(Outcome outcome) {
        MetadataSchema schema = MetadataSchema.published();
        MetadataChange change = outcome == Outcome.UPGRADED ? UPGRADE : MetadataChange.none();

        catalog.adoptAll(run, List.of(adoption(MODEL, outcome, change, candidate(MODEL))));

        assertThat(database.queryText(
                        "SELECT concat_ws('|', outcome, schema_version, schema_sha256) FROM metadata_changes"))
                .isEqualTo("%s|%s|%s".formatted(outcome.text(), schema.version(), schema.sha256()));
    }

    @Test
    void leavesTheMetadataOfAHeldArtifactAndWritesItsRow() {
        String before = metadata();

        catalog.adoptAll(run, List.of(adoption(MODEL, Outcome.HELD, MetadataChange.none(), candidate(MODEL))));

        assertThat(metadata()).isEqualTo(before);
        assertThat(catalog.findModelVersion(MODEL)).isPresent();
    }

    @Test
    void leavesAnArtifactThatWasEditedSinceItWasRead() {
        Adoption adoption = adoption(MODEL, Outcome.UPGRADED, UPGRADE, candidate(MODEL));
        database.execute("UPDATE artifacts SET title = 'edited'");
        String before = metadata();

        AdoptionResult result = catalog.adoptAll(run, List.of(adoption));

        assertThat(result).isEqualTo(new AdoptionResult(Set.of(), Set.of(MODEL), Map.of()));
        assertThat(metadata()).isEqualTo(before);
        assertThat(catalog.findModelVersion(MODEL)).isEmpty();
        assertThat(database.queryText("SELECT count(*) FROM metadata_changes")).isEqualTo("0");
    }

    @Test
    void leavesAnArtifactWhoseMetadataWouldBeInvalidAndSaysWhy() {
        MetadataChange change = new MetadataChange(Map.of("framework", TextNode.valueOf("TBD")), List.of());

        AdoptionResult result =
                catalog.adoptAll(run, List.of(adoption(MODEL, Outcome.UPGRADED, change, candidate(MODEL))));

        assertThat(result.invalid()).containsOnlyKeys(MODEL);
        assertThat(result.invalid().get(MODEL))
                .hasToString("[/framework: \"TBD\" is a placeholder; write what it stands for]");
        assertThat(catalog.findModelVersion(MODEL)).isEmpty();
    }

    @Test
    void landsAPromotedModelWithItsReasonInTheLedger() {
        catalog.adoptAll(
                run,
                List.of(adoption(MODEL, Outcome.HELD, MetadataChange.none(), promoted(MODEL, "live before the gate"))));

        assertThat(database.queryText("""
                        SELECT concat_ws('|', artifact_id, coalesce(from_state, 'nothing'), to_state, actor, reason, evidence)
                          FROM model_promotion_events
                        """))
                .isEqualTo(
                        "model-a|nothing|promoted|tester|live before the gate|{\"runId\": \"1\", \"requiredFieldsHeld\": true}");
    }

    @Test
    void namesNoRunWhereThereIsNone() {
        catalog.adoptAll(
                new Occasion("tester", null),
                List.of(adoption(MODEL, Outcome.HELD, MetadataChange.none(), promoted(MODEL, "live before the gate"))));

        assertThat(database.queryText("SELECT evidence::TEXT FROM model_promotion_events"))
                .isEqualTo("{\"requiredFieldsHeld\": true}");
    }

    @Test
    void completesARowThatAnEarlierMigrationLeft() {
        database.execute("INSERT INTO model_versions (artifact_id, trained_by) VALUES ('model-a', 'agent-1')");

        catalog.adoptAll(
                run, List.of(adoption(MODEL, Outcome.UPGRADED, UPGRADE, promoted(MODEL, "live before the gate"))));

        ModelVersion version = catalog.findModelVersion(MODEL).orElseThrow();
        assertThat(version.promotionState()).isEqualTo(PromotionState.PROMOTED);
        assertThat(version.promotionNotes()).isEqualTo("live before the gate");
        assertThat(version.trainedBy()).isEqualTo("agent-1");
        assertThat(version.benchmarkId()).isEqualTo("bench");
        assertThat(database.queryText("SELECT version_before ->> 'promotion_state' FROM metadata_changes"))
                .isEqualTo("candidate");
    }

    @Test
    void writesNothingOfAPageThatTheDatabaseRefuses() {
        ArtifactId other = new ArtifactId("model-b");
        insert(other, LEGACY);
        ModelVersion refused = version(other, new ArtifactId("model-nowhere"), PromotionState.CANDIDATE, null);
        List<Adoption> page = List.of(
                adoption(MODEL, Outcome.UPGRADED, UPGRADE, candidate(MODEL)),
                adoption(other, Outcome.UPGRADED, UPGRADE, refused));

        assertThatThrownBy(() -> catalog.adoptAll(run, page))
                .isInstanceOf(NoSuchArtifactException.class)
                .hasMessage("base_model_id names 'model-nowhere', but there is no such model");
        assertThat(database.queryText("SELECT count(*) FROM model_versions")).isEqualTo("0");
        assertThat(database.queryText("SELECT count(*) FROM metadata_changes")).isEqualTo("0");
    }

    /** The server finds it in the second row, while most of the page is still on its way. */
    @Test
    void saysWhatTheServerSaysInTheMiddleOfAPage() {
        Adoption adoption = new Adoption(
                seen(MODEL),
                parse(LEGACY),
                "0",
                Outcome.UPGRADED,
                UPGRADE,
                candidate(MODEL),
                TextNode.valueOf("x".repeat(100_000)));

        assertThatThrownBy(() -> catalog.adoptAll(run, Collections.nCopies(20, adoption)))
                .isInstanceOf(RefusedWriteException.class)
                .hasMessage(
                        "the database refuses it: duplicate key value violates unique constraint \"model_page_pkey\"");
        assertThat(catalog.adoptAll(run, List.of(adoption)).adopted()).containsExactly(MODEL);
    }

    /** Somebody else's trigger: it changes a digit, drops a key, fills a column, empties one, or lets nothing be written. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            artifacts      | UPDATE | NEW.metadata := jsonb_set(NEW.metadata, '{deep,digits}', '1.1'); RETURN NEW;
            artifacts      | UPDATE | NEW.metadata := NEW.metadata - 'deep'; RETURN NEW;
            artifacts      | UPDATE | NEW.origin_type := 'derived'; RETURN NEW;
            artifacts      | UPDATE | NEW.origin_url := 'https://example.org'; RETURN NEW;
            artifacts      | UPDATE | RETURN NULL;
            model_versions | INSERT | NEW.code_commit_sha := repeat('a', 40); RETURN NEW;
            model_versions | INSERT | NEW.benchmark_id := NULL; RETURN NEW;
            model_versions | INSERT | RETURN NULL;
            """)
    void refusesAPageOfWhichTheDatabaseMakesSomethingElse(String table, String event, String body) {
        ArtifactId other = new ArtifactId("model-b");
        insert(other, LEGACY);
        String before = metadata();
        trigger(
                table,
                event,
                "IF NEW.%s = 'model-b' THEN %s END IF; RETURN NEW;"
                        .formatted(table.equals("artifacts") ? "id" : "artifact_id", body));
        List<Adoption> page = List.of(
                adoption(MODEL, Outcome.UPGRADED, UPGRADE, candidate(MODEL)),
                adoption(other, Outcome.UPGRADED, UPGRADE, candidate(other)));

        assertThatThrownBy(() -> catalog.adoptAll(run, page))
                .isInstanceOf(RefusedWriteException.class)
                .hasMessage("the database makes something else of model 'model-b' than what was decided");
        assertThat(metadata()).isEqualTo(before);
        assertThat(database.queryText("SELECT count(*) FROM model_versions")).isEqualTo("0");
        assertThat(database.queryText("SELECT count(*) FROM metadata_changes")).isEqualTo("0");
    }

    @Test
    void takesATriggerThatTouchesWhatIsNotDecided() {
        trigger("artifacts", "UPDATE", "NEW.title := 'seen'; NEW.updated_at := now(); RETURN NEW;");

        AdoptionResult result =
                catalog.adoptAll(run, List.of(adoption(MODEL, Outcome.UPGRADED, UPGRADE, candidate(MODEL))));

        assertThat(result.adopted()).containsExactly(MODEL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            artifacts      | NEW.metadata := jsonb_set(NEW.metadata, '{deep,digits}', '1.1'); RETURN NEW;
            artifacts      | RETURN NULL;
            model_versions | NEW.trained_by := 'somebody'; RETURN NEW;
            model_versions | NEW.benchmark_id := NULL; RETURN NEW;
            """)
    void refusesARevisionOfWhichTheDatabaseMakesSomethingElse(String table, String body) {
        catalog.adoptAll(run, List.of(adoption(MODEL, Outcome.HELD, MetadataChange.none(), candidate(MODEL))));
        String before = metadata();
        trigger(table, "UPDATE", body);
        Adoption adoption = adoption(MODEL, Outcome.UPGRADED, UPGRADE, candidate(MODEL));

        assertThatThrownBy(() -> revise(adoption))
                .isInstanceOf(RefusedWriteException.class)
                .hasMessage("the database makes something else of model 'model-a' than what was decided");
        assertThat(metadata()).isEqualTo(before);
        assertThat(database.queryText("SELECT count(*) FROM metadata_changes")).isEqualTo("1");
    }

    private void trigger(String table, String event, String body) {
        database.execute("CREATE FUNCTION somebody_elses() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN %s END $$"
                .formatted(body));
        database.execute("CREATE TRIGGER somebody_elses BEFORE %s ON %s FOR EACH ROW EXECUTE FUNCTION somebody_elses()"
                .formatted(event, table));
    }

    @Test
    void countsMetadataThatIsNullAsAnEmptyObject() {
        database.execute("UPDATE artifacts SET metadata = NULL");
        MetadataChange change = new MetadataChange(
                Map.of(
                        "is_external", parse("false"),
                        "model_family", parse("\"rule_based\""),
                        "framework", parse("\"python\""),
                        "parameter_count", parse("0"),
                        "training_data", parse("\"d\""),
                        "evaluation_dataset", parse("\"e\""),
                        "evaluation_metrics", parse("{\"auroc\": 0.80}")),
                List.of());
        Adoption adoption = new Adoption(
                seen(MODEL),
                null,
                null,
                Outcome.UPGRADED,
                change,
                candidate(MODEL),
                JsonNodeFactory.instance.arrayNode());

        catalog.adoptAll(run, List.of(adoption));

        assertThat(metadata()).contains("\"auroc\": 0.80");
    }

    @Test
    void decidesAnAdoptedArtifactAnewOnWhatTheRunFound() {
        catalog.adoptAll(run, List.of(adoption(MODEL, Outcome.HELD, MetadataChange.none(), candidate(MODEL))));

        AdoptionResult result = revise(adoption(MODEL, Outcome.UPGRADED, UPGRADE, candidate(MODEL)));

        assertThat(result).isEqualTo(new AdoptionResult(Set.of(MODEL), Set.of(), Map.of()));
        assertThat(metadata())
                .isEqualTo(database.queryText("""
                        SELECT ((metadata_before - 'old') || '{"framework": "scipy"}')::TEXT
                          FROM metadata_changes WHERE run_id = 1
                        """))
                .contains("\"digits\": 1.100", "\"r2\": 1.10", "a\\tb\\\\n");
        assertThat(database.queryText("""
                        SELECT concat_ws('|', change_id, review_of, run_id, actor, outcome, added, removed, replaced)
                          FROM metadata_changes WHERE review_of IS NOT NULL
                        """)).isEqualTo("2|1|tester|upgraded|{\"framework\": \"scipy\"}|{old}|f");
    }

    @Test
    void givesAnArtifactThatIsHeldAgainTheMetadataThatTheRunFound() {
        String found = metadata();
        catalog.adoptAll(run, List.of(adoption(MODEL, Outcome.UPGRADED, UPGRADE, candidate(MODEL))));
        assertThat(metadata()).isNotEqualTo(found);

        revise(adoption(MODEL, Outcome.HELD, MetadataChange.none(), candidate(MODEL)));

        assertThat(metadata()).isEqualTo(found);
    }

    @Test
    void revisesNothingThatWasEditedSinceItWasRead() {
        catalog.adoptAll(run, List.of(adoption(MODEL, Outcome.HELD, MetadataChange.none(), candidate(MODEL))));
        Adoption adoption = adoption(MODEL, Outcome.UPGRADED, UPGRADE, candidate(MODEL));
        database.execute("UPDATE model_versions SET trained_by = 'somebody'");
        String before = metadata();

        AdoptionResult result = revise(adoption);

        assertThat(result).isEqualTo(new AdoptionResult(Set.of(), Set.of(MODEL), Map.of()));
        assertThat(metadata()).isEqualTo(before);
        assertThat(database.queryText("SELECT count(*) FROM metadata_changes")).isEqualTo("1");
    }

    @Test
    void refusesARevisionToMetadataThatIsInvalid() {
        catalog.adoptAll(run, List.of(adoption(MODEL, Outcome.HELD, MetadataChange.none(), candidate(MODEL))));
        String before = metadata();
        MetadataChange change = new MetadataChange(Map.of("framework", TextNode.valueOf("TBD")), List.of());

        AdoptionResult result = revise(adoption(MODEL, Outcome.UPGRADED, change, candidate(MODEL)));

        assertThat(result.invalid().get(MODEL))
                .hasToString("[/framework: \"TBD\" is a placeholder; write what it stands for]");
        assertThat(metadata()).isEqualTo(before);
    }

    private AdoptionResult revise(Adoption adoption) {
        return catalog.revise(new Occasion("tester", 1L), new Revision(1, adoption, false, null, null));
    }

    private void insert(ArtifactId id, String metadata) {
        database.execute("INSERT INTO artifacts (id, artifact_type, title, metadata) VALUES ('%s', 'model', 'A', '%s')"
                .formatted(id, metadata));
    }

    private String metadata() {
        return database.queryText("SELECT metadata::TEXT FROM artifacts WHERE id = 'model-a'");
    }

    private String expected(String expression) {
        return database.queryText("SELECT (%s)::TEXT FROM metadata_changes".formatted(expression));
    }

    private String seen(ArtifactId id) {
        return database.queryText("""
                SELECT a.xmin::TEXT || ':' || coalesce(v.xmin::TEXT, '')
                  FROM artifacts a LEFT JOIN model_versions v ON v.artifact_id = a.id WHERE a.id = '%s'
                """.formatted(id));
    }

    private Adoption adoption(ArtifactId id, Outcome outcome, MetadataChange change, ModelVersion version) {
        return new Adoption(
                seen(id), parse(LEGACY), "0", outcome, change, version, JsonNodeFactory.instance.arrayNode());
    }

    private static ModelVersion candidate(ArtifactId id) {
        return version(id, null, PromotionState.CANDIDATE, null);
    }

    private static ModelVersion promoted(ArtifactId id, String notes) {
        return version(id, null, PromotionState.PROMOTED, notes);
    }

    private static ModelVersion version(
            ArtifactId id, @Nullable ArtifactId baseModel, PromotionState state, @Nullable String notes) {
        return new ModelVersion(
                id, false, null, null, baseModel, null, null, null, null, null, null, null, null, null, null, "bench",
                state, notes, null);
    }
}
