package ai.scidex.migration.verify;

import ai.scidex.report.Criterion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of the runs, held against what they say was read.
 *
 * @param outcomes how many artifacts there are of each outcome
 * @param otherOutcome the artifacts whose outcome does not follow from how their fields were decided
 * @param otherwise the artifacts whose metadata is not what was decided, or whose decision is not what was said
 */
record DecidedMetadata(Map<String, Long> outcomes, List<String> otherOutcome, List<String> otherwise) {

    /** Documents may be large. */
    private static final int PAGE = 50;

    DecidedMetadata {
        outcomes = Map.copyOf(outcomes);
        otherOutcome = List.copyOf(otherOutcome);
        otherwise = List.copyOf(otherwise);
    }

    static DecidedMetadata of(Connection connection, RecordedSchemas schemas) throws SQLException {
        Map<String, Long> outcomes = new TreeMap<>();
        List<String> otherOutcome = new ArrayList<>();
        List<String> otherwise = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ProofQueries.DECIDED_METADATA)) {
            statement.setFetchSize(PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    RecordedDecision decision = RecordedDecision.of(rows);
                    outcomes.merge(decision.outcome(), 1L, Long::sum);
                    if (!decision.hasItsOutcome()) {
                        otherOutcome.add(rows.getString("artifact_id"));
                    }
                    if (!decision.isCarriedOut(schemas.propertyNames(rows.getString("schema_version")))) {
                        otherwise.add(rows.getString("artifact_id"));
                    }
                }
            }
        }
        return new DecidedMetadata(outcomes, otherOutcome, otherwise);
    }

    /** Every outcome follows from the record, and together they are as many as were examined. */
    Criterion outcomesSumUp() {
        long upgraded = count("upgraded");
        long held = count("held");
        long unchanged = count("unchanged");
        return new Criterion(
                "outcomes-sum-to-the-examined",
                examined() == upgraded + held + unchanged && otherOutcome.isEmpty(),
                Long.toString(examined()),
                "%d upgraded + %d held + %d unchanged%s".formatted(upgraded, held, unchanged, Named.of(otherOutcome)));
    }

    Criterion asDecided() {
        return new Criterion(
                "metadata-is-as-decided",
                otherwise.isEmpty(),
                Long.toString(examined()),
                (examined() - otherwise.size()) + Named.of(otherwise));
    }

    private long examined() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    private long count(String outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
