package ai.scidex.migration.verify;

import ai.scidex.report.Criterion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that a manifest expects, and the states in which they landed. */
record Landed(List<ExpectedModel> models) {

    private static final String PROMOTED = "promoted";

    /** One entry of the manifest; nothing landed for it if {@code artifactId} is absent. */
    private record ExpectedModel(
            String entryId,
            String expected,
            @Nullable String artifactId,
            @Nullable String actual) {}

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
                            rows.getString("actual")));
                }
            }
        }
        return new Landed(models);
    }

    List<Criterion> criteria() {
        return List.of(allThere(), promoted());
    }

    private Criterion allThere() {
        long expected = models.stream().map(ExpectedModel::entryId).distinct().count();
        List<String> missing = models.stream()
                .filter(model -> model.artifactId() == null)
                .map(ExpectedModel::entryId)
                .toList();
        boolean once = models.size() == expected;
        String actual = Long.toString(models.size() - missing.size());
        return new Criterion(
                "expected-models-are-there",
                once && missing.isEmpty(),
                Long.toString(expected),
                actual + Named.of(missing));
    }

    /** One that the guards would have refused as promoted landed as a candidate, and is named here. */
    private Criterion promoted() {
        List<ExpectedModel> expected = models.stream()
                .filter(model -> model.expected().equals(PROMOTED))
                .toList();
        List<String> otherwise = expected.stream()
                .filter(model -> !PROMOTED.equals(model.actual()))
                .map(ExpectedModel::entryId)
                .toList();
        String actual = Integer.toString(expected.size() - otherwise.size());
        return new Criterion(
                "expected-models-landed-promoted",
                otherwise.isEmpty(),
                Integer.toString(expected.size()),
                actual + Named.of(otherwise));
    }
}
