package ai.scidex.migration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.scidex.migration.database.ServerPrograms.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerProgramsTest {

    @Test
    void saysThatRootNeedsUserNamespaces() {
        Outcome blocked = new Outcome("initdb", 1, "unshare: unshare failed: Operation not permitted", true);

        assertThat(blocked.failure(blocked.output()))
                .isInstanceOf(RootUserException.class)
                .hasMessage("PostgreSQL does not run as root, and user namespaces are blocked here"
                        + " (unshare: unshare failed: Operation not permitted);"
                        + " start as another user, or name a database with --jdbc-url");
    }

    @Test
    void takesAFolderThatMayNotBeEnteredForWhatItIs() {
        Outcome forbidden =
                new Outcome("postgres", 126, "unshare: failed to execute /data/bin/postgres: Permission denied", true);

        assertThat(forbidden.failure(forbidden.output()))
                .isInstanceOf(ServerFailedException.class)
                .hasMessage("the embedded PostgreSQL failed (postgres):"
                        + " unshare: failed to execute /data/bin/postgres: Permission denied;"
                        + " name a database with --jdbc-url to do without it");
    }

    @Test
    void saysThatTheDiskIsFull() {
        Outcome full = new Outcome("initdb", 1, """
                        fixing permissions on existing directory /data ... ok
                        initdb: error: could not write to file "/data/base/1/1255": No space left on device
                        initdb: removing contents of data directory "/data"
                        """, false);

        assertThatThrownBy(full::orThrow)
                .isInstanceOf(ServerFailedException.class)
                .hasMessage("the embedded PostgreSQL failed (initdb):"
                        + " initdb: error: could not write to file \"/data/base/1/1255\": No space left on device;"
                        + " name a database with --jdbc-url to do without it");
    }

    @Test
    void findsTheReasonInTheLogOfTheServer() {
        Outcome failed = new Outcome("pg_ctl", 1, "waiting for server to start.... stopped waiting", false);

        assertThat(failed.failure("""
                        2026-11-24 03:33:00.951 UTC [6839] LOG:  starting PostgreSQL 17.11
                        2026-11-24 03:33:00.952 UTC [6839] FATAL:  data directory "/data" has invalid permissions
                        2026-11-24 03:33:00.952 UTC [6839] DETAIL:  Permissions should be u=rwx (0700).
                        """))
                .hasMessage("the embedded PostgreSQL failed (pg_ctl): FATAL:  data directory \"/data\" has invalid"
                        + " permissions, DETAIL:  Permissions should be u=rwx (0700);"
                        + " name a database with --jdbc-url to do without it");
    }

    @Test
    void saysThatItsProgramsAreGone() {
        ServerPrograms programs = new ServerPrograms(Path.of("/nowhere"), "linux-x86_64");

        assertThatThrownBy(programs::version)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("/nowhere/bin/postgres");
    }
}
