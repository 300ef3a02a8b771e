package ai.scidex.benchmarks;

import ai.scidex.benchmarks.Command.Run;
import ai.scidex.benchmarks.Result.Rounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** B1, B2, B4 and M2: whole processes on the smaller table. */
final class BackfillBenchmark implements Suite {

    static final String LEGACY = "legacy";

    private static final String CANONICAL = "canonical";
    private static final String WORK = "work";

    @Override
    public Set<Goal> goals() {
        return Set.of(Goal.B1, Goal.B2, Goal.B4, Goal.M2);
    }

    @Override
    public List<Result> measure(Setting setting) {
        Server server = setting.server();
        Models.create(server, LEGACY, setting.rows(), Documents::legacy);
        Models.create(server, CANONICAL, setting.rows(), Documents::canonical);
        Path sql = sql(setting.scratch());
        Rounds rewriting = new Rounds(Goal.B1);
        Rounds unchanged = new Rounds(Goal.B2);
        Rounds planning = new Rounds(Goal.B4);
        Rounds heap = new Rounds(Goal.M2);
        for (int round = 0; round < setting.rounds(); round++) {
            double rewritten = perSecond(setting, backfill(setting, LEGACY, WORK, "-Xmx256m"));
            double rewrittenBySql = perSecond(setting, sql(server, sql));
            rewriting.add(rewritten, rewrittenBySql);
            unchanged.add(perSecond(setting, backfill(setting, CANONICAL, WORK, "")), rewrittenBySql);
            planning.add(
                    perSecond(
                            setting,
                            command(setting, LEGACY)
                                    .and("plan", "--no-manifest")
                                    .run()),
                    perSecond(setting, readRows().run()));
            heap.add(perSecond(setting, backfill(setting, LEGACY, WORK, "-Xmx64m")), rewritten);
        }
        server.execute("postgres", "DROP DATABASE " + CANONICAL);
        server.execute("postgres", "DROP DATABASE " + WORK);
        server.execute("postgres", "DROP DATABASE " + LEGACY);
        return List.of(rewriting.result(), unchanged.result(), planning.result(), heap.result());
    }

    /** Runs the backfill with two workers on a copy of a database. */
    static Run backfill(Setting setting, String template, String database, String javaOptions) {
        setting.server().copy(template, database);
        Run run = command(setting, database)
                .with("MODEL_CATALOG_JAVA_OPTS", javaOptions)
                .and("backfill", "--yes", "--no-manifest", "--workers", "2")
                .run();
        requireAllDone(setting.server(), database);
        return run;
    }

    static Command command(Setting setting, String database) {
        return Command.program(setting.launcher()).with("JDBC_URL", Server.url(database));
    }

    /** The same writes in SQL, on a copy of the same database. */
    private static Run sql(Server server, Path sql) {
        server.copy(LEGACY, WORK);
        Run run = server.client("psql", WORK)
                .and("--quiet", "--set=ON_ERROR_STOP=1", "--file=" + sql)
                .run();
        requireAllDone(server, WORK);
        return run;
    }

    private static Path sql(Path folder) {
        try (InputStream in = BackfillBenchmark.class.getResourceAsStream("backfill.sql")) {
            if (in == null) {
                throw new IllegalStateException("there is no backfill.sql");
            }
            Path file = folder.resolve("backfill.sql");
            Files.copy(in, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Command readRows() {
        return Command.of(
                StartBenchmark.java(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ReadRows.class.getName(),
                Server.url(LEGACY));
    }

    /** Every model has its row, and was changed once. */
    static void requireAllDone(Server server, String database) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT count(*) = count(v.artifact_id) AND count(*) = count(c.artifact_id)
                               AND count(*) = count(DISTINCT a.id)
                          FROM artifacts a
                          LEFT JOIN model_versions v ON v.artifact_id = a.id
                          LEFT JOIN metadata_changes c ON c.artifact_id = a.id AND c.outcome <> 'held'
                        """)) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new IllegalStateException("not every model of %s was upgraded".formatted(database));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look at " + database, e);
        }
    }

    private static double perSecond(Setting setting, Run run) {
        return setting.rows() / run.seconds();
    }
}
