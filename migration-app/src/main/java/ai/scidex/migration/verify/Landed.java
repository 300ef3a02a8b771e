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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The models that a manifest expects, and the states in which they landed. */
record Landed(List<ExpectedModel> models) {

    /** How many criteria there are on what landed. */
    static final int CRITERIA = 2;

    private static final String PROMOTED = "promoted";

    /** One entry of the manifest; nothing landed for it if {@code artifactId} is absent. */
    private record ExpectedModel(
            String entryId,
            String expected,
            @Nullable String artifactId,
            @Nullable String actual,
            boolean sourceIsHeld) {

        String otherwise() {
            return sourceIsHeld ? entryId + " (its external source is held)" : entryId;
        }
    }

    static Landed of(Connection connection, String manifest) throws SQLException {
        List<ExpectedModel> models = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ProofQueries.LANDINGS)) {
            statement.setString(1, manifest);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    models.add(new ExpectedModel(
                            rows.getString("entry_id"),
                            rows.getString("expected"),
                            rows.getString("artifact_id"),
                            rows.getString("actual"),
                            rows.getBoolean("source_is_held")));
                }
            }
        }
        return new Landed(models);
    }

    List<Criterion> criteria() {
        return List.of(allThere(), promoted());
    }

    /** An entry that matches no model, or more than one, is named. */
    private Criterion allThere() {
        Map<String, Long> matches = models.stream()
                .collect(Collectors.groupingBy(
                        ExpectedModel::entryId,
                        TreeMap::new,
                        Collectors.summingLong(model -> model.artifactId() == null ? 0 : 1)));
        List<String> otherwise = matches.entrySet().stream()
                .filter(entry -> entry.getValue() != 1)
                .map(Map.Entry::getKey)
                .toList();
        return criterion("expected-models-are-there", matches.size(), otherwise);
    }

    /** One that the guards would have refused as promoted landed as a candidate, and is named here. */
    private Criterion promoted() {
        List<ExpectedModel> expected = models.stream()
                .filter(model -> model.expected().equals(PROMOTED))
                .toList();
        List<String> otherwise = expected.stream()
                .filter(model -> !PROMOTED.equals(model.actual()))
                .map(ExpectedModel::otherwise)
                .toList();
        return criterion("expected-models-landed-promoted", expected.size(), otherwise);
    }

    private static Criterion criterion(String id, int expected, List<String> otherwise) {
        return new Criterion(
                id,
                otherwise.isEmpty(),
                Integer.toString(expected),
                (expected - otherwise.size()) + Named.of(otherwise));
    }
}
