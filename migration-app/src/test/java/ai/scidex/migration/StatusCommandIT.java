package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusCommandIT {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

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
    void worksBeforeTheFirstMigration() {
        assertThat(Ended.on(database, "status")).isEqualTo(Ended.done("""
                        database          %s
                        tables            not there yet; run model-catalog migrate
                        model artifacts   8
                        """.formatted(database.jdbcUrl())));
        assertThat(Ended.on(database, "status", "--output", "json").json()).isEqualTo(TestJson.parse("""
                {"migrationVersion": null, "models": 8, "modelVersions": 0, "promotionStates": {}, "openHolds": 0,
                 "openRequiredHolds": 0, "decisions": {}, "runs": 0, "lastRun": null}
                """));
    }

    @Test
    void saysWhereTheDatabaseStands() {
        Ended.on(database, "migrate", "--yes");
        Ended.on(database, "backfill", "--yes");

        Ended ended = Ended.on(database, "status");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().replaceAll(TIME, "TIME")).isEqualTo("""
                        database          %s
                        tables            version 0112
                        model artifacts   8
                        model versions    8: 2 candidate, 6 promoted, 0 rejected, 0 superseded
                        open holds        5, 3 of them on required fields
                        decisions         0 resolved, 0 dismissed
                        runs              1
                        last run          1, started TIME, finished TIME, decided 8
                        """.formatted(database.jdbcUrl()));
    }

    @Test
    void saysItInJsonToo() {
        Ended.on(database, "migrate", "--yes");
        Ended.on(database, "backfill", "--yes");

        JsonNode json = Ended.on(database, "status", "--output", "json").json();

        assertThat(json.path("migrationVersion").asText()).isEqualTo("0112");
        assertThat(json.path("models").asInt()).isEqualTo(8);
        assertThat(json.path("modelVersions").asInt()).isEqualTo(8);
        assertThat(json.path("promotionStates"))
                .isEqualTo(TestJson.parse("{\"candidate\": 2, \"promoted\": 6, \"rejected\": 0, \"superseded\": 0}"));
        assertThat(json.path("openHolds").asInt()).isEqualTo(5);
        assertThat(json.path("openRequiredHolds").asInt()).isEqualTo(3);
        assertThat(json.path("runs").asInt()).isEqualTo(1);
        assertThat(json.path("decisions")).isEqualTo(TestJson.parse("{\"resolved\": 0, \"dismissed\": 0}"));
        assertThat(json.at("/lastRun/runId").asText()).isEqualTo("1");
        assertThat(json.at("/lastRun/startedAt").asText()).matches(TIME);
        assertThat(json.at("/lastRun/decided").asInt()).isEqualTo(8);
    }

    @Test
    void saysHowMuchOfTheLastRunIsLeftWhereItWasTakenBack() {
        Ended.on(database, "migrate", "--yes");
        Ended.on(database, "backfill", "--yes");
        database.execute(
                "UPDATE artifacts SET metadata = metadata || '{\"note\": 1}' WHERE id = 'model-biophys-microglia-001'");
        Ended.on(database, "revert", "--yes");

        assertThat(Ended.on(database, "status").out()).endsWith(", decided 8, taken back but for 1\n");
        JsonNode run = Ended.on(database, "status", "--output", "json").json().path("lastRun");
        assertThat(run.path("takenBack").asInt()).isEqualTo(7);
    }

    @Test
    void saysThatThereWasNoRun() {
        Ended.on(database, "migrate", "--yes");

        assertThat(Ended.on(database, "status").out()).endsWith("last run          none\n");
    }
}
