package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrateCommandIT {

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = ScidexDatabase.withSample();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void bringsTheTablesUpToDate() {
        assertThat(Ended.on(database, "migrate", "--yes"))
                .isEqualTo(Ended.done("migrate   applied 18 scripts, the tables have version 0112\n"));
        assertThat(ScidexDatabase.relations(database)).contains("model_versions", "metadata_holds");
    }

    @Test
    void doesNothingAndAsksNothingWhenRunAgain() {
        Ended.on(database, "migrate", "--yes");

        assertThat(Ended.on(database, "migrate"))
                .isEqualTo(Ended.done("migrate   nothing to do, the tables have version 0112\n"));
        assertThat(Ended.on(database, "migrate", "--output", "json").json())
                .isEqualTo(TestJson.parse("{\"applied\": [], \"migrationVersion\": \"0112\"}"));
    }

    @Test
    void printsWhatADryRunWouldApplyAndAppliesNothing() {
        String scripts = """
                would apply V0099__model_versions.sql
                would apply V0100__model_versions_checks.sql
                would apply V0101__model_promotion_events.sql
                would apply V0102__backfill_runs.sql
                would apply V0103__metadata_changes.sql
                would apply V0104__metadata_holds.sql
                would apply V0105__artifacts_indexes.sql
                would apply V0106__model_query_indexes.sql
                would apply V0108__model_title_index.sql
                would apply V0109__metadata_changes_reverted.sql
                would apply V0110__hold_decisions.sql
                would apply V0111__backfill_claims.sql
                would apply V0112__functions_kept_ready.sql
                would apply R__append_only.sql
                would apply R__metadata_history.sql
                would apply R__model_versions_as_of.sql
                would apply R__model_versions_typed.sql
                would apply R__promotion_guard.sql
                """;

        assertThat(Ended.on(database, "migrate", "--dry-run")).isEqualTo(Ended.done(scripts));
        assertThat(Ended.on(database, "migrate", "--dry-run", "--output", "json")
                        .json()
                        .path("pending"))
                .hasSize(18);
        assertThat(ScidexDatabase.relations(database)).isEmpty();
    }

    @Test
    void saysThatADryRunHasNothingToDo() {
        Ended.on(database, "migrate", "--yes");

        assertThat(Ended.on(database, "migrate", "--dry-run"))
                .isEqualTo(Ended.done("nothing to do, the tables are up to date\n"));
    }

    @Test
    void changesNothingWithoutConsent() {
        assertThat(Ended.on(database, "migrate"))
                .isEqualTo(Ended.failed(
                        2,
                        "migrate creates tables in %s, and there is no terminal to ask at; add --yes to go ahead"
                                .formatted(database.jdbcUrl())));
        assertThat(ScidexDatabase.relations(database)).isEmpty();
    }

    @Test
    void saysWhatTheDatabaseLacks() {
        database.execute("ALTER TABLE artifacts DROP COLUMN origin_url");

        assertThat(Ended.on(database, "migrate", "--yes"))
                .isEqualTo(Ended.failed(1, "artifacts has no column origin_url; add it with type text"));
        assertThat(ScidexDatabase.relations(database)).isEmpty();
    }

    @Test
    void warnsOfWhatItWillMeetAndGoesOn() {
        database.execute("""
                CREATE FUNCTION touch() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER touch BEFORE UPDATE ON artifacts FOR EACH ROW EXECUTE FUNCTION touch()
                """);

        assertThat(Ended.on(database, "migrate", "--yes"))
                .isEqualTo(
                        new Ended(
                                0,
                                "migrate   applied 18 scripts, the tables have version 0112\n",
                                "model-catalog: warning: artifacts has the trigger touch, which calls touch for what we write;"
                                        + " see that it changes nothing; a model that it refuses is named and left as it is\n"));
    }

    @Test
    void changesNothingWhereModelsCannotBeActive() {
        database.execute(
                "ALTER TABLE artifacts ADD CONSTRAINT lifecycle CHECK (lifecycle_state <> 'active') NOT VALID");

        Ended ended = Ended.on(database, "migrate", "--yes");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .endsWith("model-catalog: the constraint lifecycle of artifacts refuses lifecycle_state 'active';"
                        + " let it allow 'active', the state that models are in\n");
        assertThat(ScidexDatabase.relations(database)).isEmpty();
    }

    @Test
    void refusesADatabaseThatTakesNoWrites() {
        database.execute("DO $$ BEGIN EXECUTE format("
                + "'ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$");

        assertThat(Ended.on(database, "migrate", "--yes"))
                .isEqualTo(Ended.failed(
                        1,
                        "transactions of %s are read-only here; ALTER ROLE or ALTER DATABASE … SET"
                                        .formatted(database.username())
                                + " default_transaction_read_only = off, or connect as somebody who writes"));
    }

    @Test
    void worksInASchemaWhoseNameNeedsQuotes() {
        database.execute("CREATE SCHEMA \"Model Catalog\"");

        assertThat(Ended.on(database, "migrate", "--yes", "--schema", "Model Catalog"))
                .isEqualTo(Ended.done("migrate   applied 19 scripts, the tables have version 0112\n"));
        assertThat(database.queryText("SELECT to_regclass('\"Model Catalog\".model_versions') IS NOT NULL"))
                .isEqualTo("t");
        assertThat(ScidexDatabase.relations(database)).isEmpty();
    }
}
