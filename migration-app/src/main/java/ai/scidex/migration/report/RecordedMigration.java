package ai.scidex.migration.report;

import ai.scidex.migration.database.Database;
import ai.scidex.report.Criterion;
import ai.scidex.report.LaterChange;
import ai.scidex.report.MigrationReport;
import ai.scidex.report.ReportPlace;
import ai.scidex.report.Run;
import ai.scidex.report.Total;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the database has recorded of its runs, as a report. */
@Singleton
public class RecordedMigration {

    private static final String TITLE = "Migration of the model artifacts";

    private final JdbcOperations jdbc;

    RecordedMigration(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes the report, all of it as the database was at one moment.
     *
     * @param format the form that it takes
     * @param database which database the record is in
     * @param criteria what was verified
     * @param changedSince what others changed after the runs
     * @param place where it goes
     * @throws UncheckedIOException if that cannot be written to
     */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public void write(
            ReportFormat format,
            Database database,
            List<Criterion> criteria,
            List<LaterChange> changedSince,
            ReportPlace place) {
        jdbc.execute(connection -> {
            compileNothing(connection);
            List<Run> runs = runs(connection);
            List<Total> totals = totals(connection);
            long count = count(connection);
            try (ArtifactPages artifacts = new ArtifactPages(connection, format.showsEveryMetadata(count))) {
                format.write(
                        new MigrationReport(
                                TITLE,
                                database.isSample() ? null : database.description(),
                                database.isSample(),
                                runs,
                                totals,
                                criteria,
                                changedSince,
                                count,
                                () -> artifacts),
                        place);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return count;
        });
    }

    private static long count(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.COUNT);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void compileNothing(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.COMPILE_NOTHING)) {
            statement.execute();
        }
    }

    private static List<Run> runs(Connection connection) throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.RUNS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                runs.add(new Run(
                        rows.getString("run_id"),
                        rows.getString("started_at"),
                        rows.getString("finished_at"),
                        rows.getString("reverted_at"),
                        rows.getString("started_by"),
                        rows.getString("tool_version"),
                        rows.getString("rules_version"),
                        rows.getString("schema_version"),
                        rows.getString("schema_sha256"),
                        rows.getObject("expected_models", Integer.class)));
            }
        }
        return runs;
    }

    private static List<Total> totals(Connection connection) throws SQLException {
        List<Total> totals = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RecordQueries.TOTALS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                totals.add(new Total(rows.getString("category"), rows.getString("name"), rows.getLong("count")));
            }
        }
        return totals;
    }
}
