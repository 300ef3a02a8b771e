package ai.scidex.migration.database;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleArtifactsIT {

    private final TestDatabase database = TestDatabase.fresh();

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void loadsEveryRow() throws SQLException {
        assertThat(load()).isEqualTo(16);
        assertThat(database.queryText("SELECT count(*) FROM artifacts WHERE artifact_type = 'model'"))
                .isEqualTo("8");
    }

    @Test
    void keepsEveryDigit() throws SQLException {
        load();

        assertThat(database.queryText("""
                                SELECT metadata #>> '{calibration,slope}'
                                  FROM artifacts
                                 WHERE id = 'model-29ce54ef-040c-4831-97b6-4850faa31598'
                                """)).isEqualTo("1.10");
    }

    @Test
    void fillsEveryColumnThatItsFilesSpeakOf() throws SQLException {
        load();

        assertThat(database.queryText("""
                                SELECT concat_ws('|', artifact_type, title, entity_ids, created_by, origin_type,
                                                 origin_url, version_number, is_latest, lifecycle_state,
                                                 created_at AT TIME ZONE 'UTC')
                                  FROM artifacts
                                 WHERE id = 'model-45e16a37-0000-4000-8000-000000000005'
                                """))
                .isEqualTo("model|Microglial Activation Model|[\"TREM2\", \"TYROBP\", \"CD68\"]|import|external"
                        + "|https://models.example.org/microglial-activation|1|1|active|2026-02-16 11:20:33");
    }

    @Test
    void leavesATableAloneThatIsThere() throws SQLException {
        load();
        database.execute("DELETE FROM artifacts WHERE id = 'model_ot_ad_zscore_rules_v1'");

        assertThat(load()).isZero();
        assertThat(database.queryText("SELECT count(*) FROM artifacts")).isEqualTo("15");
    }

    private int load() throws SQLException {
        try (Connection connection = database.connection()) {
            return SampleArtifacts.loadInto(connection);
        }
    }
}
