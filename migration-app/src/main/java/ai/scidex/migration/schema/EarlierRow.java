package ai.scidex.migration.schema;

import ai.scidex.metadata.MetadataJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of a {@code model_versions} that an earlier migration left, as text, and the rules that it must keep before the
 * database can be made to enforce them.
 *
 * @param columns the values; those that are null have no entry
 * @param dangling the columns that name an artifact which does not exist
 */
record EarlierRow(Map<String, String> columns, Set<String> dangling) {

    private static final int ROWS_TO_NAME = 5;

    private static final int CHARACTERS_TO_SHOW = 40;

    private static final String OR_NULL = "correct it, or set it to NULL";

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private static final Pattern TIME =
            Pattern.compile("(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?Z");

    private static final Set<String> STATES = Set.of("candidate", "promoted", "rejected", "superseded");

    private static final List<String> REFERENCES = List.of("artifact_id", "base_model_id", "eval_dataset_artifact_id");

    private static final List<Rule> RULES = List.of(
            references("artifact_id", "delete such a row, or put its artifact back"),
            references("base_model_id", OR_NULL),
            references("eval_dataset_artifact_id", OR_NULL),
            each("is_external", "0 or 1", Set.of("0", "1")::contains, "correct it"),
            each("promotion_state", "one of candidate, promoted, rejected, superseded", STATES::contains, "correct it"),
            new Rule(
                    "external_source_url",
                    "given, with external_source_version, where an external model is promoted",
                    EarlierRow::isPromotedWithoutSource,
                    "fill both in, or set promotion_state to candidate"),
            new Rule(
                    "base_model_id",
                    "another model than the row's own",
                    row -> row.value("artifact_id").equals(row.value("base_model_id")),
                    OR_NULL),
            each("code_commit_sha", "40 or 64 hexadecimal digits in lower case", SHA.asMatchPredicate(), OR_NULL),
            timeOf("training_started_at"),
            timeOf("training_completed_at"),
            new Rule(
                    "training_completed_at",
                    "no earlier than training_started_at",
                    EarlierRow::endsBeforeItStarts,
                    OR_NULL),
            each("training_params_json", "a JSON object", EarlierRow::isJsonObject, OR_NULL),
            each("eval_metrics_json", "a JSON object", EarlierRow::isJsonObject, OR_NULL));

    private static final String ROWS = """
            SELECT v.*,
                   a.id IS NULL AS artifact_id_dangles,
                   v.base_model_id IS NOT NULL AND b.id IS NULL AS base_model_id_dangles,
                   v.eval_dataset_artifact_id IS NOT NULL AND e.id IS NULL AS eval_dataset_artifact_id_dangles
              FROM model_versions v
              LEFT JOIN artifacts a ON a.id = v.artifact_id
              LEFT JOIN artifacts b ON b.id = v.base_model_id
              LEFT JOIN artifacts e ON e.id = v.eval_dataset_artifact_id
             ORDER BY v.artifact_id COLLATE "C"
            """;

    EarlierRow {
        columns = Map.copyOf(columns);
        dangling = Set.copyOf(dangling);
    }

    /**
     * A rule of the database-to-be.
     *
     * @param column the column that it is about
     * @param demand what that column must be
     * @param isBrokenBy whether a row breaks the rule
     * @param cure what to do about such a row
     */
    private record Rule(String column, String demand, Predicate<EarlierRow> isBrokenBy, String cure) {

        Optional<Finding> check(List<EarlierRow> rows) {
            List<EarlierRow> breakers = rows.stream().filter(isBrokenBy).toList();
            if (breakers.isEmpty()) {
                return Optional.empty();
            }
            String named = breakers.stream()
                    .limit(ROWS_TO_NAME)
                    .map(row -> "%s (%s)".formatted(row.value("artifact_id"), row.shown(column)))
                    .collect(Collectors.joining(", "));
            int rest = breakers.size() - ROWS_TO_NAME;
            return Optional.of(new Finding(
                    "model_versions.%s must be %s, unlike in %s%s"
                            .formatted(column, demand, named, rest > 0 ? " and %d more".formatted(rest) : ""),
                    cure));
        }
    }

    /** Returns a finding for each rule that some row breaks. */
    static List<Finding> check(Connection connection) throws SQLException {
        List<EarlierRow> suspects = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ROWS)) {
            while (rows.next()) {
                EarlierRow row = of(rows);
                if (RULES.stream().anyMatch(rule -> rule.isBrokenBy().test(row))) {
                    suspects.add(row);
                }
            }
        }
        return RULES.stream().flatMap(rule -> rule.check(suspects).stream()).toList();
    }

    private static EarlierRow of(ResultSet row) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        for (TableColumn column : TableColumn.OF_MODEL_VERSIONS) {
            String value = row.getString(column.name());
            if (value != null) {
                columns.put(column.name(), value);
            }
        }
        List<String> dangling = new ArrayList<>();
        for (String reference : REFERENCES) {
            if (row.getBoolean(reference + "_dangles")) {
                dangling.add(reference);
            }
        }
        return new EarlierRow(columns, Set.copyOf(dangling));
    }

    private static Rule references(String column, String cure) {
        return new Rule(column, "the id of an artifact", row -> row.dangling().contains(column), cure);
    }

    private static Rule timeOf(String column) {
        return each(
                column, "of the form YYYY-MM-DDTHH:MM:SSZ", text -> time(text).isPresent(), OR_NULL);
    }

    private static Rule each(String column, String demand, Predicate<String> isKept, String cure) {
        return new Rule(column, demand, row -> row.has(column) && !isKept.test(row.value(column)), cure);
    }

    private boolean isPromotedWithoutSource() {
        return value("promotion_state").equals("promoted")
                && value("is_external").equals("1")
                && !(has("external_source_url") && has("external_source_version"));
    }

    private boolean endsBeforeItStarts() {
        Optional<OffsetDateTime> start = time(value("training_started_at"));
        Optional<OffsetDateTime> end = time(value("training_completed_at"));
        return start.isPresent() && end.isPresent() && end.get().isBefore(start.get());
    }

    /** Unlike {@code Instant.parse}, this refuses the hour 24 and the second 60. */
    private static Optional<OffsetDateTime> time(String text) {
        if (!TIME.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isJsonObject(String text) {
        try {
            return MetadataJson.parse(text).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private boolean has(String column) {
        return columns.containsKey(column);
    }

    private String value(String column) {
        return columns.getOrDefault(column, "");
    }

    private String shown(String column) {
        String value = value(column);
        if (!has(column)) {
            return "empty";
        }
        return value.length() > CHARACTERS_TO_SHOW
                ? "'%s…'".formatted(value.substring(0, CHARACTERS_TO_SHOW))
                : "'%s'".formatted(value);
    }
}
