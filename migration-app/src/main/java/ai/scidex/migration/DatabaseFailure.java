package ai.scidex.migration;

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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.ofNullable(sentence(sql));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String sentence(SQLException failure) {
        String state = failure.getSQLState();
        // The connection pool gives no state when it finds a connection closed.
        if (state == null || state.startsWith("08") || state.startsWith("57P")) {
            return BROKEN_OFF;
        }
        String message = firstLine(failure);
        return switch (state) {
            case "42501" -> message + "; grant that right to the user, or name another with --username";
            case "25006" -> message + "; connect to a database that takes writes";
            case "53100" -> message + "; make room on the server, then run the command again";
            case "57014" -> message + "; raise statement_timeout for this user, then run the command again";
            default -> null;
        };
    }

    /** Returns what the server says, without what follows for its log. */
    static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .map(line -> line.replaceFirst("^(ERROR|FATAL): ", "").replaceFirst("\\.$", ""))
                .orElse("");
    }
}
