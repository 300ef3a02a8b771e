package ai.scidex.migration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.migration.CommandProcess;
import ai.scidex.migration.database.SampleArtifacts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison of {@link KilledRunsIT} sees what it is there to see. */
class RowsIT {

    /** It is held, and was landed as promoted. */
    private static final String MODEL = "model-8479a365-0000-4000-8000-000000000004";

    private static TestDatabase finished;

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException, SQLException {
        finished = TestDatabase.fresh();
        try (Connection connection = finished.connection()) {
            SampleArtifacts.loadInto(connection);
        }
        List<String> command =
                List.of("run", "--yes", "--file", folder.resolve("report.md").toString());
        try (CommandProcess process = CommandProcess.on(finished, Map.of(), command)) {
            assertThat(process.exitCode()).as(process.err()).isZero();
        }
    }

    @AfterAll
    static void drop() {
        finished.close();
    }

    @Test
    void seesNoDifferenceWhereThereIsNone() throws SQLException {
        try (TestDatabase copy = finished.copy()) {
            assertThat(Rows.ofResult(finished.dataSource()).differences(Rows.ofResult(copy.dataSource())))
                    .isEmpty();
            assertThat(Rows.ofLegacy(finished.dataSource()).differences(Rows.ofLegacy(copy.dataSource())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "UPDATE artifacts SET metadata = jsonb_set(metadata, '{intercept}', '-7.421')"
                        + " => artifacts => …, \"intercept\": -7.420, \"model_type\": \"logistic reg… => …, \"intercept\": -7.421, \"model_type\": \"logistic reg…",
                "UPDATE artifacts SET metadata = jsonb_set(metadata, '{intercept}', '-7.42')"
                        + " => artifacts => …, \"intercept\": -7.420, \"model_type\": \"logistic reg… => …, \"intercept\": -7.42, \"model_type\": \"logistic regr…",
                "UPDATE artifacts SET updated_at = '2010-01-01Z'"
                        + " => artifacts => …l, \"updated_at\": \"2020-01-01T00:00:00+00:00\", \"ori… => …l, \"updated_at\": \"2010-01-01T00:00:00+00:00\", \"ori…",
                "UPDATE model_versions SET trained_by = 'somebody'"
                        + " => model_versions => …020\", \"trained_by\": null, \"artifact_id\": \"model-84… => …020\", \"trained_by\": \"somebody\", \"artifact_id\": \"mo…",
                "DELETE FROM model_versions" + " => model_versions => {\"created_at\": \"2020\", \"traine… => no row",
                "DELETE FROM metadata_holds" + " => metadata_holds => {\"note\": null, \"field\": \"evalu… => no row",
                "UPDATE metadata_changes SET evidence = evidence #- '{0,rule}'"
                        + " => metadata_changes => … [], \"evidence\": [{\"rule\": \"origin-type\", \"field\":… => … [], \"evidence\": [{\"field\": \"is_external\", \"value\"…",
                "INSERT INTO metadata_changes (artifact_id, actor, outcome, schema_version, schema_sha256)"
                        + " SELECT artifact_id, actor, outcome, schema_version, schema_sha256 FROM metadata_changes"
                        + " => metadata_changes => …ed_change_id\": null} => …ed_change_id\": null} + {\"actor\": \"model-catalog ba…",
                "INSERT INTO model_promotion_events (artifact_id, from_state, to_state, actor, db_user, reason, evidence)"
                        + " SELECT artifact_id, from_state, to_state, actor, db_user, reason, evidence"
                        + " FROM model_promotion_events"
                        + " => model_promotion_events => …-8000-000000000004\"} => …-8000-000000000004\"} + {\"actor\": \"model-catalog ba…"
            })
    void namesTheRowThatDiffers(String fault, String table, String expected, String found) throws SQLException {
        try (TestDatabase faulty = finished.copy()) {
            faulty.execute("""
                    ALTER TABLE model_versions DISABLE TRIGGER USER;
                    ALTER TABLE metadata_changes DISABLE TRIGGER USER;
                    ALTER TABLE model_promotion_events DISABLE TRIGGER USER;
                    %s WHERE %s = '%s'
                    """.formatted(fault, table.equals("artifacts") ? "id" : "artifact_id", MODEL));

            assertThat(Rows.ofResult(finished.dataSource()).differences(Rows.ofResult(faulty.dataSource())))
                    .containsExactly("%s of %s: expected %s, but found %s".formatted(table, MODEL, expected, found));
        }
    }

    @Test
    void namesTheLegacyRowThatIsNotAsItWas() throws SQLException {
        try (TestDatabase touched = finished.copy()) {
            touched.execute("UPDATE artifacts SET updated_at = updated_at + INTERVAL '1 microsecond' WHERE id = '%s'"
                    .formatted(MODEL));

            assertThat(Rows.ofLegacy(finished.dataSource()).differences(Rows.ofLegacy(touched.dataSource())))
                    .containsExactly("artifacts of %s: expected %s, but found %s"
                            .formatted(
                                    MODEL,
                                    "…\"2026-02-11T16:02:50+00:00\", \"origin_type\": \"inter…",
                                    "…\"2026-02-11T16:02:50.000001+00:00\", \"origin_type\":…"));
        }
    }

    @Test
    void tellsTheFirstFiveAndCountsTheOthers() throws SQLException {
        try (TestDatabase faulty = finished.copy()) {
            faulty.execute("UPDATE artifacts SET title = 'another'");

            assertThat(Rows.ofResult(finished.dataSource()).differences(Rows.ofResult(faulty.dataSource())))
                    .hasSize(6)
                    .endsWith("and 11 more");
        }
    }
}
