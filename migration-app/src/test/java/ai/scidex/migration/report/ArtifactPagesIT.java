package ai.scidex.migration.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.migration.MigratedDatabase;
import ai.scidex.report.ArtifactSection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArtifactPagesIT {

    private static final int ARTIFACTS = 1_000;

    private static final String LEGACY = """
            {"is_external": false, "model_family": "statistical", "library": "scikit-learn", "parameter_count": 12,
             "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.810}}
            """;

    private static MigratedDatabase database;

    @BeforeAll
    static void backfill() {
        database = MigratedDatabase.empty(Map.of());
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title, metadata)
                SELECT 'model-' || i, 'model', 'Model ' || i,
                       CASE WHEN i %% 10 = 0 THEN metadata - 'library' ELSE metadata END
                  FROM generate_series(1, %d) AS i
                 CROSS JOIN (SELECT CAST('%s' AS JSONB) AS metadata) m
                """.formatted(ARTIFACTS, LEGACY));
        database.backfill();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void readsEachArtifactOnceWhateverThePage() throws SQLException {
        for (boolean withEveryMetadata : List.of(true, false)) {
            assertThat(read(withEveryMetadata))
                    .extracting(ArtifactSection::artifactId)
                    .hasSize(ARTIFACTS)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void leavesOutTheMetadataOfWhatHasNothingToDecide() throws SQLException {
        assertThat(read(true)).noneMatch(section -> section.metadata().before() == null);
        assertThat(read(false))
                .allMatch(section ->
                        section.held().isEmpty() == (section.metadata().before() == null))
                .allMatch(section -> section.metadata().afterSha256() != null)
                .anyMatch(section -> section.held().isEmpty())
                .anyMatch(section -> !section.held().isEmpty());
    }

    @Test
    void saysWhyTheRecordCannotBeRead() throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("SET search_path = pg_catalog");
            try (ArtifactPages pages = new ArtifactPages(connection, true)) {
                assertThatThrownBy(pages::hasNext)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("cannot read the record: ERROR: relation \"artifacts\" does not exist");
            }
            connection.rollback();
        }
    }

    private static List<ArtifactSection> read(boolean withEveryMetadata) throws SQLException {
        List<ArtifactSection> sections = new ArrayList<>();
        try (Connection connection = database.connection();
                ArtifactPages pages = new ArtifactPages(connection, withEveryMetadata)) {
            pages.forEachRemaining(sections::add);
        }
        return sections;
    }
}
