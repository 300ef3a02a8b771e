package ai.scidex.migration;

import ai.scidex.migration.failure.SqlFailure;
import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what went wrong on a database that had been reached, and what to do, where the SQLSTATE tells. */
final class DatabaseFailure {

    private static final String BROKEN_OFF =
            "the connection to the database broke off; see that the server runs, then run the command again";

    private DatabaseFailure() {}

    /** Returns the sentence on the first failure of SQL behind {@code failure}; empty if there is none to say more. */
    static Optional<String> sentence(Throwable failure) {
        return SqlFailure.behind(failure)
                .flatMap(sql -> ofSql(sql)
                        .or(() -> failure instanceof DataAccessException
                                ? Optional.of("the database refuses it: " + SqlFailure.message(sql))
                                : Optional.empty()));
    }

    /** Returns whether the server went away behind {@code failure}, or the way to it. */
    static boolean isLossOfConnection(Throwable failure) {
        return SqlFailure.behind(failure)
                .filter(sql -> isLossOfConnection(sql.getSQLState()))
                .isPresent();
    }

    private static Optional<String> ofSql(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || isLossOfConnection(state)) {
            return Optional.of(BROKEN_OFF);
        }
        return cure(state).map(cure -> "%s; %s".formatted(SqlFailure.message(failure), cure));
    }

    /** The connection pool gives no state when it finds a connection closed. */
    private static boolean isLossOfConnection(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    private static Optional<String> cure(String state) {
        return switch (state) {
            case "42501" -> Optional.of("grant that right to the user, or name another with --username");
            case "25006" -> Optional.of("connect to a database that takes writes");
            case "40001", "40P01" -> Optional.of("somebody worked on the same; run the command again");
            case "53100" -> Optional.of("make room on the server, then run the command again");
            case "57014" -> Optional.of("raise statement_timeout for this user, then run the command again");
            case "55P03" ->
                Optional.of("somebody has it locked; end that transaction, or wait for it, then run the command again");
            default -> Optional.empty();
        };
    }
}
