package ai.scidex.migration.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.scidex.migration.OwnThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedIT {

    private static final String ROWS = "SELECT string_agg(name, ' ' ORDER BY name) FROM kept";

    /** One folder for all tests, with an initialised database to copy: neither unpacking nor initdb at each test. */
    @TempDir
    private static Path root;

    private Path directory;

    @BeforeAll
    static void initialiseOnce() {
        Embedded.start(root.resolve("template"), notice -> {}).close();
    }

    @BeforeEach
    void copyTemplate() throws IOException, InterruptedException {
        directory = Files.createTempDirectory(root, "test-").resolve(".model-catalog");
        Files.createDirectory(directory);
        new ProcessBuilder("cp", "-a", root.resolve("template/postgres").toString(), directory.toString())
                .inheritIO()
                .start()
                .waitFor();
        Path programs = child(root.resolve("template"), "postgresql-").orElseThrow();
        Files.createSymbolicLink(directory.resolve(programs.getFileName()), programs);
    }

    @Test
    void losesNoCommittedRowAndListensOnLoopbackOnly() throws SQLException {
        try (Embedded database = start()) {
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void letsNobodyInWithoutItsPassword() throws IOException {
        try (Embedded database = start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.username(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("postgres/password"))))
                    .isEqualTo("rw-------");
            assertThat(database.description()).isEqualTo("the embedded database in " + directory);
        }
    }

    @Test
    void keepsItsDataFromOneStartToTheNext() throws SQLException {
        try (Embedded first = start()) {
            execute(first, "CREATE TABLE kept (name text); INSERT INTO kept VALUES ('microglia')");
        }

        try (Embedded second = start()) {
            assertThat(query(second, ROWS)).isEqualTo("microglia");
        }
    }

    @Test
    void leavesNoServerBehind() throws IOException {
        Embedded database = start();
        Postmaster postmaster = postmaster();
        database.close();

        assertThat(isAlive(postmaster)).isFalse();
        assertThat(Postmaster.of(data())).isEmpty();
    }

    @Test
    void mayBeClosedAgainAfterItsServerDied() throws IOException, InterruptedException, SQLException {
        Embedded database = start();
        EmbeddedProcess.signal(postmaster().processId(), "KILL");

        assertThatCode(() -> {
                    database.close();
                    database.close();
                })
                .doesNotThrowAnyException();
        try (Embedded next = start()) {
            assertThat(query(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void endsItsServerWhenItsProcessIsInterrupted() throws IOException, InterruptedException {
        assumeTrue(EmbeddedProcess.canBeInterrupted(), "interrupts are ignored here");
        EmbeddedProcess other = EmbeddedProcess.start(directory);
        Postmaster postmaster = postmaster();
        other.signal("INT");

        assertThat(other.waitForExit()).isEqualTo(130);
        assertThat(isAlive(postmaster)).isFalse();
    }

    @Test
    void letsATransactionFinishWhenItsProcessIsInterrupted() throws IOException, InterruptedException, SQLException {
        assumeTrue(EmbeddedProcess.canBeInterrupted(), "interrupts are ignored here");
        EmbeddedProcess other = EmbeddedProcess.start(directory);
        try (Connection connection = connectTo(postmasterPort());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE kept (name text)");
            other.signal("INT");
            awaitRefusal(postmasterPort());
            statement.execute("INSERT INTO kept VALUES ('astrocyte')");
            connection.commit();
        }
        other.waitForExit();

        try (Embedded database = start()) {
            assertThat(query(database, ROWS)).isEqualTo("astrocyte");
        }
    }

    @Test
    void stopsTheServerThatAKilledProcessLeftAndKeepsItsData() throws IOException, InterruptedException, SQLException {
        EmbeddedProcess other = EmbeddedProcess.start(directory);
        try (Connection connection = connectTo(postmasterPort());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (name text); INSERT INTO kept VALUES ('neuron')");
        }
        Postmaster left = postmaster();
        other.signal("KILL");
        other.waitForExit();
        assertThat(left.isRunning(data())).isTrue();

        try (Embedded database = start()) {
            assertThat(query(database, ROWS)).isEqualTo("neuron");
            assertThat(isAlive(left)).isFalse();
        }
    }

    @Test
    void recoversWhenTheServerWasKilledToo() throws IOException, InterruptedException, SQLException {
        EmbeddedProcess other = EmbeddedProcess.start(directory);
        try (Connection connection = connectTo(postmasterPort());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (name text); INSERT INTO kept VALUES ('pericyte')");
        }
        other.signal("KILL");
        EmbeddedProcess.signal(postmaster().processId(), "KILL");
        other.waitForExit();

        try (Embedded database = start()) {
            assertThat(query(database, ROWS)).isEqualTo("pericyte");
        }
    }

    @Test
    void stopsTheServerThatWasLeftInAFolderRenamedSince() throws IOException, InterruptedException {
        EmbeddedProcess other = EmbeddedProcess.start(directory);
        Postmaster left = postmaster();
        other.signal("KILL");
        other.waitForExit();
        directory = Files.move(directory, directory.resolveSibling("renamed"));

        start().close();
        assertThat(isAlive(left)).isFalse();
    }

    @Test
    void leavesAProcessAloneThatWasGivenTheIdOfADeadServer() throws IOException, InterruptedException {
        Process bystander = new ProcessBuilder("sleep", "60").start();
        Files.writeString(
                Postmaster.file(data()), "%d\n%s\n1700000000\n54321\n\n127.0.0.1\n".formatted(bystander.pid(), data()));

        start().close();
        assertThat(bystander.isAlive()).isTrue();
        bystander.destroyForcibly().waitFor();
    }

    @Test
    void beginsAnewWhenAProcessWasKilledWhileItMadeTheDataDirectory() throws IOException, InterruptedException {
        Files.move(directory.resolve("postgres"), directory.resolve("set-aside"));
        EmbeddedProcess other = EmbeddedProcess.launch(directory);
        while (child(directory, "initialising-").isEmpty()) {
            Thread.onSpinWait();
        }
        other.signal("KILL");
        other.waitForExit();
        assertThat(directory.resolve("postgres")).doesNotExist();

        start().close();
        assertThat(directory.resolve("postgres")).exists();
    }

    @Test
    void clearsAwayADataDirectoryThatWasHalfMade() throws IOException {
        Path half = Files.createDirectories(directory.resolve("initialising-1/data/base"));
        Files.writeString(half.resolveSibling("PG_VERSION"), "17\n");

        start().close();
        assertThat(directory.resolve("initialising-1")).doesNotExist();
    }

    @Test
    void refusesDataOfAnotherMajorVersion() throws IOException {
        Files.writeString(data().resolve("PG_VERSION"), "16\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(OtherServerVersionException.class)
                .hasMessageMatching("\\Q" + data() + "\\E was made by PostgreSQL 16 and cannot be read by 17\\.\\d+;"
                        + " move it away to begin with a new sample, or name a database with --jdbc-url");
        assertThat(data().resolve("base")).exists();
    }

    @Test
    void saysInOneLineWhyTheServerDoesNotStart() throws IOException {
        Files.delete(data().resolve("postgresql.conf"));

        assertThatThrownBy(this::start)
                .isInstanceOf(ServerFailedException.class)
                .hasMessage("the embedded PostgreSQL failed (pg_ctl): postgres: could not access the server"
                        + " configuration file \"%s\": No such file or directory;"
                                .formatted(data().resolve("postgresql.conf"))
                        + " name a database with --jdbc-url to do without it");
    }

    @Test
    void waitsForAnotherProcessAndSaysSoOnce() throws IOException, InterruptedException, ExecutionException {
        EmbeddedProcess other = EmbeddedProcess.start(directory);
        List<String> notices = new ArrayList<>();
        CompletableFuture<Void> told = new CompletableFuture<>();
        CompletableFuture<Embedded> second = OwnThread.supply(() -> Embedded.start(directory, notice -> {
            notices.add(notice);
            told.complete(null);
        }));
        told.get();
        other.close();

        second.get().close();
        assertThat(notices)
                .containsExactly("waiting for process %d, which uses %s".formatted(other.processId(), directory));
    }

    @Test
    void givesUpWhenAnotherProcessDoesNotEnd() throws IOException, InterruptedException {
        try (EmbeddedProcess other = EmbeddedProcess.start(directory)) {

            assertThatThrownBy(() -> EmbeddedServer.start(directory, notice -> {}, Duration.ofSeconds(1)))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessage(
                            "%s is still in use by process %d after 1 s; wait for it to end, work in another folder,"
                                            .formatted(directory, other.processId())
                                    + " or name a database with --jdbc-url");
        }
    }

    private Embedded start() {
        return Embedded.start(directory, notice -> {
            throw new AssertionError(notice);
        });
    }

    private Path data() {
        return directory.resolve("postgres/data");
    }

    private Postmaster postmaster() throws IOException {
        return Postmaster.of(data()).orElseThrow();
    }

    private int postmasterPort() throws IOException {
        return Integer.parseInt(Files.readAllLines(Postmaster.file(data())).get(3));
    }

    /** A process that has ended but that nobody has asked for its exit code is as good as gone. */
    private boolean isAlive(Postmaster postmaster) {
        return postmaster.isRunning(data());
    }

    private static Optional<Path> child(Path parent, String prefix) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst();
        }
    }

    private Connection connectTo(int port) throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
                "postgres",
                Files.readString(directory.resolve("postgres/password")).strip());
    }

    /** Waits until the server shuts down: it takes no new sessions then. */
    private void awaitRefusal(int port) throws IOException {
        while (true) {
            try {
                connectTo(port).close();
            } catch (SQLException e) {
                return;
            }
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
