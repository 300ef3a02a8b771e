package ai.scidex.migration.plan;

import ai.scidex.migration.backfill.Runs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a plan against what would be planned now. Both come in the order of the ids, so that neither need be in memory.
 *
 * <p>What a run that is resumed has decided already waits no more, and is no difference.
 */
final class PlanComparison {

    private static final int NAMED = 5;

    private static final int PAGE = 500;

    private final PlanFile file;
    private final Runs runs;
    private final Optional<Long> unfinishedRun;
    private final LongStream.Builder same = LongStream.builder();
    private final List<String> changes = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    private @Nullable PlannedArtifact next;
    private long count;

    PlanComparison(PlanFile file, Runs runs, Optional<Long> unfinishedRun) {
        this.file = file;
        this.runs = runs;
        this.unfinishedRun = unfinishedRun;
        this.next = file.next().orElse(null);
    }

    /** Takes the next artifact that would be planned now. */
    void add(PlannedArtifact now) {
        while (next != null && comesBefore(next.artifactId(), now.artifactId())) {
            lose(next.artifactId());
            next = file.next().orElse(null);
        }
        if (next == null || !next.artifactId().equals(now.artifactId())) {
            change("'%s' came to wait".formatted(now.artifactId()));
            return;
        }
        if (next.sha256().equals(now.sha256())) {
            same.add(now.shortFingerprint());
        } else {
            change("'%s' was changed".formatted(now.artifactId()));
        }
        next = file.next().orElse(null);
    }

    /**
     * Ends the comparison and returns the beginnings of the fingerprints.
     *
     * @throws OutdatedPlanException if there is any difference
     */
    long[] end() {
        while (next != null) {
            lose(next.artifactId());
            next = file.next().orElse(null);
        }
        loseAll();
        if (count > 0) {
            throw new OutdatedPlanException(file.file(), changes, count);
        }
        return same.build().toArray();
    }

    private void lose(String artifactId) {
        gone.add(artifactId);
        if (gone.size() == PAGE) {
            loseAll();
        }
    }

    private void loseAll() {
        Set<String> decided = unfinishedRun.map(run -> runs.decided(run, gone)).orElse(Set.of());
        gone.stream()
                .filter(artifactId -> !decided.contains(artifactId))
                .forEach(artifactId -> change("'%s' waits no more".formatted(artifactId)));
        gone.clear();
    }

    private void change(String change) {
        count++;
        if (changes.size() < NAMED) {
            changes.add(change);
        }
    }

    /** The order of {@code COLLATE "C"}: that of the bytes. */
    private static boolean comesBefore(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)) < 0;
    }
}
