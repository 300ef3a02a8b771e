package ai.scidex.migration.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

class PreflightIT {

    private static final String RENAME = "rename that table, or give it the shape that docs/architecture.md names";
    private static final String OR_NULL = "correct it, or set it to NULL";

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.fresh();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EarlierDatabase.NOTHING,
                EarlierDatabase.OTHER_TABLES,
                EarlierDatabase.ARTIFACTS,
                EarlierDatabase.ARTIFACTS_AND_VERSIONS,
                EarlierDatabase.ARTIFACTS_AND_BARE_VERSIONS
            })
    void findsNothingWhereTheMigrationMayBegin(String earlier) {
        database.execute(earlier);

        assertThat(findings()).isEmpty();
    }

    @Test
    void namesEveryColumnThatArtifactsLacks() {
        database.execute("CREATE TABLE artifacts (id TEXT PRIMARY KEY, artifact_type TEXT, title TEXT, metadata JSONB,"
                + " created_by TEXT, created_at TIMESTAMPTZ, parent_version_id TEXT, lifecycle_state TEXT,"
                + " superseded_by TEXT, origin_url TEXT, version_number INTEGER)");

        assertThat(findings())
                .containsExactly(
                        new Finding("artifacts has no column updated_at", "add it with type timestamp with time zone"),
                        new Finding("artifacts has no column is_latest", "add it with type integer"),
                        new Finding("artifacts has no column origin_type", "add it with type text"));
    }

    @Test
    void namesEveryColumnOfAnotherType() {
        database.execute(EarlierDatabase.ARTIFACTS + """
                ; ALTER TABLE artifacts
                    ALTER COLUMN metadata TYPE JSON,
                    ALTER COLUMN created_at TYPE TIMESTAMP,
                    ALTER COLUMN title TYPE VARCHAR(200)
                """);

        assertThat(findings())
                .containsExactly(
                        new Finding("artifacts.title is of type character varying", "it must be of type text"),
                        new Finding("artifacts.metadata is of type json", "it must be of type jsonb"),
                        new Finding(
                                "artifacts.created_at is of type timestamp without time zone",
                                "it must be of type timestamp with time zone"));
    }

    @Test
    void needsAnIdThatCanBeReferredTo() {
        database.execute(EarlierDatabase.ARTIFACTS + "; ALTER TABLE artifacts DROP CONSTRAINT artifacts_pkey");

        assertThat(findings()).containsExactly(new Finding("artifacts.id is no key", "make it the primary key"));
    }

    @Test
    void needsTheRightToCreateTables() {
        try (TestRole role = TestRole.in(database)) {
            assertThat(new Preflight(role.dataSource()).check())
                    .containsExactly(new Finding(
                            "%s may not create tables in schema public".formatted(role.name()),
                            "as its owner: GRANT CREATE ON SCHEMA public TO %s".formatted(role.name())));

            database.execute("GRANT CREATE ON SCHEMA public TO " + role.name());

            assertThat(new Preflight(role.dataSource()).check()).isEmpty();
            assertThat(new SchemaMigration(role.dataSource()).migrate().applied())
                    .startsWith("V0001__artifacts.sql");
        }
    }

    @Test
    void needsTheRightToStageRows() {
        try (TestRole role = TestRole.in(database)) {
            database.execute("GRANT CREATE ON SCHEMA public TO " + role.name());
            database.execute("""
                    DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$
                    """);

            assertThat(new Preflight(role.dataSource()).check())
                    .containsExactly(new Finding(
                            role.name() + " may not create temporary tables, through which rows are written",
                            "as its owner: grant TEMPORARY on this database to " + role.name()));
        }
    }

    @Test
    void needsTheOwnerOfTheTables() {
        database.execute(EarlierDatabase.ARTIFACTS_AND_VERSIONS);
        try (TestRole role = TestRole.in(database)) {
            String name = role.name();
            database.execute("GRANT CREATE ON SCHEMA public TO " + name);

            assertThat(new Preflight(role.dataSource()).check())
                    .containsExactly(
                            new Finding(name + " lacks rights on artifacts", "migrate as the owner of artifacts"),
                            new Finding(
                                    name + " does not own artifacts, so it may not create indexes on it",
                                    "migrate as the owner of artifacts"),
                            new Finding(
                                    name + " does not own model_versions, so it may not add constraints to it",
                                    "migrate as its owner"));

            database.execute(
                    "ALTER TABLE artifacts OWNER TO %1$s; ALTER TABLE model_versions OWNER TO %1$s".formatted(name));

            assertThat(new Preflight(role.dataSource()).check()).isEmpty();
            assertThat(new SchemaMigration(role.dataSource()).migrate().applied())
                    .startsWith("V0099__model_versions.sql");
        }
    }

    @Test
    void needsASchemaThatExists() {
        assertThat(new Preflight(database.dataSource("nowhere")).check())
                .containsExactly(new Finding(
                        "the schema does not exist, or %s may not use it".formatted(database.username()),
                        "create it, grant USAGE on it, or name another with --schema"));
    }

    @Test
    void needsTheNewTablesWhereArtifactsIs() {
        database.execute(EarlierDatabase.ARTIFACTS + "; CREATE SCHEMA \"Mine\"");

        assertThat(new Preflight(database.dataSource("\"Mine\", public")).check())
                .containsExactly(new Finding(
                        "artifacts is in schema public, but new tables would go to schema \"Mine\"",
                        "name the schema with --schema public"));
    }

    @Test
    void namesEveryDifferenceOfAnotherModelVersions() {
        database.execute(EarlierDatabase.ARTIFACTS + """
                ; CREATE TABLE model_versions (
                    artifact_id TEXT REFERENCES artifacts (id), version INTEGER, is_external BOOLEAN NOT NULL,
                    external_source_url TEXT, external_source_version TEXT, base_model_id TEXT, code_repo_url TEXT,
                    code_commit_sha VARCHAR(40), code_entrypoint TEXT, training_started_at TIMESTAMPTZ,
                    training_completed_at TEXT, trained_by TEXT, training_params_json TEXT, eval_metrics_json TEXT,
                    eval_dataset_artifact_id TEXT, benchmark_id TEXT, promotion_state TEXT, promotion_notes TEXT NOT NULL,
                    created_at TEXT NOT NULL, PRIMARY KEY (artifact_id, version))
                """);

        assertThat(findings())
                .extracting(Finding::what)
                .containsExactly(
                        anotherShape("column is_external is boolean NOT NULL, not integer NOT NULL"),
                        anotherShape("column code_commit_sha is character varying, not text"),
                        anotherShape("column training_started_at is timestamp with time zone, not text"),
                        anotherShape("column gpu_allocation_id is missing, not text"),
                        anotherShape("column promotion_state is text, not text NOT NULL"),
                        anotherShape("column promotion_notes is text NOT NULL, not text"),
                        anotherShape("column version is not one of ours"),
                        anotherShape("artifact_id is not the primary key"),
                        "the constraint model_versions_artifact_id_fkey of model_versions is"
                                + " FOREIGN KEY (artifact_id) REFERENCES artifacts(id)");
        assertThat(findings())
                .extracting(Finding::cure)
                .startsWith(RENAME)
                .endsWith("drop it; the migration adds"
                        + " FOREIGN KEY (artifact_id) REFERENCES artifacts(id) ON DELETE CASCADE");
    }

    @Test
    void doesNotMindWhatOthersAddOnceTheTablesAreOurs() {
        database.execute(EarlierDatabase.ARTIFACTS);
        new SchemaMigration(database.dataSource()).migrate();
        database.execute(
                "ALTER TABLE model_versions ADD COLUMN cost NUMERIC, ALTER COLUMN promotion_notes SET NOT NULL");

        assertThat(findings()).isEmpty();
    }

    @Test
    void missesWhatOthersTookAwayOnceTheTablesWereOurs() {
        database.execute(EarlierDatabase.ARTIFACTS);
        new SchemaMigration(database.dataSource()).migrate();
        database.execute("DROP VIEW model_versions_typed CASCADE");
        database.execute(
                "ALTER TABLE model_versions DROP COLUMN trained_by, ALTER COLUMN benchmark_id TYPE VARCHAR(80)");

        assertThat(findings())
                .containsExactly(
                        new Finding("model_versions has no column trained_by", "add it with type text"),
                        new Finding(
                                "model_versions.benchmark_id is of type character varying", "it must be of type text"));
    }

    @Test
    void doesNotTakeAConstraintOfOurNameForOurs() {
        database.execute(EarlierDatabase.ARTIFACTS_AND_BARE_VERSIONS + """
                ; ALTER TABLE model_versions
                    ADD CONSTRAINT model_versions_promotion_state_check CHECK (promotion_state <> 'rejected'),
                    ADD CONSTRAINT one_of_theirs CHECK (benchmark_id <> '')
                """);

        assertThat(findings())
                .containsExactly(new Finding(
                        "the constraint model_versions_promotion_state_check of model_versions is"
                                + " CHECK ((promotion_state <> 'rejected'::text))",
                        "drop it; the migration adds CHECK ((promotion_state = ANY (ARRAY['candidate'::text,"
                                + " 'promoted'::text, 'rejected'::text, 'superseded'::text])))"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE metadata_holds (id INTEGER) | relation metadata_holds",
                "CREATE VIEW metadata_history AS SELECT 1 AS one | relation metadata_history",
                "CREATE TABLE theirs (id INTEGER CONSTRAINT metadata_changes_pkey PRIMARY KEY)"
                        + " | relation metadata_changes_pkey",
                "CREATE TABLE model_times (id INTEGER); CREATE INDEX idx_artifacts_model_id ON model_times (id)"
                        + " | relation idx_artifacts_model_id",
                "CREATE FUNCTION refuse_change() RETURNS TEXT LANGUAGE sql AS 'SELECT NULL::TEXT'"
                        + " | function refuse_change()",
                "CREATE FUNCTION model_time(at TEXT) RETURNS TEXT LANGUAGE sql AS 'SELECT at' | function model_time(text)"
            })
    void wantsTheNamesOfWhatTheMigrationMakes(String theirs, String taken) {
        database.execute(EarlierDatabase.ARTIFACTS_AND_VERSIONS + ";" + theirs);

        assertThat(findings())
                .containsExactly(new Finding(
                        "a %s is there, and the migration makes one of that name".formatted(taken),
                        "rename it, or drop it"));
    }

    @Test
    void leavesTheNamesOfOtherSchemasAndSignaturesAlone() {
        database.execute(EarlierDatabase.ARTIFACTS_AND_VERSIONS + """
                ; CREATE SCHEMA theirs; CREATE TABLE theirs.metadata_holds (id INTEGER);
                CREATE FUNCTION model_time(at INTEGER) RETURNS INTEGER LANGUAGE sql AS 'SELECT at';
                CREATE INDEX idx_artifacts_model_id ON artifacts (id COLLATE "C") WHERE artifact_type = 'model'
                """);

        assertThat(findings()).isEmpty();
    }

    @Test
    void leavesTheKeyOfATableThatWasRenamedAlone() {
        database.execute("CREATE TABLE earlier_artifacts (id TEXT CONSTRAINT artifacts_pkey PRIMARY KEY);"
                + EarlierDatabase.ARTIFACTS.replace(
                        "id TEXT PRIMARY KEY", "id TEXT CONSTRAINT artifacts_key PRIMARY KEY"));

        assertThat(findings()).isEmpty();

        database.execute("DROP TABLE artifacts");

        assertThat(findings())
                .containsExactly(new Finding(
                        "a relation artifacts_pkey is there, and the migration makes one of that name",
                        "rename it, or drop it"));
    }

    @Test
    void knowsTheNameOfEverythingThatTheMigrationMakes() {
        new SchemaMigration(database.dataSource()).migrate();

        assertThat(database.queryText("""
                SELECT string_agg(relname, ' ' ORDER BY relname COLLATE "C")
                  FROM pg_class
                 WHERE relnamespace = 'public'::regnamespace
                   AND relkind <> 'S'
                   AND relname NOT IN ('artifacts', 'model_versions')
                   AND relname NOT LIKE 'model\\_catalog\\_schema\\_history%'
                """).split(" "))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(TakenNames.RELATIONS, TakenNames.WITH_ARTIFACTS, TakenNames.WITH_MODEL_VERSIONS)
                                .flatMap(List::stream)
                                .toList());
        assertThat(database.queryText("""
                SELECT string_agg(name, '; ' ORDER BY name COLLATE "C")
                  FROM pg_proc,
                       LATERAL (SELECT format('%s(%s)', proname, oidvectortypes(proargtypes)) AS name) n
                 WHERE pronamespace = 'public'::regnamespace
                """).split("; ")).containsExactlyElementsOf(TakenNames.FUNCTIONS);
    }

    @Test
    void wantsTheArtifactsOfAModelVersionsThatIsThere() {
        database.execute(EarlierDatabase.ARTIFACTS_AND_BARE_VERSIONS + "; DROP TABLE artifacts");

        assertThat(findings())
                .containsExactly(new Finding(
                        "model_versions is there, but artifacts, which it describes, is not",
                        "restore artifacts, or rename model_versions"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "artifact_id = 'model-lost' | artifact_id must be the id of an artifact,"
                        + " unlike in model-lost ('model-lost') | delete such a row, or put its artifact back",
                "base_model_id = 'model-x' | base_model_id must be the id of an artifact,"
                        + " unlike in model-1 ('model-x') | " + OR_NULL,
                "eval_dataset_artifact_id = 'd' | eval_dataset_artifact_id must be the id of an artifact,"
                        + " unlike in model-1 ('d') | " + OR_NULL,
                "is_external = 2 | is_external must be 0 or 1, unlike in model-1 ('2') | correct it",
                "promotion_state = 'live' | promotion_state must be one of candidate, promoted, rejected, superseded,"
                        + " unlike in model-1 ('live') | correct it",
                "promotion_state = 'promoted', is_external = 1, external_source_version = 'v1'"
                        + " | external_source_url must be given, with external_source_version, where an external model"
                        + " is promoted, unlike in model-1 (empty)"
                        + " | fill both in, or set promotion_state to candidate",
                "base_model_id = 'model-1' | base_model_id must be another model than the row's own,"
                        + " unlike in model-1 ('model-1') | " + OR_NULL,
                "code_commit_sha = 'abc' | code_commit_sha must be 40 or 64 hexadecimal digits in lower case,"
                        + " unlike in model-1 ('abc') | " + OR_NULL,
                "training_started_at = 'yesterday' | training_started_at must be of the form YYYY-MM-DDTHH:MM:SSZ,"
                        + " unlike in model-1 ('yesterday') | " + OR_NULL,
                "training_completed_at = '2026-02-29T00:00:00Z' | training_completed_at must be of the form"
                        + " YYYY-MM-DDTHH:MM:SSZ, unlike in model-1 ('2026-02-29T00:00:00Z') | " + OR_NULL,
                "training_started_at = '2026-01-02T00:00:00Z', training_completed_at = '2026-01-01T00:00:00.5Z'"
                        + " | training_completed_at must be no earlier than training_started_at,"
                        + " unlike in model-1 ('2026-01-01T00:00:00.5Z') | " + OR_NULL,
                "training_params_json = '[]' | training_params_json must be a JSON object,"
                        + " unlike in model-1 ('[]') | " + OR_NULL,
                "eval_metrics_json = '{\"auroc\": 0.9, \"auroc on donors that were held out\": }'"
                        + " | eval_metrics_json must be a JSON object,"
                        + " unlike in model-1 ('{\"auroc\": 0.9, \"auroc on donors that wer…') | " + OR_NULL
            })
    void findsARowThatTheChecksWouldRefuse(String change, String what, String cure) {
        database.execute(EarlierDatabase.ARTIFACTS_AND_BARE_VERSIONS);
        database.execute("UPDATE model_versions SET %s WHERE artifact_id = 'model-1'".formatted(change));

        assertThat(findings()).containsExactly(new Finding("model_versions." + what, cure));
    }

    @Test
    void namesAFewRowsAndCountsTheOthers() {
        database.execute(EarlierDatabase.ARTIFACTS_AND_BARE_VERSIONS);
        database.execute("UPDATE model_versions SET code_commit_sha = 'abc', is_external = -1");

        assertThat(findings())
                .extracting(Finding::what)
                .containsExactly(
                        "model_versions.is_external must be 0 or 1, unlike in model-1 ('-1'), model-2 ('-1'),"
                                + " model-3 ('-1'), model-4 ('-1'), model-5 ('-1') and 3 more",
                        "model_versions.code_commit_sha must be 40 or 64 hexadecimal digits in lower case,"
                                + " unlike in model-1 ('abc'), model-2 ('abc'), model-3 ('abc'), model-4 ('abc'),"
                                + " model-5 ('abc') and 3 more");
    }

    @Test
    void takesTheRowsThatTheChecksTake() {
        database.execute(EarlierDatabase.ARTIFACTS_AND_BARE_VERSIONS);
        database.execute("""
                UPDATE model_versions
                   SET is_external = 1, external_source_url = 'https://example.org', external_source_version = 'v1',
                       base_model_id = 'model-2', code_commit_sha = repeat('a1', 20), eval_dataset_artifact_id = 'dataset-1',
                       training_started_at = '2024-02-29T00:00:00Z', training_completed_at = '2024-02-29T00:00:00.000000Z',
                       training_params_json = '{}', eval_metrics_json = '{"auroc": 0.90}', promotion_state = 'promoted'
                 WHERE artifact_id = 'model-1'
                """);

        assertThat(findings()).isEmpty();
        assertThat(new SchemaMigration(database.dataSource()).migrate().applied())
                .contains("V0100__model_versions_checks.sql");
    }

    @Test
    void needsArtifactsThatMayBeActive() {
        database.execute(EarlierDatabase.ARTIFACTS + """
                ; ALTER TABLE artifacts ADD CONSTRAINT lifecycle CHECK (lifecycle_state IN ('draft', 'listed')) NOT VALID
                """);

        assertThat(findings())
                .filteredOn(Finding::stops)
                .containsExactly(new Finding(
                        "the constraint lifecycle of artifacts refuses lifecycle_state 'active'",
                        "let it allow 'active', the state that models are in"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHECK (lifecycle_state IN ('draft', 'active', 'deprecated'))",
                "CHECK (lifecycle_state = 'active' AND lifecycle_state ~ '^[a-z]+(\\?)?$')",
                "CHECK (lifecycle_state::lifecycle <> 'draft')"
            })
    void warnsOfStatesThatCannotBeReachedLater(String check) {
        database.execute("CREATE TYPE lifecycle AS ENUM ('draft', 'active', 'deprecated');" + EarlierDatabase.ARTIFACTS
                + "; ALTER TABLE artifacts ADD CONSTRAINT lifecycle " + check);

        assertThat(findings())
                .containsExactly(
                        Finding.warning(
                                "the constraint lifecycle of artifacts refuses lifecycle_state 'candidate'",
                                "let it allow 'candidate', or register new versions of models in another state"),
                        Finding.warning(
                                "the constraint lifecycle of artifacts refuses lifecycle_state 'superseded'",
                                "let it allow 'superseded' before a new version of a model is promoted over another"));
    }

    @Test
    void warnsOfChecksThatAnUpgradeMayBreak() {
        database.execute(EarlierDatabase.ARTIFACTS + """
                ; ALTER TABLE artifacts
                    ADD CONSTRAINT lifecycle CHECK (lifecycle_state IN ('active', 'candidate', 'superseded')),
                    ADD CONSTRAINT origin CHECK (origin_type IS NULL OR origin_type = 'internal'),
                    ADD CONSTRAINT quality CHECK (quality_score <= 1),
                    ADD CONSTRAINT version CHECK (version_number = 1) NOT VALID
                """);

        assertThat(findings())
                .containsExactly(
                        Finding.warning(
                                "artifacts has the constraint origin,"
                                        + " CHECK (((origin_type IS NULL) OR (origin_type = 'internal'::text)))",
                                "a model that breaks it is named and left as it is"),
                        Finding.warning(
                                "artifacts has the constraint version, CHECK ((version_number = 1)) NOT VALID",
                                "a model that breaks it is named and left as it is"));
    }

    @Test
    void warnsOfTriggersThatOurWritesFire() {
        database.execute(EarlierDatabase.ARTIFACTS + """
                ; CREATE FUNCTION meddle() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER a_touch BEFORE UPDATE ON artifacts FOR EACH ROW EXECUTE FUNCTION meddle();
                CREATE TRIGGER b_origin BEFORE UPDATE OF title, origin_url ON artifacts
                    FOR EACH ROW EXECUTE FUNCTION meddle();
                CREATE TRIGGER c_birth AFTER INSERT ON artifacts FOR EACH STATEMENT EXECUTE FUNCTION meddle();
                CREATE TRIGGER d_title BEFORE UPDATE OF title ON artifacts FOR EACH ROW EXECUTE FUNCTION meddle();
                CREATE TRIGGER e_death BEFORE DELETE ON artifacts FOR EACH ROW EXECUTE FUNCTION meddle();
                CREATE TRIGGER f_asleep BEFORE UPDATE ON artifacts FOR EACH ROW EXECUTE FUNCTION meddle();
                ALTER TABLE artifacts DISABLE TRIGGER f_asleep
                """);

        assertThat(findings())
                .extracting(Finding::toString, Finding::stops)
                .containsExactly(
                        tuple(triggered("a_touch"), false),
                        tuple(triggered("b_origin"), false),
                        tuple(triggered("c_birth"), false));
    }

    @Test
    void warnsThatRowSecurityMayHideModels() {
        database.execute(EarlierDatabase.ARTIFACTS);
        try (TestRole role = TestRole.in(database)) {
            database.execute("""
                    ALTER TABLE artifacts OWNER TO %1$s;
                    ALTER TABLE artifacts ENABLE ROW LEVEL SECURITY;
                    ALTER TABLE artifacts FORCE ROW LEVEL SECURITY;
                    GRANT CREATE ON SCHEMA public TO %1$s
                    """.formatted(role.name()));

            assertThat(new Preflight(role.dataSource()).check())
                    .containsExactly(Finding.warning(
                            "artifacts has row security, which may keep models from " + role.name(),
                            "migrate as a user to whom it does not apply"));
            assertThat(findings()).isEmpty();
        }
    }

    private static String triggered(String name) {
        return "artifacts has the trigger %s, which calls meddle for what we write;".formatted(name)
                + " see that it changes nothing; a model that it refuses is named and left as it is";
    }

    @Test
    void warnsOfATransactionThatKeepsTheMigrationWaiting() throws SQLException {
        database.execute(EarlierDatabase.ARTIFACTS);
        try (Connection others = database.connection()) {
            others.setAutoCommit(false);
            others.createStatement().execute("LOCK TABLE artifacts IN ROW EXCLUSIVE MODE");
            int pid = others.unwrap(PGConnection.class).getBackendPID();

            List<Finding> found = longTransactions(Duration.ZERO);

            assertThat(found).hasSize(1);
            assertThat(found.get(0).stops()).isFalse();
            assertThat(found.get(0).what())
                    .matches(
                            "\\S+ \\(.+, idle in transaction, process %d\\) has had artifacts locked for [0-9]+ s, which the migration waits for"
                                    .formatted(pid));
            assertThat(found.get(0).cure())
                    .isEqualTo("let it end, or end it: SELECT pg_terminate_backend(%d)".formatted(pid));
            assertThat(longTransactions(Duration.ofHours(1))).isEmpty();
        }
    }

    @Test
    void doesNotWarnOfATransactionThatOnlyReads() throws SQLException {
        database.execute(EarlierDatabase.ARTIFACTS);
        try (Connection others = database.connection()) {
            others.setAutoCommit(false);
            others.createStatement().execute("SELECT count(*) FROM artifacts");

            assertThat(longTransactions(Duration.ZERO)).isEmpty();
        }
    }

    private List<Finding> longTransactions(Duration atLeast) throws SQLException {
        try (Connection connection = database.connection()) {
            return LongTransactions.check(connection, atLeast);
        }
    }

    private List<Finding> findings() {
        return new Preflight(database.dataSource()).check();
    }

    private static String anotherShape(String difference) {
        return "model_versions is there in another shape: " + difference;
    }
}
