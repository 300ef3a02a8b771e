package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "08004|The server requested a password, but no password was provided.|the server wants a password; set JDBC_PASSWORD, or keep it in ~/.pgpass",
                "08004|The authentication type is not known.|The authentication type is not known; check --jdbc-url and the server's pg_hba.conf",
                "28P01|FATAL: password authentication failed for user \"eve\"|password authentication failed for user \"eve\"; set JDBC_PASSWORD, or name another user with --username",
                "28000|FATAL: role \"eve\" does not exist|role \"eve\" does not exist; check --username and the server's pg_hba.conf",
                "3D000|FATAL: database \"x\" does not exist|there is no such database; check its name in --jdbc-url",
                "53300|FATAL: too many clients|the server has no connection to spare; close some, or raise max_connections",
                "57P03|FATAL: starting up|the server is starting or stopping; try again",
                "08006|The server does not support SSL.|The server does not support SSL; check sslmode, sslrootcert, sslcert and sslkey in --jdbc-url",
                "08006|Could not read SSL key file x.|Could not read SSL key file x; check sslmode, sslrootcert, sslcert and sslkey in --jdbc-url",
                "08001|Connection attempt timed out.|Connection attempt timed out; check --jdbc-url, and that PostgreSQL is running"
            })
    void saysWhatToDo(String state, String message, String reason) {
        CommandFailure failure = ConnectionFailure.of("the database", new SQLException(message, state));

        assertThat(failure).hasMessage("cannot connect to the database: " + reason);
        assertThat(failure.exitCode()).isEqualTo(1);
    }

    @Test
    void tellsAServerThatDoesNotAnswerByTheCause() {
        SQLException refused = new SQLException("Connection refused", "08001", new ConnectException("refused"));

        assertThat(ConnectionFailure.of("the database", refused))
                .hasMessage(
                        "cannot connect to the database: nothing answers there; check host and port, and that PostgreSQL is running");
    }
}
