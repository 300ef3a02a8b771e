package ai.scidex.migration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.TestJson;
import ai.scidex.migration.CommandProcess;
import ai.scidex.migration.database.BreakableServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby takes the place of the server, while the application knows both. */
@Tag("faults")
class FailOverIT {

    private static final int MODELS = Integer.getInteger("faults.models", 400);

    private static final String DECIDED = "SELECT count(*) FROM metadata_changes";

    private static final String MODELS_THERE = "SELECT count(*) FROM artifacts WHERE artifact_type = 'model'";

    @TempDir
    private Path folder;

    private BreakableServer primary;
    private BreakableServer standby;

    @BeforeEach
    void begin() throws IOException, SQLException {
        primary = BreakableServer.start(Files.createDirectory(folder.resolve("primary")));
        primary.execute("postgres", "CREATE DATABASE scidex");
        MadeUpArtifacts.loadInto(primary.dataSource("scidex"), MODELS);
        assertThat(run(primary.environment("scidex"), "migrate", "--yes")).isZero();
        standby = primary.standby(Files.createDirectory(folder.resolve("standby")));
    }

    @AfterEach
    void end() {
        for (BreakableServer server : new BreakableServer[] {standby, primary}) {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void goesOnOnTheStandbyThatTookThePlaceOfItsServer() throws IOException, SQLException {
        primary.execute("postgres", "CREATE DATABASE undisturbed TEMPLATE scidex");
        assertThat(run(primary.environment("undisturbed"), "backfill", "--yes", "--no-manifest"))
                .isZero();
        Rows undisturbed = Rows.ofResult(primary.dataSource("undisturbed"));

        try (CommandProcess process =
                CommandProcess.start(both(), List.of(), List.of("backfill", "--yes", "--no-manifest"))) {
            while (Integer.parseInt(primary.query("scidex", DECIDED)) == 0) {
                assertThat(process.endsWithin(Duration.ofMillis(5))).isFalse();
            }
            primary.kill();
            standby.promote();

            assertThat(process.exitCode()).as(process.err()).isZero();
            assertThat(process.err())
                    .contains("the connection to the database broke off; going on as soon as it answers");
        }

        Rows found = Rows.ofResult(standby.dataSource("scidex"));
        assertThat(undisturbed.differences(found)).isEmpty();
        System.out.printf(
                "FailOverIT: went on on the standby, %,d rows compared with undisturbed ones%n", found.count());
    }

    /** What was acknowledged a moment before a fail-over may be missing where standbys follow asynchronously. */
    @Test
    void findsWhatTheStandbyDidNotGet() throws IOException {
        try (CommandProcess process =
                CommandProcess.start(both(), List.of(), List.of("backfill", "--yes", "--no-manifest"))) {
            while (standby.query("scidex", DECIDED).equals("0")) {
                assertThat(process.endsWithin(Duration.ofMillis(5))).isFalse();
            }
            // From here on the standby gets nothing more.
            standby.configure("primary_conninfo = ''");
            standby.execute("postgres", "SELECT pg_reload_conf()");
            assertThat(process.exitCode()).as(process.err()).isZero();
        }
        primary.kill();
        standby.promote();

        JsonNode lost = verify();
        System.out.printf(
                "FailOverIT: %s of %s models had reached the standby; verify: %s%n",
                standby.query("scidex", DECIDED), standby.query("scidex", MODELS_THERE), lost.at("/checks/1"));
        assertThat(lost.path("ok").asBoolean()).isFalse();
        assertThat(run(both(), "backfill", "--yes", "--no-manifest")).isZero();
        assertThat(verify().path("ok").asBoolean()).isTrue();
    }

    private JsonNode verify() throws IOException {
        try (CommandProcess process =
                CommandProcess.start(both(), List.of(), List.of("verify", "--no-manifest", "--output", "json"))) {
            process.exitCode();
            return TestJson.parse(process.out());
        }
    }

    private static int run(Map<String, String> environment, String... args) throws IOException {
        try (CommandProcess process = CommandProcess.start(environment, List.of(), List.of(args))) {
            return process.exitCode();
        }
    }

    /** Returns the way to whichever of the two takes writes. */
    private Map<String, String> both() {
        Map<String, String> environment = new TreeMap<>(primary.environment("scidex"));
        environment.put("BACKFILL_BATCH_SIZE", "25");
        environment.put(
                "JDBC_URL",
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/scidex?targetServerType=primary"
                        .formatted(primary.port(), standby.port()));
        return environment;
    }
}
