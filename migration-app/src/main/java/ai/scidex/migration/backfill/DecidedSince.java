package ai.scidex.migration.backfill;

import ai.scidex.catalog.Adoption.Outcome;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was decided since a certain moment, by what the database has recorded. A process whose connection broke off does not
 * know whether its last page was committed.
 */
@Singleton
public class DecidedSince {

    private static final String LAST = "SELECT coalesce(max(change_id), 0) FROM metadata_changes";

    private static final String OUTCOMES = """
            SELECT outcome, count(*), max(run_id)
              FROM metadata_changes
             WHERE change_id > ?
               AND run_id IS NOT NULL
               AND outcome IN ('upgraded', 'held', 'unchanged')
             GROUP BY outcome
            """;

    private final JdbcOperations jdbc;

    DecidedSince(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns a mark for now. */
    @Transactional(readOnly = true)
    public long now() {
        return jdbc.prepareStatement(LAST, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Returns what all attempts since {@code mark} did together, of which {@code last} was the last one. */
    @Transactional(readOnly = true)
    public BackfillResult together(long mark, BackfillResult last) {
        return jdbc.prepareStatement(OUTCOMES, statement -> of(statement, mark, last));
    }

    private static BackfillResult of(PreparedStatement statement, long mark, BackfillResult last) throws SQLException {
        statement.setLong(1, mark);
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        String run = last.runId();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                outcomes.put(Outcome.valueOf(rows.getString(1).toUpperCase(Locale.ROOT)), rows.getLong(2));
                run = rows.getString(3);
            }
        }
        return BackfillResult.of(run, outcomes, last.refused());
    }
}
