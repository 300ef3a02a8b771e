package ai.scidex.catalog;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** Finds the models that pass a filter. */
@Singleton
final class ModelVersionQueries {

    /**
     * A filter that is absent is NULL. Planned with its values, the statement is without its line then, and without the
     * join where no line needs the artifact. What is said of artifacts stands in the words of their indexes.
     */
    private static final String PAGE = """
            SELECT %s
              FROM (SELECT CAST(? AS TEXT) AS after,
                           CAST(? AS INTEGER) AS is_external,
                           CAST(? AS TEXT) AS promotion_state,
                           CAST(? AS TEXT) AS trained_by,
                           CAST(? AS TEXT) AS eval_dataset,
                           CAST(? AS TEXT) AS benchmark,
                           CAST(? AS TEXT) AS base_model,
                           CAST(? AS TEXT) AS family,
                           CAST(? AS TEXT) AS framework,
                           CAST(? AS TEXT) AS text,
                           CAST(? AS TEXT) AS linked_pin,
                           CAST(? AS TEXT) AS said_pin,
                           CAST(? AS TEXT[]) AS metrics,
                           CAST(? AS NUMERIC[]) AS at_least,
                           CAST(? AS NUMERIC[]) AS at_most) f
             CROSS JOIN model_versions v
              LEFT JOIN artifacts a ON a.id = v.artifact_id
             WHERE (f.after IS NULL OR v.artifact_id COLLATE "C" > f.after)
               AND (f.is_external IS NULL OR v.is_external = f.is_external)
               AND (f.promotion_state IS NULL OR v.promotion_state = f.promotion_state)
               AND (f.trained_by IS NULL OR v.trained_by = f.trained_by)
               AND (f.eval_dataset IS NULL OR v.eval_dataset_artifact_id = f.eval_dataset)
               AND (f.benchmark IS NULL OR v.benchmark_id = f.benchmark)
               AND (f.base_model IS NULL OR v.base_model_id = f.base_model)
               AND (f.family IS NULL
                    OR (a.artifact_type = 'model' AND left(a.metadata ->> 'model_family', 500) = f.family))
               AND (f.framework IS NULL
                    OR (a.artifact_type = 'model' AND left(a.metadata ->> 'framework', 500) = f.framework))
               AND (f.text IS NULL
                    OR strpos(lower(a.title), lower(f.text)) > 0
                    OR strpos(lower(v.artifact_id), lower(f.text)) > 0)
               AND (f.metrics IS NULL OR metric_names(v.eval_metrics_json) @> f.metrics)
               AND (f.at_least[1] IS NULL OR metric_value(v.eval_metrics_json::JSONB, f.metrics[1]) >= f.at_least[1])
               AND (f.at_least[2] IS NULL OR metric_value(v.eval_metrics_json::JSONB, f.metrics[2]) >= f.at_least[2])
               AND (f.at_least[3] IS NULL OR metric_value(v.eval_metrics_json::JSONB, f.metrics[3]) >= f.at_least[3])
               AND (f.at_least[4] IS NULL OR metric_value(v.eval_metrics_json::JSONB, f.metrics[4]) >= f.at_least[4])
               AND (f.at_most[1] IS NULL OR metric_value(v.eval_metrics_json::JSONB, f.metrics[1]) <= f.at_most[1])
               AND (f.at_most[2] IS NULL OR metric_value(v.eval_metrics_json::JSONB, f.metrics[2]) <= f.at_most[2])
               AND (f.at_most[3] IS NULL OR metric_value(v.eval_metrics_json::JSONB, f.metrics[3]) <= f.at_most[3])
               AND (f.at_most[4] IS NULL OR metric_value(v.eval_metrics_json::JSONB, f.metrics[4]) <= f.at_most[4])
               AND (f.linked_pin IS NULL
                    OR linked_pin(v.is_external, v.code_commit_sha, v.external_source_version) = f.linked_pin)
               AND (f.said_pin IS NULL
                    OR (a.artifact_type = 'model' AND said_pin(a.metadata) = f.said_pin))
             ORDER BY v.artifact_id COLLATE "C"
             LIMIT ?
            """.formatted(ModelVersionColumns.OF_V);

    /** A pin that is named in a column or else in the metadata has two indexes, and so takes two pages to find. */
    private static final String PAGE_OF_TWO = """
            SELECT *
              FROM ((%1$s) UNION ALL (%1$s)) v
             ORDER BY v.artifact_id COLLATE "C"
             LIMIT ?
            """.formatted(PAGE);

    private final JdbcOperations jdbc;

    ModelVersionQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns a page of the models that pass the filter, in the order of their ids. */
    List<ModelVersion> find(ModelVersionFilter filter) {
        return jdbc.execute(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql(filter))) {
                // Never a plan for any values, which the driver would have made and kept: it could use no index.
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
                bind(statement, filter);
                try (ResultSet rows = statement.executeQuery();
                        Stream<ModelVersion> versions = jdbc.entityStream(rows, ModelVersion.class)) {
                    return versions.toList();
                }
            }
        });
    }

    static String sql(ModelVersionFilter filter) {
        return Pin.of(filter.pinStrength()).size() == 1 ? PAGE : PAGE_OF_TWO;
    }

    static void bind(PreparedStatement statement, ModelVersionFilter filter) throws SQLException {
        List<Pin> pins = Pin.of(filter.pinStrength());
        int next = 1;
        for (Pin pin : pins) {
            next = bindPage(statement, next, filter, pin);
        }
        if (pins.size() > 1) {
            statement.setInt(next, filter.page().size());
        }
    }

    private static int bindPage(PreparedStatement statement, int first, ModelVersionFilter filter, Pin pin)
            throws SQLException {
        List<@Nullable String> texts = Arrays.asList(
                text(filter.page().after()),
                filter.external() == null ? null : filter.external() ? "1" : "0",
                filter.promotionState() == null ? null : filter.promotionState().text(),
                filter.trainedBy(),
                text(filter.evaluationDataset()),
                filter.benchmarkId(),
                text(filter.baseModel()),
                filter.family() == null ? null : filter.family().value(),
                filter.framework(),
                filter.text(),
                pin.linked(),
                pin.said());
        int next = first;
        for (String text : texts) {
            statement.setString(next++, text);
        }
        List<MetricThreshold> metrics = filter.metrics();
        statement.setArray(next++, array(statement, "text", metrics, MetricThreshold::metric));
        statement.setArray(next++, array(statement, "numeric", metrics, MetricThreshold::atLeast));
        statement.setArray(next++, array(statement, "numeric", metrics, MetricThreshold::atMost));
        statement.setInt(next++, filter.page().size());
        return next;
    }

    private static @Nullable String text(@Nullable ArtifactId id) {
        return id == null ? null : id.value();
    }

    /** No thresholds are no array: an empty one would leave its line to be planned. */
    private static @Nullable Array array(
            PreparedStatement statement,
            String type,
            List<MetricThreshold> metrics,
            Function<MetricThreshold, @Nullable Object> part)
            throws SQLException {
        return metrics.isEmpty()
                ? null
                : statement
                        .getConnection()
                        .createArrayOf(type, metrics.stream().map(part).toArray());
    }

    /**
     * How a pin strength is found.
     *
     * @param linked what the columns must name; absent if it does not matter
     * @param said what the metadata must name
     */
    private record Pin(@Nullable String linked, @Nullable String said) {

        /** Returns where a model of that strength may have it from: columns, or metadata where they name nothing. */
        static List<Pin> of(@Nullable PinStrength strength) {
            if (strength == null) {
                return List.of(new Pin(null, null));
            }
            String none = PinStrength.NONE.text();
            return switch (strength) {
                case COMMIT -> List.of(new Pin(strength.text(), null));
                case TAG, SHORT_SHA, BRANCH -> List.of(new Pin(strength.text(), null), new Pin(none, strength.text()));
                case NONE -> List.of(new Pin(none, none));
            };
        }
    }
}
