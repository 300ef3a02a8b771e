package ai.scidex.migration.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.migration.MigratedDatabase;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.manifest.Landings;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** How many artifacts are in memory while many are backfilled: they are counted when a page was decided. */
class PagesInMemoryIT {

    private static final int PAGE = 5;
    private static final int WORKERS = 2;
    private static final int PAGES = 20;

    @Test
    void keepsNoMoreThanTheOldAndTheNewPageOfEachWorker() {
        LiveArtifacts live = new LiveArtifacts();
        try (MigratedDatabase database =
                MigratedDatabase.empty(Map.of("backfill.batch-size", PAGE, "backfill.workers", WORKERS))) {
            database.execute("""
                    INSERT INTO artifacts (id, artifact_type, title, metadata, origin_type)
                    SELECT 'model-' || n, 'model', 'A model', '{"family": "ode"}', 'internal'
                      FROM generate_series(1, %d) AS n
                    """.formatted(PAGES * PAGE));

            database.bean(Backfill.class).run(Landings.withoutManifest(), "test", live);
        }

        assertThat(live.counts())
                .hasSize(PAGES * PAGE)
                .allSatisfy(count -> assertThat(count).isBetween(1, 2 * WORKERS * PAGE));
    }

    /** Counts the artifacts that are reachable whenever one is to be carried out. */
    private static final class LiveArtifacts implements Approval {

        private static final Pattern LINE =
                Pattern.compile("\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(LegacyArtifact.class.getName()) + "\\s");

        private final List<Integer> counts = new CopyOnWriteArrayList<>();

        List<Integer> counts() {
            return counts;
        }

        @Override
        public boolean isPlan() {
            return false;
        }

        @Override
        public boolean redecides() {
            return false;
        }

        @Override
        public void confirm(Optional<Long> unfinishedRun) {
            // Whatever is there is to be counted.
        }

        @Override
        public boolean covers(Decision decision) {
            counts.add(live());
            return true;
        }

        /** The JVM collects what nothing reaches before it counts. */
        private static int live() {
            try {
                Object histogram = ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
                Matcher line = LINE.matcher(histogram.toString());
                return line.find() ? Integer.parseInt(line.group(1)) : 0;
            } catch (JMException e) {
                throw new IllegalStateException("cannot count what is in memory", e);
            }
        }
    }
}
