package ai.scidex.migration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.ModelRegistration;
import ai.scidex.catalog.ModelVersionFilter;
import ai.scidex.catalog.PromotionConflictException;
import ai.scidex.catalog.PromotionDecision;
import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import ai.scidex.migration.CommandProcess;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writers, readers, promotions and backfills on one catalog for {@code load.seconds}, and all along somebody who counts. */
@Tag("faults")
class LoadIT {

    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("load.seconds", 300));

    private static final int FAMILIES = 8;
    private static final int WRITERS = 3;
    private static final int READERS = 2;
    private static final int POOL = 6;

    /** {@code backfill --workers 2} takes five at most; one feeds it, one counts, and each writer asks what is latest. */
    private static final int MOST_CONNECTIONS = POOL + 5 + 2 + WRITERS;

    private static final String CONNECTED = """
            SELECT count(*)
              FROM pg_stat_activity
             WHERE datname = current_database() AND backend_type = 'client backend'
            """;

    private static final long MEGABYTE = 1 << 20;

    /** Much less than what a leak of one object per call would come to. */
    private static final long SPARE_MEGABYTES = 16;

    private static final String METADATA = """
            {"is_external": false, "model_family": "statistical", "framework": "statsmodels", "parameter_count": 14,
             "training_data": "dataset-a", "evaluation_dataset": "dataset-b", "evaluation_metrics": {"auroc": 0.870}}
            """;

    private static final String FEED = """
            INSERT INTO artifacts (id, artifact_type, title, metadata, origin_type)
            SELECT 'legacy-%d-' || n, 'model', 'A model',
                   '{"is_external": false, "model_family": "statistical", "library": "scikit-learn", "parameter_count": 12,
                     "training_data": "d", "evaluation_dataset": "e", "evaluation_metrics": {"auroc": 0.810}}', 'internal'
              FROM generate_series(1, 200) AS n
            """;

    /** Each query counts what must not be there. */
    private static final Map<String, String> VIOLATIONS = Map.of(
            "lineages with another number of latest ones than one",
            """
            SELECT count(*)
              FROM (SELECT split_part(id, '/', 1) FROM artifacts WHERE id LIKE 'family-%'
                     GROUP BY split_part(id, '/', 1) HAVING sum(is_latest) <> 1) f
            """,
            "promoted ones that are not the latest, or the other way round",
            """
            SELECT count(*)
              FROM artifacts a JOIN model_versions v ON v.artifact_id = a.id
             WHERE a.id LIKE 'family-%' AND (a.is_latest = 1) <> (v.promotion_state = 'promoted')
            """,
            "states that the ledger does not explain",
            """
            SELECT count(*)
              FROM model_versions v
              LEFT JOIN LATERAL (SELECT e.to_state FROM model_promotion_events e
                                  WHERE e.artifact_id = v.artifact_id ORDER BY e.event_id DESC LIMIT 1) e ON true
             WHERE v.promotion_state <> coalesce(e.to_state, 'candidate')
            """,
            "numbers that two versions of a lineage share",
            """
            SELECT count(*)
              FROM (SELECT FROM artifacts WHERE id LIKE 'family-%'
                     GROUP BY split_part(id, '/', 1), version_number HAVING count(*) > 1) n
            """,
            "artifacts that were decided by half",
            """
            SELECT count(*)
              FROM metadata_changes c LEFT JOIN model_versions v ON v.artifact_id = c.artifact_id
             WHERE v.artifact_id IS NULL
            """);

    private final LongAdder registrations = new LongAdder();
    private final LongAdder promotions = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder backfills = new LongAdder();
    private final long end = System.nanoTime() + LENGTH.toNanos();

    private TestDatabase database;
    private HikariDataSource pool;
    private ModelCatalog catalog;

    @BeforeEach
    void begin() throws IOException {
        database = TestDatabase.fresh();
        command("migrate", "--yes");
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(database.dataSource());
        configuration.setMaximumPoolSize(POOL);
        pool = new HikariDataSource(configuration);
        catalog = ModelCatalog.on(pool);
        for (int family = 0; family < FAMILIES; family++) {
            catalog.registerModel(registration().withId(first(family)));
            catalog.promote(first(family), PromotionDecision.of("gate", "the first"));
        }
    }

    @AfterEach
    void drop() {
        pool.close();
        database.close();
    }

    @Test
    void staysInOrderAndDoesNotGrow() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        List<Future<Void>> work = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            work.add(executor.submit(whileItLasts(this::write)));
        }
        for (int i = 0; i < READERS; i++) {
            work.add(executor.submit(whileItLasts(this::read)));
        }
        work.add(executor.submit(whileItLasts(this::backfill)));
        int checks = 0;
        int connections = 0;
        long early = 0;
        while (System.nanoTime() < end) {
            assertNoViolation();
            checks++;
            connections = Math.max(connections, Integer.parseInt(database.queryText(CONNECTED)));
            if (early == 0 && end - System.nanoTime() < LENGTH.toNanos() * 3 / 4) {
                early = usedMegabytes();
            }
            Thread.sleep(500);
        }
        executor.shutdown();
        for (Future<Void> part : work) {
            part.get();
        }
        command("backfill", "--yes", "--no-manifest");
        assertNoViolation();
        command("verify", "--no-manifest");
        long late = usedMegabytes();

        System.out.printf(
                "LoadIT: %d s: %,d registrations, %,d promotions, %,d overtaken, %,d reads, %,d backfills of %s models;"
                        + " %,d checks without a violation; heap %d MB after a quarter, %d MB at the end;"
                        + " at most %d connections%n",
                LENGTH.toSeconds(),
                registrations.sum(),
                promotions.sum(),
                conflicts.sum(),
                reads.sum(),
                backfills.sum(),
                database.queryText("SELECT count(*) FROM artifacts WHERE id LIKE 'legacy-%'"),
                checks,
                early,
                late,
                connections);
        assertThat(connections).isLessThanOrEqualTo(MOST_CONNECTIONS);
        assertThat(late).isLessThanOrEqualTo(early + SPARE_MEGABYTES);
        assertThat(database.queryText("SELECT count(*) FROM artifacts WHERE id LIKE 'family-%'"))
                .isEqualTo(Long.toString(FAMILIES + registrations.sum()));
        assertThat(database.queryText("SELECT count(*) FROM model_promotion_events WHERE to_state = 'promoted'"))
                .isEqualTo(Long.toString(FAMILIES + promotions.sum()));
    }

    private void write() {
        int family = ThreadLocalRandom.current().nextInt(FAMILIES);
        ArtifactId latest = new ArtifactId(database.queryText(
                "SELECT id FROM artifacts WHERE is_latest = 1 AND split_part(id, '/', 1) = 'family-%d'"
                        .formatted(family)));
        ArtifactId child = new ArtifactId(
                "family-%d/%d".formatted(family, ThreadLocalRandom.current().nextLong(Long.MAX_VALUE)));
        catalog.registerModelVersion(first(family), registration().withId(child));
        registrations.increment();
        try {
            catalog.promote(child, PromotionDecision.of("gate", "better").withComparedWith(latest));
            promotions.increment();
        } catch (PromotionConflictException e) {
            catalog.reject(child, PromotionDecision.of("gate", "overtaken"));
            conflicts.increment();
        }
    }

    private void read() {
        int family = ThreadLocalRandom.current().nextInt(FAMILIES);
        assertThat(catalog.findModelVersion(first(family))).isPresent();
        assertThat(catalog.promotionHistory(first(family))).isNotEmpty();
        assertThat(catalog.findModelVersions(ModelVersionFilter.all())).isNotEmpty();
        reads.add(3);
    }

    private void backfill() throws IOException {
        backfills.increment();
        database.execute(FEED.formatted(backfills.sum()));
        command("backfill", "--yes", "--no-manifest", "--workers", "2");
    }

    private void assertNoViolation() {
        VIOLATIONS.forEach(
                (what, query) -> assertThat(database.queryText(query)).as(what).isEqualTo("0"));
    }

    private Callable<Void> whileItLasts(Part part) {
        return () -> {
            while (System.nanoTime() < end) {
                part.once();
            }
            return null;
        };
    }

    private void command(String... args) throws IOException {
        try (CommandProcess process = CommandProcess.on(database, Map.of(), List.of(args))) {
            assertThat(process.exitCode()).as(process.err() + process.out()).isZero();
        }
    }

    private static long usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }

    private static ArtifactId first(int family) {
        return new ArtifactId("family-%d/first".formatted(family));
    }

    private static ModelRegistration registration() {
        return ModelRegistration.of("A model", (ObjectNode) TestJson.parse(METADATA));
    }

    private interface Part {
        void once() throws IOException;
    }
}
