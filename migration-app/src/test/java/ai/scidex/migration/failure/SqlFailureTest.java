package ai.scidex.migration.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqlFailureTest {

    @Test
    void isTheFirstAmongTheCauses() {
        SQLException outer = new SQLException("cannot commit", deadlock());

        assertThat(SqlFailure.behind(new IllegalStateException(new IllegalStateException(outer))))
                .containsSame(outer);
        assertThat(SqlFailure.behind(new IllegalStateException("no SQL"))).isEmpty();
    }

    /** As the driver has it, whose own message names the statement, with the values that were given. */
    @Test
    void isOfABatchThatOfTheStatementThatFailed() {
        SQLException batch = new BatchUpdateException(
                "Batch entry 0 INSERT INTO t (v)\nVALUES (1) was aborted: ERROR: deadlock detected",
                "40P01",
                new int[0],
                deadlock());

        assertThat(SqlFailure.behind(new IllegalStateException(batch)).map(SqlFailure::message))
                .contains("deadlock detected");
        assertThat(SqlFailure.hasState(batch, Set.of("40P01"))).isTrue();
    }

    @Test
    void isToldByItsState() {
        assertThat(SqlFailure.hasState(new IllegalStateException(deadlock()), Set.of("40001", "40P01")))
                .isTrue();
        assertThat(SqlFailure.hasState(deadlock(), Set.of("40001"))).isFalse();
        assertThat(SqlFailure.hasState(new SQLException("closed"), Set.of("40001")))
                .isFalse();
    }

    @Test
    void saysInOneLineWhatTheServerSays() {
        assertThat(SqlFailure.message(deadlock())).isEqualTo("deadlock detected");
        assertThat(SqlFailure.message(new SQLException("FATAL: The server stops.")))
                .isEqualTo("The server stops");
        assertThat(SqlFailure.message(new SQLException(""))).isEmpty();
    }

    private static SQLException deadlock() {
        return new SQLException("ERROR: deadlock detected\n  Detail: …", "40P01");
    }
}
