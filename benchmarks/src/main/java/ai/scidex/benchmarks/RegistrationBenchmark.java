package ai.scidex.benchmarks;

import ai.scidex.benchmarks.Result.Rounds;
import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.ds.PGSimpleDataSource;

/** R1, R3, R4 and R6. */
final class RegistrationBenchmark implements Suite {

    static final String DATABASE = "registrations";

    private static final int[] THREADS = {1, 2, 4, 8};
    private static final int SECONDS = 3;
    private static final int SINGLE = 3_000;
    private static final int LISTS = 20;
    private static final int LIST = 1_000;
    private static final int BLOCK = 8_192;
    private static final int BLOCKS = 1_024;
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    private static final String ARTIFACT = """
            INSERT INTO artifacts (id, artifact_type, title, created_by, metadata, origin_type, origin_url)
            VALUES (?, 'model', ?, 'model-catalog', CAST(? AS JSONB), ?, ?)
            """;

    private static final String VERSION = """
            INSERT INTO model_versions (artifact_id, is_external, external_source_url, external_source_version,
                                        training_params_json, eval_metrics_json, benchmark_id)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Set<Goal> goals() {
        return Set.of(Goal.R1, Goal.R3, Goal.R4, Goal.R6);
    }

    @Override
    public List<Result> measure(Setting setting) {
        Server server = setting.server();
        server.createMigrated(DATABASE);
        Rounds latency = new Rounds(Goal.R1);
        Rounds threads = new Rounds(Goal.R3);
        Rounds single = new Rounds(Goal.R4);
        Rounds lists = new Rounds(Goal.R6);
        PgBench pgbench = new PgBench(server, setting.scratch(), statement());
        try (HikariDataSource pool = pool(THREADS[THREADS.length - 1])) {
            ModelCatalog catalog = ModelCatalog.on(pool);
            oneByOne(catalog, SINGLE);
            inLists(catalog);
            // From here on it is a catalog in use: the planner knows that there are models.
            server.execute(DATABASE, "VACUUM ANALYZE");
            for (int round = 0; round < setting.rounds(); round++) {
                settle(server);
                long[] ours = oneByOne(catalog, SINGLE);
                latency.add(medianMicros(ours), medianMicros(fdatasync(setting.scratch())));
                settle(server);
                single.add(perSecond(ours), perSecond(plainInserts(server)));
                settle(server);
                double[] rates = Arrays.stream(THREADS)
                        .mapToDouble(count -> atOnce(catalog, count))
                        .toArray();
                settle(server);
                threads.add(
                        geometricMean(rates),
                        geometricMean(Arrays.stream(THREADS)
                                .mapToDouble(count -> pgbench.modelsPerSecond(count, SECONDS))
                                .toArray()));
                settle(server);
                double inLists = inLists(catalog);
                settle(server);
                lists.add(inLists, copied(server));
            }
        }
        return List.of(latency.result(), threads.result(), single.result(), lists.result());
    }

    private static HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Server.url(DATABASE));
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    /** What another contender has left to write is written before the next one begins. */
    private static void settle(Server server) {
        server.execute(DATABASE, "CHECKPOINT");
    }

    /** Returns what the catalog prepares for one registration. */
    private RecordingSource.Prepared statement() {
        PGSimpleDataSource plain = new PGSimpleDataSource();
        plain.setUrl(Server.url(DATABASE));
        RecordingSource recording = new RecordingSource(plain);
        ModelCatalog.on(recording.dataSource()).registerModel(registration());
        return recording.prepared().stream()
                .filter(one -> one.sql().contains("INSERT INTO artifacts"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the catalog prepares no statement"));
    }

    private ModelRegistration registration() {
        int next = number.incrementAndGet();
        return new ModelRegistration(
                new ArtifactId(Documents.id(next)),
                "Model " + next,
                Documents.canonical(next),
                null,
                null,
                null,
                null,
                false);
    }

    private List<ModelRegistration> registrations(int count) {
        return IntStream.range(0, count).mapToObj(i -> registration()).toList();
    }

    /** Returns how long each of so many registrations takes, in nanoseconds. */
    private long[] oneByOne(ModelCatalog catalog, int count) {
        List<ModelRegistration> list = registrations(count);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            catalog.registerModel(list.get(i));
            nanos[i] = System.nanoTime() - begin;
        }
        return nanos;
    }

    /** Returns how many models a second some threads register. */
    private double atOnce(ModelCatalog catalog, int threads) {
        List<List<ModelRegistration>> work = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            work.add(registrations(SINGLE));
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            AtomicInteger done = new AtomicInteger();
            long begin = System.nanoTime();
            long end = begin + (long) (SECONDS * NANOS);
            List<Future<?>> futures = new ArrayList<>();
            for (List<ModelRegistration> part : work) {
                futures.add(executor.submit(() -> {
                    for (ModelRegistration registration : part) {
                        if (System.nanoTime() > end) {
                            return;
                        }
                        catalog.registerModel(registration);
                        done.incrementAndGet();
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
            return done.get() / ((System.nanoTime() - begin) / NANOS);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("registering with %d threads failed".formatted(threads), e);
        } finally {
            executor.shutdownNow();
        }
    }

    private double inLists(ModelCatalog catalog) {
        double nanos = 0;
        for (int i = 0; i < LISTS; i++) {
            List<ModelRegistration> list = registrations(LIST);
            long begin = System.nanoTime();
            catalog.registerModels(list);
            nanos += System.nanoTime() - begin;
        }
        return LISTS * LIST / (nanos / NANOS);
    }

    /** Returns how long each of some plain registrations takes, which nobody validates. */
    private long[] plainInserts(Server server) {
        List<ModelRegistration> list = registrations(SINGLE);
        long[] nanos = new long[SINGLE];
        try (Connection connection = server.connect(DATABASE);
                PreparedStatement artifact = connection.prepareStatement(ARTIFACT);
                PreparedStatement version = connection.prepareStatement(VERSION)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < SINGLE; i++) {
                long begin = System.nanoTime();
                String[] row = row(list.get(i));
                set(artifact, row[0], row[1], row[2], row[3], row[5]);
                artifact.executeUpdate();
                version.setInt(2, Integer.parseInt(row[4]));
                version.setString(1, row[0]);
                version.setString(3, row[5]);
                version.setString(4, row[6]);
                version.setString(5, row[7]);
                version.setString(6, row[8]);
                version.setString(7, row[9]);
                version.executeUpdate();
                connection.commit();
                nanos[i] = System.nanoTime() - begin;
            }
            return nanos;
        } catch (SQLException e) {
            throw new IllegalStateException("the plain inserts failed", e);
        }
    }

    private static void set(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }

    /** The values of both rows. */
    private static String[] row(ModelRegistration registration) {
        JsonNode metadata = registration.metadata();
        boolean external = metadata.path("is_external").booleanValue();
        return new String[] {
            registration.id().value(),
            registration.title(),
            metadata.toString(),
            external ? "external" : "internal",
            external ? "1" : "0",
            metadata.path("external_source_url").textValue(),
            metadata.path("external_source_version").textValue(),
            metadata.path("training_config").toString(),
            metadata.path("evaluation_metrics").toString(),
            metadata.path("benchmark_id").textValue()
        };
    }

    private double copied(Server server) {
        double nanos = 0;
        try (Connection connection = server.connect(DATABASE)) {
            connection.setAutoCommit(false);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (int i = 0; i < LISTS; i++) {
                List<ModelRegistration> list = registrations(LIST);
                long begin = System.nanoTime();
                StringBuilder artifacts = new StringBuilder();
                StringBuilder versions = new StringBuilder();
                for (ModelRegistration registration : list) {
                    String[] row = row(registration);
                    CopyText.line(artifacts, row[0], "model", row[1], row[2], row[3], row[5]);
                    CopyText.line(versions, row[0], row[4], row[5], row[6], row[7], row[8], row[9]);
                }
                CopyText.copy(
                        copy, "artifacts (id, artifact_type, title, metadata, origin_type, origin_url)", artifacts);
                CopyText.copy(
                        copy,
                        "model_versions (artifact_id, is_external, external_source_url, external_source_version,"
                                + " training_params_json, eval_metrics_json, benchmark_id)",
                        versions);
                connection.commit();
                nanos += System.nanoTime() - begin;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("COPY failed", e);
        }
        return LISTS * LIST / (nanos / NANOS);
    }

    /** Returns how long it takes to write a block and have it on the disk, again and again, in nanoseconds. */
    private static long[] fdatasync(Path folder) {
        long[] nanos = new long[SINGLE];
        try (FileChannel file =
                FileChannel.open(folder.resolve("blocks"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(BLOCK * BLOCKS));
            file.force(true);
            ByteBuffer block = ByteBuffer.wrap("x".repeat(BLOCK).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < SINGLE; i++) {
                long begin = System.nanoTime();
                block.rewind();
                file.write(block, (long) i % BLOCKS * BLOCK);
                file.force(false);
                nanos[i] = System.nanoTime() - begin;
            }
            return nanos;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double medianMicros(long[] nanos) {
        return Quartiles.of(Arrays.stream(nanos).asDoubleStream().toArray()).median() / NANOS_PER_MICRO;
    }

    private static double perSecond(long[] nanos) {
        return nanos.length / (Arrays.stream(nanos).sum() / NANOS);
    }

    private static double geometricMean(double[] rates) {
        return Math.exp(Arrays.stream(rates).map(Math::log).average().orElseThrow());
    }
}
