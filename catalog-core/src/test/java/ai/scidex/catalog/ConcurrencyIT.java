package ai.scidex.catalog;

import static ai.scidex.catalog.TestMetadata.internal;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sixteen threads on one lineage. */
class ConcurrencyIT {

    private static final int THREADS = 16;

    /** Of all threads together: register a child, then promote it if it was compared with what is the latest. */
    private static final int ROUNDS = 1_000;

    private static final ArtifactId PARENT = new ArtifactId("model-parent");

    private TestDatabase database;
    private HikariDataSource pool;
    private ModelCatalog catalog;

    @BeforeEach
    void migrate() {
        database = TestDatabase.fresh().migrate();
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(database.dataSource());
        configuration.setMaximumPoolSize(THREADS);
        pool = new HikariDataSource(configuration);
        catalog = ModelCatalog.on(pool);
        catalog.registerModel(ModelRegistration.of("Parent", internal()).withId(PARENT));
        catalog.promote(PARENT, PromotionDecision.of("gate", "the first"));
    }

    @AfterEach
    void drop() {
        pool.close();
        database.close();
    }

    @Test
    void keepsNumbersApartOneVersionTheLatestAndTheLedgerComplete() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        AtomicInteger promotions = new AtomicInteger(1);
        AtomicInteger conflicts = new AtomicInteger();

        inParallel(() -> {
            while (rounds.incrementAndGet() <= ROUNDS) {
                ArtifactId latest = latest();
                ArtifactId child = catalog.registerModelVersion(PARENT, ModelRegistration.of("Child", internal()))
                        .artifactId();
                try {
                    catalog.promote(
                            child, PromotionDecision.of("gate", "better").withComparedWith(latest));
                    promotions.incrementAndGet();
                } catch (PromotionConflictException e) {
                    catalog.reject(child, PromotionDecision.of("gate", "overtaken"));
                    conflicts.incrementAndGet();
                }
            }
            return null;
        });

        assertThat(promotions.get() - 1 + conflicts.get()).isEqualTo(ROUNDS);
        assertThat(database.queryText("""
                        SELECT concat_ws('|', count(*), min(version_number), max(version_number),
                                         count(DISTINCT version_number), sum(is_latest))
                          FROM artifacts
                        """)).isEqualTo("1001|1|1001|1001|1");
        // Whoever is promoted now is the latest, and no other is.
        assertThat(database.queryText("""
                        SELECT count(*) FROM artifacts a JOIN model_versions v ON v.artifact_id = a.id
                         WHERE (a.is_latest = 1) <> (v.promotion_state = 'promoted')
                        """)).isEqualTo("0");
        assertThat(states())
                .isEqualTo("promoted 1, rejected %d, superseded %d".formatted(conflicts.get(), promotions.get() - 1));
        // The ledger has each move, by whom and why; each begins where the one before it ended, and the last of a
        // version
        // ended where that stands.
        assertThat(database.queryText("SELECT count(*) FROM model_promotion_events"))
                .isEqualTo(Integer.toString(2 * promotions.get() - 1 + conflicts.get()));
        assertThat(database.queryText("""
                        SELECT count(*)
                          FROM (SELECT from_state, actor, reason, evidence,
                                       lag(to_state, 1, 'candidate') OVER (PARTITION BY artifact_id ORDER BY event_id) AS stood
                                  FROM model_promotion_events) e
                         WHERE from_state IS DISTINCT FROM stood
                            OR actor <> 'gate'
                            OR reason IS NULL
                            OR evidence ->> 'version' IS NULL
                        """)).isEqualTo("0");
        assertThat(database.queryText("""
                        SELECT count(*)
                          FROM model_versions v
                          JOIN LATERAL (SELECT e.to_state FROM model_promotion_events e
                                         WHERE e.artifact_id = v.artifact_id
                                         ORDER BY e.event_id DESC LIMIT 1) e ON e.to_state = v.promotion_state
                        """)).isEqualTo("1001");
        // Each version but the last gave way to the one that was promoted after it.
        assertThat(database.queryText("""
                        SELECT count(*)
                          FROM (SELECT artifact_id, lead(artifact_id) OVER (ORDER BY event_id) AS next_id
                                  FROM model_promotion_events WHERE to_state = 'promoted') p
                          JOIN artifacts a ON a.id = p.artifact_id
                         WHERE a.superseded_by IS DISTINCT FROM p.next_id
                        """)).isEqualTo("0");
    }

    @Test
    void letsOneOfTheRacingPromotionsWin() throws Exception {
        List<ArtifactId> candidates = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            candidates.add(catalog.registerModelVersion(PARENT, ModelRegistration.of("Child", internal()))
                    .artifactId());
        }
        AtomicInteger next = new AtomicInteger();
        AtomicInteger won = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();

        inParallel(() -> {
            ArtifactId mine = candidates.get(next.getAndIncrement());
            try {
                catalog.promote(mine, PromotionDecision.of("gate", "better").withComparedWith(PARENT));
                won.incrementAndGet();
            } catch (PromotionConflictException e) {
                assertThat(e.latest()).hasSize(1).doesNotContain(PARENT);
                lost.incrementAndGet();
            }
            return null;
        });

        assertThat(won).hasValue(1);
        assertThat(lost).hasValue(THREADS - 1);
        assertThat(states()).isEqualTo("candidate 15, promoted 1, superseded 1");
    }

    @Test
    void changesAModelAndItsLineageAtTheSameTime() throws Exception {
        ArtifactId child = catalog.registerModelVersion(PARENT, ModelRegistration.of("Child", internal()))
                .artifactId();
        AtomicInteger next = new AtomicInteger();

        inParallel(() -> {
            int mine = next.getAndIncrement();
            for (int i = 0; i < 10; i++) {
                int count = mine * 10 + i;
                if (mine % 4 == 0) {
                    catalog.registerModelVersion(child, ModelRegistration.of("Grandchild", internal()));
                } else if (mine % 4 == 1) {
                    catalog.linkCode(child, new CodeLink("https://github.com/a/b", "ab".repeat(20), count + ".py"));
                } else {
                    catalog.updateMetadata(child, internal().put("parameter_count", count));
                }
            }
            return null;
        });

        assertThat(database.queryText("SELECT max(version_number) FROM artifacts"))
                .isEqualTo("42");
        // Each change was made on what the one before it had left.
        assertThat(database.queryText("""
                        SELECT count(*)
                          FROM (SELECT metadata_after::TEXT AS after,
                                       lead(metadata_before::TEXT) OVER (ORDER BY change_id) AS next_before
                                  FROM metadata_history WHERE artifact_id = '%s' AND outcome = 'updated') h
                         WHERE next_before <> after
                        """.formatted(child))).isEqualTo("0");
        assertThat(database.queryText("SELECT count(*) FROM metadata_changes WHERE outcome = 'updated'"))
                .isEqualTo("120");
    }

    /** Returns the one latest version: whenever somebody looks, there is one, and no other. */
    private ArtifactId latest() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM artifacts WHERE is_latest = 1")) {
            assertThat(row.next()).isTrue();
            ArtifactId latest = new ArtifactId(row.getString(1));
            assertThat(row.next()).isFalse();
            return latest;
        }
    }

    private String states() {
        return database.queryText("""
                SELECT string_agg(promotion_state || ' ' || n, ', ' ORDER BY promotion_state)
                  FROM (SELECT promotion_state, count(*) AS n FROM model_versions GROUP BY promotion_state) s
                """);
    }

    private static void inParallel(Callable<Void> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                calls.add(() -> {
                    start.await();
                    return work.call();
                });
            }
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
