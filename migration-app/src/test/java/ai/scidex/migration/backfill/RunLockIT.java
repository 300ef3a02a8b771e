package ai.scidex.migration.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.catalog.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLockIT {

    private static final String BREAK_OFF = """
            SELECT bool_or(pg_terminate_backend(l.pid, 60000))
              FROM pg_locks l
              JOIN pg_database d ON d.oid = l.database
             WHERE l.locktype = 'advisory'
               AND d.datname = current_database()
            """;

    private TestDatabase database;
    private RunLock lock;

    @BeforeEach
    void create() {
        database = TestDatabase.fresh().migrate();
        lock = new RunLock(database.dataSource());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void isHadByOneAtATime() {
        lock.whileAlone("test", held -> {
            assertThatThrownBy(() -> lock.whileAlone("test", other -> "done"))
                    .isInstanceOf(RunInProgressException.class)
                    .hasMessageMatching(("another run is in progress on this database: user '%s' has the lock since .+Z"
                                    + " \\(model-catalog test, process %d on .+; server process \\d+\\); wait until it ends")
                            .formatted(
                                    database.username(), ProcessHandle.current().pid()));
            assertThatCode(held::confirm).doesNotThrowAnyException();
            return "done";
        });

        assertThat(lock.<String>whileAlone("test", held -> "done again")).isEqualTo("done again");
    }

    @Test
    void isGivenBackWhenTheWorkFails() {
        assertThatThrownBy(() -> lock.whileAlone("test", held -> {
                    throw new IllegalStateException("no more work");
                }))
                .hasMessage("no more work");

        assertThat(lock.<String>whileAlone("test", held -> "done")).isEqualTo("done");
    }

    @Test
    void knowsThatItIsLost() {
        assertThatThrownBy(() -> lock.whileAlone("test", held -> {
                    database.queryText(BREAK_OFF);
                    held.confirm();
                    return "done";
                }))
                .isInstanceOf(RunLockLostException.class)
                .hasMessage("the run lost its lock, because the connection that held it broke off;"
                        + " what was written stays, so run the command again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"read committed", "serializable"})
    void holdsBackNoVacuum(String isolation) {
        database.execute("""
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %%I SET default_transaction_isolation = %%L',
                                   current_database(), '%s');
                END $$""".formatted(isolation));
        lock.whileHeld("test", () -> false, held -> {
            assertThat(oldestRowsKept()).isEqualTo("none of 1");
            held.confirm();
            assertThat(oldestRowsKept()).isEqualTo("none of 1");
            return "done";
        });
        lock.whilePresent("test", held -> {
            assertThat(oldestRowsKept()).isEqualTo("none of 1");
            assertThat(held.takePart()).isTrue();
            assertThat(oldestRowsKept()).isEqualTo("none of 1");
            return "done";
        });
    }

    /** Returns the oldest transaction whose rows the server keeps for those who have the lock, and how many these are. */
    private String oldestRowsKept() {
        return database.queryText("""
                SELECT coalesce(min(backend_xmin::TEXT), 'none') || ' of ' || count(*)
                  FROM pg_stat_activity
                 WHERE datname = current_database()
                   AND application_name LIKE 'model-catalog test%'
                """);
    }

    @Test
    void doesNotSpoilWorkThatIsDone() {
        String result = lock.whileAlone("test", held -> {
            held.confirm();
            return database.queryText(BREAK_OFF);
        });

        assertThat(result).isEqualTo("t");
    }
}
