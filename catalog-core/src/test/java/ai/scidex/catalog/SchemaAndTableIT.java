package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.validation.MetadataValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The schema and the checks of the table, given the same cases: metadata with one member changed, and the row that
 * mirrors it, written by plain SQL.
 *
 * <p>Where the two disagree is kept in a golden file, which {@code -Dgolden.update=true} writes anew, so that a new
 * difference is seen. By design the table is looser: it knows neither placeholders nor patterns nor the type that a text
 * had in JSON, and a column may be empty, because a legacy row may be held. It is stricter only where it knows more:
 * which artifacts there are.
 */
class SchemaAndTableIT {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/schema-and-table.txt");

    private static final MetadataValidator VALIDATOR = MetadataValidator.standard();

    private static final String ABSENT = "absent";

    /** Properties that a column mirrors under another name. */
    private static final Map<String, String> RENAMED =
            Map.of("training_config", "training_params_json", "evaluation_metrics", "eval_metrics_json");

    private static final List<String> MIRRORED = List.of(
            "is_external",
            "external_source_url",
            "external_source_version",
            "base_model_id",
            "benchmark_id",
            "training_config",
            "evaluation_metrics");

    private static final List<String> VALUES = List.of(
            ABSENT,
            "null",
            "true",
            "false",
            "0",
            "2",
            "1.5",
            "\"\"",
            "\" \"",
            "\"1\"",
            "\"TBD\"",
            "\"main\"",
            "\"not_disclosed\"",
            "\"v1.2\"",
            "\"https://example.org/m\"",
            "\"https://user:secret@example.org/m\"",
            "\"model-base\"",
            "\"model-mirrored\"",
            "[]",
            "[\"v1.2\"]",
            "{}",
            "{\"auroc\": 0.90}",
            "{\"auroc\": \"high\"}",
            "{\"auroc\": null}");

    private static final String MIRROR = """
            INSERT INTO model_versions (artifact_id, is_external, external_source_url, external_source_version, base_model_id,
                                        benchmark_id, training_params_json, eval_metrics_json, promotion_state)
            SELECT 'model-mirrored',
                   CAST(CASE m.metadata ->> 'is_external' WHEN 'true' THEN '1'
                                                          WHEN 'false' THEN '0'
                                                          ELSE m.metadata ->> 'is_external' END AS INTEGER),
                   m.metadata ->> 'external_source_url',
                   m.metadata ->> 'external_source_version',
                   m.metadata ->> 'base_model_id',
                   m.metadata ->> 'benchmark_id',
                   (m.metadata -> 'training_config')::TEXT,
                   (m.metadata -> 'evaluation_metrics')::TEXT,
                   ?
              FROM (SELECT CAST(? AS JSONB) AS metadata) m
            """;

    private static TestDatabase database;
    private static List<Verdict> verdicts;

    @BeforeAll
    static void judgeEveryCase() throws SQLException {
        database = TestDatabase.fresh().migrate();
        database.execute("""
                INSERT INTO artifacts (id, artifact_type, title)
                VALUES ('model-mirrored', 'model', 'M'), ('model-base', 'model', 'B')
                """);
        verdicts = new ArrayList<>();
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            for (Case given : cases()) {
                boolean isValid =
                        VALIDATOR.validate(given.metadata()).violations().isEmpty();
                verdicts.add(new Verdict(given, isValid, refusal(connection, given)));
            }
        }
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void disagreeOnlyWhereTheGoldenFileSaysSo() throws IOException {
        String text = text();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text);
        }

        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void leaveNothingToTheTableAloneButWhichArtifactsThereAre() {
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.isValid() && !verdict.refusal().isEmpty())
                .hasSizeGreaterThan(2)
                .allSatisfy(verdict -> {
                    assertThat(verdict.given().property()).isEqualTo("base_model_id");
                    assertThat(verdict.refusal())
                            .isIn("model_versions_base_model_id_fkey", "model_versions_base_model_id_check");
                });
    }

    @Test
    void callWhatTheColumnsMirrorByTheSameNames() {
        Set<String> named = new TreeSet<>(columns());
        named.retainAll(VALIDATOR.schema().propertyNames());
        Set<String> mirrored = new TreeSet<>(MIRRORED);
        mirrored.removeAll(RENAMED.keySet());

        assertThat(named).isEqualTo(mirrored);
        assertThat(columns()).containsAll(RENAMED.values());
        assertThat(VALIDATOR.schema().propertyNames()).containsAll(MIRRORED);
    }

    @Test
    void knowTheSamePromotionStates() {
        String check = database.queryText("""
                SELECT pg_get_constraintdef(oid)
                  FROM pg_constraint
                 WHERE conrelid = 'model_versions'::regclass AND conname = 'model_versions_promotion_state_check'
                """);

        assertThat(Pattern.compile("'([a-z]+)'::text")
                        .matcher(String.valueOf(check))
                        .results())
                .extracting(MatchResult::group)
                .extracting(quoted -> quoted.replaceAll("'|::text", ""))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PromotionState.values())
                        .map(PromotionState::text)
                        .toList());
    }

    /** A paragraph for each property, variant and state; those of a property that say the same are one. */
    private static String text() {
        Map<String, Map<String, List<String>>> values = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            values.computeIfAbsent(verdict.given().heading(), heading -> new LinkedHashMap<>())
                    .computeIfAbsent(verdict.words(), words -> new ArrayList<>())
                    .add(verdict.given().value());
        }
        Map<String, List<String>> headings = new LinkedHashMap<>();
        values.forEach((heading, byVerdict) -> {
            StringBuilder paragraph = new StringBuilder();
            byVerdict.forEach(
                    (words, given) -> paragraph.append("  %s: %s\n".formatted(words, String.join("  ", given))));
            headings.computeIfAbsent(paragraph.toString(), key -> new ArrayList<>())
                    .add(heading);
        });
        StringBuilder text = new StringBuilder();
        headings.forEach((paragraph, of) -> text.append(String.join("\n", of))
                .append('\n')
                .append(paragraph)
                .append('\n'));
        return text.toString();
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String property : MIRRORED) {
            for (boolean external : List.of(false, true)) {
                for (PromotionState state : List.of(PromotionState.CANDIDATE, PromotionState.PROMOTED)) {
                    VALUES.forEach(value -> cases.add(new Case(property, external, state, value)));
                }
            }
        }
        return cases;
    }

    /** Returns the constraint that refuses the row, or else what the server says; empty if it takes the row. */
    private static String refusal(Connection connection, Case given) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MIRROR)) {
            statement.setString(1, given.state().text());
            statement.setString(2, given.metadata().toString());
            statement.executeUpdate();
            return "";
        } catch (PSQLException e) {
            ServerErrorMessage refusal = e.getServerErrorMessage();
            return refusal.getConstraint() == null
                    ? refusal.getMessage().replaceAll(":? *\".*", "")
                    : refusal.getConstraint();
        } finally {
            connection.rollback();
        }
    }

    private static List<String> columns() {
        return String.valueOf(database.queryText("""
                        SELECT string_agg(attname, ' ' ORDER BY attnum)
                          FROM pg_attribute
                         WHERE attrelid = 'model_versions'::regclass AND attnum > 0 AND NOT attisdropped
                        """))
                .lines()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .toList();
    }

    /**
     * What the two say.
     *
     * @param isValid whether the schema takes it
     * @param refusal why the table refuses it; empty if it takes it
     */
    private record Verdict(Case given, boolean isValid, String refusal) {

        String words() {
            if (refusal.isEmpty()) {
                return isValid ? "both take" : "only the schema refuses";
            }
            return "%s (%s)".formatted(isValid ? "only the table refuses" : "both refuse", refusal);
        }
    }

    /** Valid metadata of one variant, but for one member. */
    private record Case(String property, boolean external, PromotionState state, String value) {

        String heading() {
            return "%s of %s, %s"
                    .formatted(property, external ? "an external model" : "an internal model", state.text());
        }

        JsonNode metadata() {
            ObjectNode metadata = TestJson.object("""
                    {"is_external": false, "model_family": "statistical", "framework": "glm", "parameter_count": 3,
                     "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.90}}
                    """);
            if (external) {
                metadata.put("is_external", true)
                        .put("external_source_url", "https://example.org/m")
                        .put("external_source_version", "v1.2");
            }
            return value.equals(ABSENT) ? metadata.without(property) : metadata.set(property, TestJson.parse(value));
        }
    }
}
