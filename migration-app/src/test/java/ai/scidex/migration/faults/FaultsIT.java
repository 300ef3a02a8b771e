package ai.scidex.migration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.scidex.migration.CommandProcess;
import ai.scidex.migration.database.BreakableServer;
import ai.scidex.migration.faults.Workload.Command;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is broken under a command while it works: nothing is left by half, it says what is the matter, and given again
 * it ends where an undisturbed one does.
 *
 * <p>{@code faults.rounds} says how often each fault is injected into each command, {@code faults.models} how many models
 * there are, {@code faults.seed} which moments are chosen, and {@code faults.short} that the backfill will do.
 */
@Tag("faults")
class FaultsIT {

    /** Only the backfill, once each. */
    private static final boolean IS_SHORT = Boolean.getBoolean("faults.short");

    private static final int ROUNDS = Integer.getInteger("faults.rounds", IS_SHORT ? 1 : 3);
    private static final int MODELS = Integer.getInteger("faults.models", IS_SHORT ? 100 : 400);
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);

    private static final int CONNECTIONS = 20;
    private static final int KILLED = 128 + 9;

    /** What a command that could not do its work may answer: failed, refused, locked. */
    private static final Set<Integer> FAILURES = Set.of(1, 3, 4);

    private static final String ENDED = """
            SELECT count(pg_terminate_backend(pid))
              FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()
            """;

    private static final String LOCKED_SLOWLY = """
            SELECT count(pg_sleep(0.002))
              FROM (SELECT FROM artifacts WHERE artifact_type = 'model' ORDER BY id COLLATE "C" DESC FOR UPDATE) a
            """;

    private static final Tally TALLY = new Tally();
    private static final Random RANDOM = new Random(SEED);

    @TempDir
    private static Path folder;

    private static BreakableServer server;
    private static Workload workload;

    @BeforeAll
    static void begin() throws IOException, SQLException {
        server = BreakableServer.start(
                Files.createDirectory(folder.resolve("server")),
                "max_connections = " + CONNECTIONS,
                "superuser_reserved_connections = 0",
                "deadlock_timeout = '100ms'");
        workload = new Workload(server, folder, MODELS, commands());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
        System.out.printf("FaultsIT: seed %d, %d rounds, %d models%n", SEED, ROUNDS, MODELS);
        TALLY.print("FaultsIT");
    }

    static List<Command> commands() {
        return IS_SHORT ? List.of(Command.BACKFILL) : List.of(Command.values());
    }

    /** Those that write page by page. */
    static List<Command> longCommands() {
        return IS_SHORT ? List.of(Command.BACKFILL) : List.of(Command.BACKFILL, Command.REVIEW, Command.REVERT);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void survivesThatItIsKilled(Command command) throws Exception {
        survive("application killed", command, (process, database) -> process.kill());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void survivesThatTheServerIsKilled(Command command) throws Exception {
        survive("server killed", command, (process, database) -> {
            server.kill();
            server.start();
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void survivesThatTheServerIsStartedAgain(Command command) throws Exception {
        survive("server restarted", command, (process, database) -> {
            server.stop();
            server.start();
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void survivesThatItsSessionsAreEnded(Command command) throws Exception {
        survive("sessions terminated", command, (process, database) -> {
            String ended = server.query(database, ENDED);
            while (ended.equals("0") && !process.endsWithin(Duration.ofMillis(20))) {
                ended = server.query(database, ENDED);
            }
            return !ended.equals("0");
        });
    }

    @ParameterizedTest
    @MethodSource("longCommands")
    void survivesThatTheConnectionIsCutInTheMiddleOfWhatItSends(Command command) throws Exception {
        long whole = sent(command);
        for (int round = 0; round < ROUNDS; round++) {
            String database = workload.begin(command);
            try (CuttingProxy proxy = new CuttingProxy(server.port(), RANDOM.nextLong(whole))) {
                Map<String, String> environment = new TreeMap<>(server.environment(database));
                environment.put("JDBC_URL", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(proxy.port(), database));
                try (CommandProcess process = workload.start(command, environment)) {
                    assertExplained(process);
                }
                settle("connection cut", command, database, proxy.hasCut());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void survivesThatStatementsMayNotTakeLong(Command command) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String database = workload.begin(command);
            server.execute(
                    "postgres",
                    "ALTER DATABASE %s SET statement_timeout = %d".formatted(database, 1 + RANDOM.nextInt(15)));
            boolean isStruck;
            try (CommandProcess process = workload.start(command, server.environment(database))) {
                isStruck = assertExplained(process) != 0;
            }
            server.execute("postgres", "ALTER DATABASE %s RESET statement_timeout".formatted(database));
            settle("statement timeout", command, database, isStruck);
        }
    }

    @ParameterizedTest
    @MethodSource("longCommands")
    void survivesThatSomebodyHasItsRowsLocked(Command command) throws Exception {
        String database = workload.begin(command);
        boolean isStruck;
        try (Connection other = server.dataSource(database).getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "SELECT FROM artifacts WHERE artifact_type = 'model' ORDER BY md5(id) LIMIT 3 FOR UPDATE");
            try (CommandProcess process = workload.start(command, server.environment(database))) {
                isStruck = assertExplained(process) != 0;
            }
            other.rollback();
        }
        settle("rows locked", command, database, isStruck);
    }

    /** While the command works, somebody locks its rows over and over: slowly, and the other way round. */
    @ParameterizedTest
    @MethodSource("longCommands")
    void survivesDeadlocks(Command command) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String database = workload.begin(command);
            long before = deadlocks(database);
            try (CommandProcess process = workload.start(command, server.environment(database));
                    Connection other = server.dataSource(database).getConnection();
                    Statement statement = other.createStatement()) {
                while (!process.endsWithin(Duration.ofMillis(20))) {
                    try {
                        statement.execute(LOCKED_SLOWLY);
                    } catch (SQLException e) {
                        assertThat(e.getSQLState()).isEqualTo("40P01");
                    }
                }
                assertTriedAgain(command, process);
            }
            settle("deadlocks", command, database, deadlocks(database) > before);
        }
    }

    @Test
    void survivesThatTransactionsCannotBeSerialized() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String database = workload.begin(Command.BACKFILL);
            server.execute(
                    "postgres",
                    "ALTER DATABASE %s SET default_transaction_isolation = serializable".formatted(database));
            long before = rollbacks(database);
            try (CommandProcess process = workload.start(Command.BACKFILL, server.environment(database))) {
                assertTriedAgain(Command.BACKFILL, process);
            }
            boolean isStruck = rollbacks(database) > before;
            server.execute("postgres", "ALTER DATABASE %s RESET default_transaction_isolation".formatted(database));
            settle("serialization failures", Command.BACKFILL, database, isStruck);
        }
    }

    /** The database lies on a small file system; who may not mount one cannot try this. */
    @Test
    void survivesThatTheDiskIsFull() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.at(Files.createDirectory(folder.resolve("disk")));
        assumeTrue(mounted.isPresent(), "nothing can be mounted");
        try (SmallDisk disk = mounted.get()) {
            server.execute("postgres", "CREATE TABLESPACE small LOCATION '%s'".formatted(disk.folder("space")));
            for (int round = 0; round < ROUNDS; round++) {
                // What is left is enough for the beginning of the work; or nothing is, all at once, while it lasts.
                String database = beginOnSmallDisk();
                surviveFullDisk(database, disk, new Moment(0, Duration.ZERO), RANDOM.nextInt(1_500_000));
                database = beginOnSmallDisk();
                surviveFullDisk(database, disk, workload.moment(Command.BACKFILL, database, RANDOM), 0);
            }
            server.execute("postgres", "DROP TABLESPACE small");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void survivesThatNoConnectionIsToSpare(Command command) throws Exception {
        String database = workload.begin(command);
        List<Connection> others = new ArrayList<>();
        try {
            while (others.size() < CONNECTIONS) {
                others.add(server.dataSource("postgres").getConnection());
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("53300");
        }
        // Some of its own sessions find place, others do not.
        int spare = RANDOM.nextInt(4);
        for (int i = 0; i < spare; i++) {
            others.remove(0).close();
        }
        boolean isStruck;
        try (CommandProcess process = workload.start(command, server.environment(database))) {
            isStruck = assertExplained(process) != 0;
        }
        for (Connection other : others) {
            other.close();
        }
        settle("no connection to spare", command, database, isStruck);
    }

    @Test
    void survivesThatTheClockGoesBack() throws Exception {
        Optional<Path> library = clockLibrary();
        assumeTrue(library.isPresent(), "there is no libfaketime");
        for (Command command : commands()) {
            String database = workload.begin(command);
            Moment moment = workload.moment(command, database, RANDOM);
            boolean isStruck;
            try (CommandProcess process = workload.start(command, server.environment(database))) {
                moment.await(process, () -> workload.progress(command, database));
                process.kill();
                isStruck = process.exitCode() == KILLED;
            }
            server.stop();
            server.setVariable("LD_PRELOAD", library.get().toString());
            server.setVariable("FAKETIME", "-1d");
            server.start();
            try {
                settle("clock went back a day", command, database, isStruck);
            } finally {
                server.stop();
                server.setVariable("LD_PRELOAD", "");
                server.start();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void changesNothingOnAReplica(Command command) throws Exception {
        String database = workload.begin(command);
        Path place = Files.createTempDirectory(folder, "standby");
        try (BreakableServer standby = server.standby(place)) {
            try (CommandProcess process = workload.start(command, standby.environment(database))) {
                assertThat(assertExplained(process)).isEqualTo(1);
                assertThat(process.err()).containsPattern("takes? (no )?writes|read-only|replica");
            }
        }
        settle("read-only replica", command, database, true);
    }

    private static String beginOnSmallDisk() {
        String database = workload.begin(Command.BACKFILL);
        server.execute("postgres", "ALTER DATABASE %s SET TABLESPACE small".formatted(database));
        return database;
    }

    private static void surviveFullDisk(String database, SmallDisk disk, Moment moment, long room) throws Exception {
        boolean isStruck;
        try (CommandProcess process = workload.start(Command.BACKFILL, server.environment(database))) {
            moment.await(process, () -> workload.progress(Command.BACKFILL, database));
            disk.fill(room);
            isStruck = assertExplained(process) != 0;
        }
        disk.clear();
        settle("disk full", Command.BACKFILL, database, isStruck);
    }

    /** Starts a command, breaks something at a random moment, and looks whether it survives that, once each round. */
    private static void survive(String fault, Command command, Strike strike) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String database = workload.begin(command);
            Moment moment = workload.moment(command, database, RANDOM);
            boolean isStruck;
            try (CommandProcess process = workload.start(command, server.environment(database))) {
                boolean isThere = moment.await(process, () -> workload.progress(command, database));
                isStruck = strike.on(process, database) && isThere;
                assertExplained(process);
            }
            settle(fault, command, database, isStruck);
        }
    }

    /** Gives the command again, without the fault, and counts that all is as if there had been none. */
    private static void settle(String fault, Command command, String database, boolean isStruck) throws Exception {
        workload.assertNothingByHalf(command, database);
        workload.toTheEnd(command, database);
        int rows = workload.assertAsUndisturbed(command, database);
        workload.drop(database);
        TALLY.survived(fault, isStruck, rows);
    }

    /** What writes page by page gives up only what others keep busy after all; of a review, a person tries again. */
    private static void assertTriedAgain(Command command, CommandProcess process) throws IOException {
        if (assertExplained(process) != 0 && command != Command.REVIEW) {
            assertThat(process.err() + process.out()).contains("others keep it busy");
        }
    }

    /** Whatever it ended with, it did so in words, and returned what those words mean. */
    private static int assertExplained(CommandProcess process) throws IOException {
        assertThat(process.endsWithin(Duration.ofMinutes(5))).as("it ended").isTrue();
        int exitCode = process.exitCode();
        if (exitCode != 0 && exitCode != KILLED) {
            assertThat(FAILURES).as(process.err()).contains(exitCode);
            assertThat(process.err() + process.out()).isNotBlank();
        }
        assertThat(process.err()).doesNotContain("\tat ", "Exception");
        return exitCode;
    }

    /** Returns how many bytes an undisturbed command sends. */
    private static long sent(Command command) throws IOException {
        String database = workload.begin(command);
        long much = Long.MAX_VALUE;
        try (CuttingProxy proxy = new CuttingProxy(server.port(), much)) {
            Map<String, String> environment = new TreeMap<>(server.environment(database));
            environment.put("JDBC_URL", "jdbc:postgresql://127.0.0.1:%d/%s".formatted(proxy.port(), database));
            try (CommandProcess process = workload.start(command, environment)) {
                assertThat(process.exitCode()).as(process.err()).isZero();
            }
            workload.drop(database);
            return much - proxy.left();
        }
    }

    private static long rollbacks(String database) {
        return statistic("xact_rollback", database);
    }

    private static long deadlocks(String database) {
        return statistic("deadlocks", database);
    }

    private static long statistic(String name, String database) {
        return Long.parseLong(server.query(
                "postgres", "SELECT %s FROM pg_stat_database WHERE datname = '%s'".formatted(name, database)));
    }

    /** Returns what makes programs believe in another time. */
    private static Optional<Path> clockLibrary() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/usr/lib"))) {
            for (Path folder : folders) {
                Path library = folder.resolve("faketime/libfaketime.so.1");
                if (Files.exists(library)) {
                    return Optional.of(library);
                }
            }
        }
        return Optional.empty();
    }

    /** Breaks something, and returns whether there was something to break. */
    private interface Strike {
        boolean on(CommandProcess process, String database) throws IOException;
    }
}
