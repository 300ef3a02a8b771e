package ai.scidex.migration.verify;

import ai.scidex.report.Criterion;
import ai.scidex.report.LaterChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of {@code model_versions}, held against what was decided.
 *
 * @param rows how many rows were looked at
 * @param wrong the artifacts whose row the run itself wrote otherwise
 * @param changes the columns that others changed since
 */
record DecidedColumns(long rows, List<String> wrong, List<LaterChange> changes) {

    private static final int PAGE = 500;

    DecidedColumns {
        wrong = List.copyOf(wrong);
        changes = List.copyOf(changes);
    }

    static DecidedColumns of(Connection connection) throws SQLException {
        long count = 0;
        List<String> wrong = new ArrayList<>();
        List<LaterChange> changes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ProofQueries.DECIDED_COLUMNS)) {
            statement.setFetchSize(PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    count++;
                    String artifactId = rows.getString("artifact_id");
                    String[] otherwise = (String[]) rows.getArray("otherwise").getArray();
                    if (otherwise.length > 0 && rows.getBoolean("is_untouched")) {
                        wrong.add(artifactId);
                    } else {
                        List.of(otherwise).forEach(column -> changes.add(new LaterChange(artifactId, column)));
                    }
                }
            }
        }
        return new DecidedColumns(count, wrong, changes);
    }

    Criterion criterion() {
        return new Criterion(
                "columns-are-as-decided",
                wrong.isEmpty(),
                Long.toString(rows),
                (rows - wrong.size()) + Named.of(wrong));
    }
}
