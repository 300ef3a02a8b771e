package ai.scidex.migration.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Made-up rows of {@code artifacts}, labelled as such: SciDEX's eight legacy models and what they refer to, so that the
 * application can be tried out without a SciDEX database.
 */
public final class SampleArtifacts {

    /** One resource each; a jar cannot be listed like a folder. */
    static final List<String> IDS = List.of(
            "paper-trem2-apoe-microglia-review",
            "dataset-seaad-mtg-snrnaseq",
            "dataset-seaad-mtg-heldout-donors",
            "dataset-ad-cohort-baseline",
            "dataset-ad-cohort-follow-up",
            "dataset-abeta-turnover-silk",
            "dataset-ipsc-microglia-il6-timecourse",
            "benchmark-ad-risk-2026",
            "model-29ce54ef-040c-4831-97b6-4850faa31598",
            "model-56e6e50d-0000-4000-8000-000000000002",
            "model-14307274-0000-4000-8000-000000000003",
            "model-8479a365-0000-4000-8000-000000000004",
            "model-45e16a37-0000-4000-8000-000000000005",
            "model-9ccc79de-0000-4000-8000-000000000006",
            "model_ot_ad_zscore_rules_v1",
            "model-biophys-microglia-001");

    /** PostgreSQL reads the rows, so that no digit of them passes through Java. */
    private static final String INSERT = """
            INSERT INTO artifacts (
                   id, artifact_type, entity_ids, title, quality_score, created_by, provenance_chain, content_hash,
                   metadata, created_at, updated_at, version_number, parent_version_id, version_tag, changelog,
                   is_latest, lifecycle_state, superseded_by, origin_type, origin_url)
            SELECT id, artifact_type, entity_ids, title, quality_score, created_by, provenance_chain, content_hash,
                   metadata, created_at, updated_at, version_number, parent_version_id, version_tag, changelog,
                   is_latest, lifecycle_state, superseded_by, origin_type, origin_url
              FROM jsonb_populate_recordset(NULL::artifacts, ?::jsonb)
            """;

    private SampleArtifacts() {}

    /**
     * Makes the table {@code artifacts} as SciDEX has it and inserts the rows, all or nothing; where there is such a
     * table already, it is left as it is.
     *
     * @return how many artifacts were inserted, of all types
     */
    public static int loadInto(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (hasArtifacts(statement)) {
                return 0;
            }
            statement.execute(resource("/db/model-catalog/V0001__artifacts.sql"));
            int loaded = insert(connection);
            connection.commit();
            return loaded;
        }
    }

    private static boolean hasArtifacts(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT to_regclass('artifacts') IS NOT NULL")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static int insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, IDS.stream().map(SampleArtifacts::row).collect(Collectors.joining(",", "[", "]")));
            return insert.executeUpdate();
        }
    }

    /** Returns the row as JSON, one member a column. */
    static String row(String id) {
        return resource("/sample/%s.json".formatted(id));
    }

    private static String resource(String name) {
        try (InputStream file = SampleArtifacts.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the application's jar lacks " + name);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
