package ai.scidex.migration;

import java.sql.SQLException;

/** Says why a database cannot be reached, and what to do. */
final class ConnectionFailure {

    private ConnectionFailure() {}

    static CommandFailure of(String database, SQLException failure) {
        String message = "cannot connect to %s: %s".formatted(database, reason(failure));
        return new CommandFailure(ExitCode.FAILED, message, failure);
    }

    private static String reason(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "08001", "08004", "08006" ->
                "nothing answers there; check host and port, and that PostgreSQL is running";
            case "28P01" -> "the password is wrong; set JDBC_PASSWORD";
            case "28000" -> "the server does not admit this user; check --username and the server's pg_hba.conf";
            case "3D000" -> "there is no such database; check its name in --jdbc-url";
            case "53300" -> "the server has no connection to spare; close some, or raise max_connections";
            case "57P03" -> "the server is starting or stopping; try again";
            default -> String.valueOf(failure.getMessage()).lines().findFirst().orElse(state);
        };
    }
}
