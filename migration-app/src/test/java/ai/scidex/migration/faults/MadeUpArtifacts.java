package ai.scidex.migration.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.scidex.catalog.TestJson;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.database.SampleArtifacts;
import ai.scidex.migration.decision.RandomMetadata;
import ai.scidex.migration.schema.EarlierDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Legacy artifacts of every kind that a backfill meets, beside the labelled sample. They are the same each time.
 */
final class MadeUpArtifacts {

    /** No artifact was touched after this, so whatever has a later time was touched by a run. */
    static final Instant LATEST = Instant.parse("2020-01-01T00:00:00Z");

    private static final List<String> DIALECTS = List.of("""
            {"family": "ODE", "equations": ["dA/dt = k_prod - k_clear * A", "dB/dt = k_clear * A"], "species": ["A", "B"],
             "parameters": {"k_prod": {"value": 6.60, "units": "1/h"}, "k_clear": {"value": 1.10e-4}},
             "steady_states": {"A": 94.20, "B": 29.80}, "solver": "scipy.integrate.solve_ivp, method=LSODA",
             "training_dataset": "dataset-1", "eval_dataset": "dataset-2", "trained_by": "Agent-Synthesizer",
             "eval_metrics": {"rmse": {"value": 41.70, "units": "pg/ml"}, "r_squared": "0.630"},
             "repo_url": "https://git.example.org/forge", "commit_sha": "4F2A9C07D1E85B36A0C4E9F7128D3B5C6E7F8091",
             "entrypoint": "models/clearance/simulate.py"}
            """, """
            {"layer_config": [{"in": 64, "out": 128}, {"in": 128, "out": 1}], "checkpoint_path": "epoch_040.pt",
             "library_name": "pytorch", "framework": "TBD", "parameter_count": "16,641",
             "training_data": ["dataset-1", "dataset-3"], "evaluation_dataset_id": "dataset-2",
             "evaluation_benchmark_id": "benchmark-1", "confidence_score": 1.0, "base_model": "model-1",
             "hyperparameters": {"optimizer": "adamw", "learning_rate": 3.0e-4, "epochs": 40},
             "training_started_at": "2019-02-02T21:05:00+01:00", "training_completed_at": "2019-02-02T22:48:30+01:00",
             "evaluation_metrics": {"auroc": {"value": 0.8310, "ci_low": 0.790}, "brier": 0.1420}}
            """, """
            {"family": "Logistic Regression", "library": "scikit-learn",
             "coefficients": {"age": 0.0840, "sex": -0.110, "apoe_e4": 0.9700}, "intercept": -7.420,
             "training_data": "dataset-3", "test_dataset": "dataset-2", "eval_metrics": {"auc": "0.8420", "aic": 1630.50},
             "git_commit": "4f2a9c0", "gpu_allocation_id": "allocation-17"}
            """, """
            {"is_external": false, "model_family": "rule_based", "framework": "python", "parameter_count": 7,
             "training_data": "dataset-1", "evaluation_dataset": "dataset-2", "evaluation_metrics": {"auc": 0.90}}
            """);

    private static final String EXTERNAL = """
            {"is_external": true, "family": "deep learning", "library": "pytorch", "num_params": "110 000 000",
             "training_data": "not_disclosed", "evaluation_dataset": "not_disclosed", "eval_metrics": {"auc": 0.90},
             "revision": "v1.0"}
            """;

    private static final List<String> NO_OBJECTS =
            List.of("null", "[1.10, 2]", "\"a text\"", "40.00", "true", "[]", "{}", "[{\"family\": \"ode\"}]");

    private static final List<String> ODD_KEYS =
            List.of("", "a/b~c", "~0~1", "it's \"quoted\"", "two\nlines", "ключ", "😀", "$.path", "%s", "\\u0000");

    private static final List<String> ODD_VALUES = List.of(
            "1.10",
            "0.1000",
            "1E+3",
            "1e-7",
            "-0.0",
            "1234567890123456789012345678901234567890",
            "{\"\": [null, {\"a\": [[]]}]}",
            "\"µ-synuclein, 模型, '; DROP TABLE artifacts; --\"",
            "[1.0, 1.00, 1]",
            "\"\\\\ \\\" \\t\"");

    private static final String INSERT = """
            INSERT INTO artifacts (
                   id, artifact_type, title, content_hash, metadata, created_at, updated_at, version_number, origin_type,
                   origin_url)
            VALUES (?, ?, ?, ?, CAST(? AS JSONB), ?, ?, ?, ?, ?)
            """;

    /** Some have rows in {@code model_versions} already, and a few of these say something. */
    private static final String EARLIER_ROWS = """
            INSERT INTO model_versions (artifact_id, trained_by, training_params_json, created_at)
            SELECT id, CASE WHEN n % 3 = 0 THEN 'somebody' END, CASE WHEN n % 5 = 0 THEN '{"lr":  0.10}' END,
                   '2019-04-25 12:00:00'
              FROM (SELECT id, row_number() OVER (ORDER BY id COLLATE "C") AS n
                      FROM artifacts
                     WHERE artifact_type = 'model') a
             WHERE n % 20 = 0
            """;

    private final Random random = new Random(1);

    private MadeUpArtifacts() {}

    /** Makes the tables as SciDEX has them, with {@code models} model artifacts beside the sample's. */
    static void loadInto(DataSource database, int models) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            SampleArtifacts.loadInto(connection);
            new MadeUpArtifacts().insert(connection, models);
            // Without artifacts of its own: ours get their rows below.
            statement.execute(EarlierDatabase.VERSIONS.replaceFirst("(?s)INSERT INTO.*", "") + EARLIER_ROWS + """
                    ;
                    UPDATE artifacts
                       SET created_at = created_at - INTERVAL '10 years',
                           updated_at = updated_at - INTERVAL '10 years'
                     WHERE updated_at > '2020-01-01'
                    """);
            connection.commit();
        }
    }

    private void insert(Connection connection, int models) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int n = 1; n <= models; n++) {
                model(insert, n);
                if (n % 10 <= 1) {
                    other(insert, n / 10 + 1, n % 10 == 0 ? "paper" : "dataset");
                }
                if (n % 500 == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void model(PreparedStatement insert, int n) throws SQLException {
        boolean external = random.nextInt(6) == 0;
        String origin = external ? "external" : oneOf(List.of("internal", "internal", "internal", "derived", "none"));
        row(insert, id(n), "model", metadata(external), origin);
    }

    private void other(PreparedStatement insert, int n, String type) throws SQLException {
        String metadata = MetadataJson.write(withBallast(RandomMetadata.members(random, 9)));
        row(insert, "%s-%d".formatted(type, n), type, metadata, "internal");
    }

    private void row(PreparedStatement insert, String id, String type, String metadata, String origin)
            throws SQLException {
        Instant touched = LATEST.minusNanos(1000L * (1 + random.nextInt(Integer.MAX_VALUE)));
        insert.setString(1, id);
        insert.setString(2, type);
        insert.setString(3, "Title of " + id);
        insert.setString(
                4,
                random.nextBoolean()
                        ? UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString()
                        : null);
        insert.setString(5, metadata);
        insert.setObject(6, touched.atOffset(ZoneOffset.UTC));
        insert.setObject(7, touched.atOffset(ZoneOffset.UTC));
        insert.setInt(8, 1 + random.nextInt(4));
        insert.setString(9, origin.equals("none") ? null : origin);
        insert.setString(10, origin.equals("external") ? oneOf(List.of("https://hub.example.org/m", "no url")) : null);
        insert.addBatch();
    }

    private String id(int n) {
        if (n <= 2) {
            return "model-" + n;
        }
        return switch (random.nextInt(12)) {
            case 0 -> "модель-ß-模型-😀-" + n;
            case 1 -> "model'; DROP TABLE artifacts; -- " + n;
            case 2 -> "\"model\" \\ " + n;
            case 3 -> "MODEL/a~1/~0" + n;
            case 4 -> "model\n" + n;
            case 5 -> "model %s $1 ? {} :id " + n;
            case 6 -> "m".repeat(300) + n;
            default -> "model-" + new UUID(random.nextLong(), random.nextLong());
        };
    }

    private String metadata(boolean external) {
        ObjectNode whole = TestJson.object(external ? EXTERNAL : oneOf(DIALECTS));
        int kind = random.nextInt(100);
        if (kind < 4) {
            return null;
        }
        if (kind < 8) {
            return oneOf(NO_OBJECTS);
        }
        if (kind < 25) {
            whole.remove(oneOf(names(whole)));
        } else if (kind < 45) {
            whole.setAll(RandomMetadata.members(random, 4));
        } else if (kind < 55) {
            whole = RandomMetadata.members(random, 25);
        }
        return MetadataJson.write(withBallast(whole));
    }

    /** Other people's keys, about 2 kB of them. */
    private ObjectNode withBallast(ObjectNode metadata) {
        ObjectNode ballast = metadata.putObject("_notes");
        for (int i = random.nextInt(5); i >= 0; i--) {
            JsonNode value = TestJson.parse(oneOf(ODD_VALUES));
            ballast.set(oneOf(ODD_KEYS), value);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 110; i++) {
            text.append(Long.toString(random.nextLong(), Character.MAX_RADIX)).append(i % 7 == 0 ? "\n" : " ");
        }
        ballast.put("text", text.toString());
        return metadata;
    }

    private static List<String> names(ObjectNode metadata) {
        return metadata.properties().stream().map(Map.Entry::getKey).toList();
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
