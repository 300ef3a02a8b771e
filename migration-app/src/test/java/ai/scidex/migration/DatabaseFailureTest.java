package ai.scidex.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.data.exceptions.DataAccessException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42501|ERROR: permission denied for table artifacts|permission denied for table artifacts; grant that right to the user, or name another with --username",
                "25006|ERROR: cannot execute UPDATE|cannot execute UPDATE; connect to a database that takes writes",
                "40001|ERROR: could not serialize access|could not serialize access; somebody worked on the same; run the command again",
                "40P01|ERROR: deadlock detected|deadlock detected; somebody worked on the same; run the command again",
                "53100|ERROR: No space left on device|No space left on device; make room on the server, then run the command again",
                "57014|ERROR: canceling statement|canceling statement; raise statement_timeout for this user, then run the command again",
                "55P03|ERROR: canceling statement|canceling statement; somebody has it locked; end that transaction, or wait for it, then run the command again"
            })
    void saysWhatToDo(String state, String message, String sentence) {
        assertThat(DatabaseFailure.sentence(behind(new SQLException(message, state))))
                .hasValue(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P02"})
    void tellsABrokenConnection(String state) {
        assertThat(DatabaseFailure.sentence(behind(new SQLException("terminating", state))))
                .hasValue(
                        "the connection to the database broke off; see that the server runs, then run the command again");
    }

    @Test
    void takesTheConnectionPoolsOwnFailureForABrokenConnection() {
        assertThat(DatabaseFailure.sentence(behind(new SQLException("Connection is closed"))))
                .hasValue(
                        "the connection to the database broke off; see that the server runs, then run the command again");
    }

    /** A wrapper that says nothing itself would tell the values of a statement. */
    @Test
    void saysWhatTheServerSaysWhereNobodyElseDoes() {
        SQLException cause = new SQLException("ERROR: division by zero\n  Detail: hush", "22012");

        assertThat(DatabaseFailure.sentence(new DataAccessException("Error executing SQL Callback: hush", cause)))
                .contains("the database refuses it: division by zero");
    }

    @Test
    void saysNothingOfWhatItDoesNotKnow() {
        assertThat(DatabaseFailure.sentence(behind(new SQLException("ERROR: division by zero", "22012"))))
                .isEmpty();
        assertThat(DatabaseFailure.sentence(new IllegalStateException("no SQL at all")))
                .isEmpty();
    }

    private static RuntimeException behind(SQLException cause) {
        return new IllegalStateException("Error executing SQL Callback", cause);
    }
}
