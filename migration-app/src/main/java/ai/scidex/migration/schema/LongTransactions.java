package ai.scidex.migration.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Transactions of others that have kept a lock for long which a script of the migration waits for. */
final class LongTransactions {

    /** A migration waits half a minute for a lock; what has lasted longer than this does not end of itself soon. */
    static final Duration LONG = Duration.ofMinutes(1);

    /** Foreign keys and indexes on artifacts stand beside its readers, but model_versions is altered. */
    private static final String SQL = """
            SELECT a.pid, quote_ident(a.usename) AS user_name, a.application_name, a.state,
                   c.relname, extract(epoch FROM clock_timestamp() - a.xact_start)::BIGINT AS seconds
              FROM pg_stat_activity a
              JOIN (SELECT l.pid, min(l.relation::BIGINT) AS relation
                      FROM pg_locks l
                     WHERE l.locktype = 'relation'
                       AND l.granted
                       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                       AND (l.relation = to_regclass('artifacts')
                            AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')
                            OR l.relation = to_regclass('model_versions'))
                     GROUP BY l.pid) l ON l.pid = a.pid
              JOIN pg_class c ON c.oid = l.relation
             WHERE a.pid <> pg_backend_pid()
               AND a.xact_start <= clock_timestamp() - ? * INTERVAL '1 second'
             ORDER BY a.xact_start, a.pid
            """;

    private LongTransactions() {}

    static List<Finding> check(Connection connection, Duration atLeast) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setLong(1, atLeast.toSeconds());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    int pid = row.getInt("pid");
                    findings.add(Finding.warning(
                            "%s (%s, %s, process %d) has had %s locked for %d s, which the migration waits for"
                                    .formatted(
                                            row.getString("user_name"),
                                            name(row.getString("application_name")),
                                            row.getString("state"),
                                            pid,
                                            row.getString("relname"),
                                            row.getLong("seconds")),
                            "let it end, or end it: SELECT pg_terminate_backend(%d)".formatted(pid)));
                }
            }
        }
        return findings;
    }

    private static String name(String application) {
        return application.isBlank() ? "of no name" : application;
    }
}
