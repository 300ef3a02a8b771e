package ai.scidex.migration.failure;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The failure of SQL behind another one. */
public final class SqlFailure {

    private SqlFailure() {}

    /** Returns the first failure of SQL among {@code failure} and its causes; of a batch, that of its statement. */
    public static Optional<SQLException> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && !isToldByItsCause(sql)) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    /** The driver tells first which statement of a batch failed, and of what only then. */
    private static boolean isToldByItsCause(SQLException failure) {
        return failure instanceof BatchUpdateException && failure.getCause() instanceof SQLException;
    }

    /** Returns whether the first failure of SQL behind {@code failure} has one of these SQLSTATEs. */
    public static boolean hasState(Throwable failure, Set<String> states) {
        return behind(failure)
                .filter(sql -> sql.getSQLState() != null && states.contains(sql.getSQLState()))
                .isPresent();
    }

    /** Returns what the server says, in one line, without what follows for its log. */
    public static String message(SQLException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .map(line -> line.replaceFirst("^(ERROR|FATAL): ", "").replaceFirst("\\.$", ""))
                .orElse("");
    }
}
