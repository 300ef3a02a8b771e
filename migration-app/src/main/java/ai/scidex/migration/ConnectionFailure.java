package ai.scidex.migration;

import ai.scidex.migration.failure.SqlFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says why a database cannot be reached, and what to do. */
final class ConnectionFailure {

    private static final String REJECTED = "08004";

    /** What the driver itself says of a certificate, a key, or a server without TLS. */
    private static final Pattern TLS = Pattern.compile("hostnameverifier|SSL\\s.*(?:certificate|key)|support\\sSSL");

    private ConnectionFailure() {}

    static CommandFailure of(String database, SQLException failure) {
        String message = "cannot connect to %s: %s".formatted(database, reason(failure));
        return new CommandFailure(ExitCode.FAILED, message, failure);
    }

    /** Returns whether the server asked for a password, and nobody had one. */
    static boolean isForWantOfAPassword(SQLException failure) {
        return REJECTED.equals(failure.getSQLState())
                && String.valueOf(failure.getMessage()).contains("no password was provided");
    }

    /** What a provider of TLS passes on says in which class of the JDK it came up. */
    private static String withoutClasses(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\b(\\w+\\.)+\\w+Exception: ", "");
    }

    private static String reason(SQLException failure) {
        Throwable cause = failure.getCause();
        String message = SqlFailure.message(failure);
        if (cause instanceof SSLException
                || cause instanceof FileNotFoundException
                || TLS.matcher(message).find()) {
            String what = cause instanceof SSLException
                    ? "the connection cannot be secured: " + withoutClasses(cause)
                    : message;
            return what + "; check sslmode, sslrootcert, sslcert and sslkey in --jdbc-url";
        }
        if (cause instanceof IOException) {
            return "nothing answers there; check host and port, and that PostgreSQL is running";
        }
        return switch (String.valueOf(failure.getSQLState())) {
            case REJECTED ->
                isForWantOfAPassword(failure)
                        ? "the server wants a password; set JDBC_PASSWORD, or keep it in ~/.pgpass"
                        : message + "; check --jdbc-url and the server's pg_hba.conf";
            case "28P01" -> message + "; set JDBC_PASSWORD, or name another user with --username";
            case "28000" -> message + "; check --username and the server's pg_hba.conf";
            case "3D000" -> "there is no such database; check its name in --jdbc-url";
            case "53300" -> "the server has no connection to spare; close some, or raise max_connections";
            case "57P03" -> "the server is starting or stopping; try again";
            default -> message + "; check --jdbc-url, and that PostgreSQL is running";
        };
    }
}
