package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.migration.database.SampleArtifacts;
import ai.scidex.migration.schema.EarlierDatabase;
import ai.scidex.migration.schema.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code docs/model_artifacts/down_migration.md} tells an operator to run. */
class DownMigrationIT {

    private static final Path DOCUMENT = Path.of("../docs/model_artifacts/down_migration.md");

    private static final Pattern SECTION = Pattern.compile("(?ms)^## (\\w+)\\. .*?(?=^## |\\z)");
    private static final Pattern SQL = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");

    private static final String NO_METADATA = "model-without-metadata";

    /** External, upgraded, and the URL is nowhere but in the metadata, so that the run fills columns of artifacts. */
    private static final String EXTERNAL = "model-external";

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void loadSample() throws SQLException {
        database = TestDatabase.fresh();
        try (Connection connection = database.connection()) {
            SampleArtifacts.loadInto(connection);
        }
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title, metadata, updated_at)
                VALUES ('%s', 'model', 'N', NULL, '2026-01-01 00:00:00.123456+00'),
                       ('%s', 'model', 'E', '{
                           "is_external": true, "external_source_url": "https://example.org/m",
                           "external_source_version": "v1.0", "model_family": "Deep Learning", "library_name": "torch",
                           "num_parameters": "1,024", "training_data": "d", "evaluation_dataset": "e",
                           "evaluation_metrics": {"auroc": 0.90}, "digits": 1.10}', '2026-01-01 00:00:00.123456+00')
                """.formatted(NO_METADATA, EXTERNAL));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void leavesTheDatabaseAsItWas() throws SQLException, IOException {
        List<String> schema = SchemaSnapshot.of(database);
        String artifacts = artifacts();
        run();

        assertThat(artifacts()).isNotEqualTo(artifacts);
        assertThat(metadata(EXTERNAL)).contains("\"parameter_count\": 1024");
        assertThat(database.queryText("SELECT count(*) FROM model_versions WHERE promotion_state = 'promoted'"))
                .isNotEqualTo("0");

        assertThat(goBack("4a")).isEmpty();
        assertThat(SchemaSnapshot.of(database)).isEqualTo(schema);
        assertThat(artifacts()).isEqualTo(artifacts);
    }

    @Test
    void comesToTheSameResultTheSecondTime() throws SQLException, IOException {
        run();
        String result = result();
        goBack("4a");
        run();

        assertThat(result()).isEqualTo(result);
    }

    @Test
    void keepsMetadataThatSomebodyEditedSinceAndNamesIt() throws SQLException, IOException {
        String unrelated = artifactsBut(EXTERNAL);
        run();
        database.execute("""
                UPDATE artifacts
                   SET metadata = metadata || '{"note": 1.10}', origin_url = 'https://example.org/mirror', updated_at = now()
                 WHERE id = '%s'
                """.formatted(EXTERNAL));
        String edited = row(EXTERNAL);

        assertThat(goBack("4a")).containsExactly(EXTERNAL);
        assertThat(row(EXTERNAL)).isEqualTo(edited);
        assertThat(artifactsBut(EXTERNAL)).isEqualTo(unrelated);
    }

    @Test
    void keepsOtherColumnsThatSomebodyEditedSince() throws SQLException, IOException {
        String metadata = metadata(EXTERNAL);
        run();
        database.execute("""
                UPDATE artifacts
                   SET title = 'E 2', origin_type = 'derived', origin_url = 'https://example.org/mirror',
                       updated_at = '2100-01-01 00:00:00+00'
                 WHERE id = '%s'
                """.formatted(EXTERNAL));

        assertThat(goBack("4a")).isEmpty();
        assertThat(metadata(EXTERNAL)).isEqualTo(metadata);
        assertThat(database.queryText("""
                        SELECT concat_ws('|', title, origin_type, origin_url, updated_at AT TIME ZONE 'UTC')
                          FROM artifacts
                         WHERE id = '%s'
                        """.formatted(EXTERNAL)))
                .isEqualTo("E 2|derived|https://example.org/mirror|2100-01-01 00:00:00");
    }

    @Test
    void givesATableThatWasThereItsRowsBack() throws SQLException, IOException {
        database.execute(EarlierDatabase.VERSIONS);
        database.execute("DELETE FROM model_versions WHERE artifact_id = '%s'".formatted(EXTERNAL));
        List<String> schema = SchemaSnapshot.of(database);
        String artifacts = artifacts();
        String versions = versions();
        run();
        String result = result();

        assertThat(versions()).isNotEqualTo(versions);

        assertThat(goBack("4b")).isEmpty();
        assertThat(artifacts()).isEqualTo(artifacts);
        assertThat(versions()).isEqualTo(versions);
        assertThat(withoutDefaultOfCreatedAt(SchemaSnapshot.of(database))).isEqualTo(withoutDefaultOfCreatedAt(schema));

        run();

        assertThat(result()).isEqualTo(result);
    }

    @Test
    void hasDoneNothingUntilTheLastStep() throws SQLException, IOException {
        run();
        List<String> schema = SchemaSnapshot.of(database);
        String artifacts = artifacts();

        goBack("nowhere");

        assertThat(SchemaSnapshot.of(database)).isEqualTo(schema);
        assertThat(artifacts()).isEqualTo(artifacts);
    }

    @Test
    void dropsTheTableWhoseRowsCannotBeDeleted() {
        run();

        assertThatThrownBy(() -> database.execute("DELETE FROM model_versions"))
                .hasMessageContaining("is promoted and cannot be deleted");
    }

    /** Runs the steps up to {@code last} in one session and returns what step 3 lists: the ids of edited artifacts. */
    private List<String> goBack(String last) throws SQLException, IOException {
        List<String> edited = new ArrayList<>();
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            Matcher section = SECTION.matcher(Files.readString(DOCUMENT));
            while (section.find()) {
                String step = section.group(1);
                if (step.startsWith("4") && !step.equals(last)) {
                    continue;
                }
                Matcher sql = SQL.matcher(section.group());
                while (sql.find()) {
                    boolean isQuery = statement.execute(sql.group(1));
                    if (isQuery && step.equals("3")) {
                        edited.addAll(firstColumn(statement.getResultSet()));
                    }
                }
            }
        }
        return edited;
    }

    private static List<String> firstColumn(ResultSet rows) throws SQLException {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getString(1));
        }
        return values;
    }

    private void run() {
        Ended ended = Ended.on(database, "run", "--yes", "--file=" + folder.resolve("report.md"));

        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    /** Everything that a run leaves, but for what tells one run from another. */
    private String result() {
        return String.join(
                "\n",
                versions("to_jsonb(v) - 'created_at'"),
                database.queryText(
                        "SELECT string_agg(concat_ws('|', id, origin_type, origin_url, metadata), E'\\n' ORDER BY id)"
                                + " FROM artifacts"),
                database.queryText(
                        "SELECT string_agg(concat_ws('|', artifact_id, field, reason, required, candidates, status),"
                                + " E'\\n' ORDER BY artifact_id, field) FROM metadata_holds"),
                database.queryText(
                        "SELECT string_agg(concat_ws('|', run_id, artifact_id, outcome, added, removed, evidence),"
                                + " E'\\n' ORDER BY artifact_id) FROM metadata_changes"));
    }

    private String versions() {
        return versions("to_jsonb(v)");
    }

    private String versions(String columns) {
        return database.queryText(
                "SELECT string_agg((%s)::TEXT, E'\\n' ORDER BY artifact_id) FROM model_versions v".formatted(columns));
    }

    private String artifacts() {
        return artifactsBut("none");
    }

    private String artifactsBut(String id) {
        return database.queryText(
                "SELECT string_agg(a::TEXT, E'\\n' ORDER BY id) FROM artifacts a WHERE id <> '%s'".formatted(id));
    }

    private String row(String id) {
        return database.queryText("SELECT a::TEXT FROM artifacts a WHERE id = '%s'".formatted(id));
    }

    private String metadata(String id) {
        return database.queryText("SELECT metadata::TEXT FROM artifacts WHERE id = '%s'".formatted(id));
    }

    private static List<String> withoutDefaultOfCreatedAt(List<String> schema) {
        return schema.stream()
                .filter(line -> !line.startsWith("model_versions.created_at "))
                .toList();
    }
}
