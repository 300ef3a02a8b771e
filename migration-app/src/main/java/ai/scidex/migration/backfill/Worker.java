package ai.scidex.migration.backfill;

import ai.scidex.catalog.Adoption.Outcome;
import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.Occasion;
import ai.scidex.migration.backfill.Claims.Claim;
import ai.scidex.migration.backfill.Claims.LostException;
import ai.scidex.migration.backfill.Claims.Part;
import ai.scidex.migration.backfill.Claims.Turn;
import ai.scidex.migration.backfill.LegacyArtifacts.Work;
import ai.scidex.migration.backfill.LegacyRow.Illegible;
import ai.scidex.migration.backfill.LegacyRow.Legible;
import ai.scidex.migration.decision.Decision;
import ai.scidex.migration.decision.LegacyArtifact;
import ai.scidex.migration.manifest.Landings;
import ai.scidex.migration.progress.Watch.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims one page after the other, and reads, decides and writes it. */
final class Worker {

    /** How often artifacts that somebody keeps editing are read again before they are left to the next run. */
    private static final int PASSES = 10;

    private static final String NOT_APPROVED =
            "it is not as it was planned any more; make a new plan, and give that one";

    private static final String EDITED =
            "somebody edited it each of the %d times that it was read; run the command again".formatted(PASSES);

    private final Tools tools;
    private final Part part;
    private final Work work;
    private final Landings landings;
    private final Approval approval;
    private final Step step;
    private final Occasion occasion;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<String, String> refused = new HashMap<>();
    private boolean hasSeenTheEnd;
    private boolean hasEndedTheRun;

    Worker(Tools tools, Part part, Landings landings, Approval approval, Step step) {
        this.tools = tools;
        this.part = part;
        this.work = new Work(part.runId(), part.redecides());
        this.landings = landings;
        this.approval = approval;
        this.step = step;
        this.occasion = new Occasion("model-catalog backfill", part.runId());
    }

    /** Returns how many artifacts this worker decided. */
    Map<Outcome, Long> outcomes() {
        return outcomes;
    }

    /** Returns the artifacts that this worker had to leave as they are, with the reason. */
    Map<String, String> refused() {
        return refused;
    }

    /** Returns whether nothing is left to do of the run. */
    boolean hasSeenTheEnd() {
        return hasSeenTheEnd;
    }

    /** Returns whether it was this worker that found nothing left to do, and ended the run. */
    boolean hasEndedTheRun() {
        return hasEndedTheRun;
    }

    void work(Crew crew) {
        Claim done = null;
        Backoff backoff = new Backoff();
        while (crew.goesOn()) {
            Turn turn = turn(done);
            done = null;
            if (turn instanceof Turn.Claimed claimed) {
                backoff.reset();
                work(claimed.claim());
                done = claimed.claim();
            } else if (turn instanceof Turn.Others) {
                crew.pause(backoff.next());
            } else if (turn instanceof Turn.Ended ended) {
                hasSeenTheEnd = true;
                hasEndedTheRun = ended.byUs();
                if (hasEndedTheRun) {
                    tools.runs().analyze();
                }
                return;
            } else {
                throw new AssertionError("unhandled " + turn);
            }
        }
        giveBack(done);
    }

    /** The others would find out that nothing is left on the page, but later. */
    private void giveBack(@Nullable Claim done) {
        if (done != null) {
            tools.attempts().run(() -> tools.claims().giveBack(done));
        }
    }

    private Turn turn(@Nullable Claim done) {
        return tools.attempts().of(() -> tools.claims().turn(part, done));
    }

    private void work(Claim claim) {
        try {
            Range range = new Range(claim);
            range.work();
            refused.putAll(range.notWritten);
            step.done(range.notWritten.size());
        } catch (LostException e) {
            // Somebody took us for dead, and does what is left of the page.
        }
    }

    /** The artifacts of one claim that wait: a page, or some of them if more came to wait, or the claim was a larger one. */
    private final class Range {

        private final Claim claim;
        private final Map<String, String> notWritten = new HashMap<>();

        Range(Claim claim) {
            this.claim = claim;
        }

        void work() {
            String from = claim.firstId();
            List<LegacyRow> page = read(from, claim.lastId());
            while (!page.isEmpty()) {
                String last = page.get(page.size() - 1).id();
                decide(from, last, page);
                if (page.size() < tools.batchSize() || last.equals(claim.lastId())) {
                    return;
                }
                from = LegacyArtifacts.next(last);
                page = read(from, claim.lastId());
            }
        }

        /** A page may take long to read, so its lease begins anew; the transaction that writes it does the same. */
        private List<LegacyRow> read(String from, String last) {
            List<LegacyRow> page = tools.artifacts().page(from, last, work, tools.batchSize());
            tools.attempts().run(() -> tools.claims().renew(claim));
            return page;
        }

        private void decide(String from, String last, List<LegacyRow> page) {
            Set<ArtifactId> stale = write(page);
            for (int pass = 1; pass < PASSES && !stale.isEmpty(); pass++) {
                stale = write(read(from, last));
            }
            stale.forEach(artifact -> notWritten.put(artifact.value(), EDITED));
        }

        /** Decides and writes a page, and returns what was edited since it was read. */
        private Set<ArtifactId> write(List<LegacyRow> page) {
            Set<ArtifactId> stale = new HashSet<>();
            PageHalving<Decision> pages = new PageHalving<>(
                    decisions -> stale.addAll(writeAll(decisions)),
                    (decision, reason) ->
                            notWritten.put(decision.artifact().id().value(), reason),
                    tools.attempts());
            pages.write(approved(tools.artifacts().decide(legible(page))));
            return stale;
        }

        private Set<ArtifactId> writeAll(List<Decision> decisions) {
            PageWriter.Page page = tools.writer().write(occasion, part.runId(), claim, landings, decisions);
            page.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
            step.done(page.written());
            return page.stale();
        }

        private List<LegacyArtifact> legible(List<LegacyRow> page) {
            List<LegacyArtifact> legible = new ArrayList<>();
            for (LegacyRow row : page) {
                if (notWritten.containsKey(row.id())) {
                    continue;
                }
                if (row instanceof Legible known) {
                    legible.add(known.artifact());
                } else if (row instanceof Illegible unknown) {
                    notWritten.put(unknown.id(), unknown.reason());
                } else {
                    throw new AssertionError("unhandled " + row);
                }
            }
            return legible;
        }

        private List<Decision> approved(List<Decision> decisions) {
            List<Decision> approved = new ArrayList<>();
            for (Decision decision : decisions) {
                if (approval.covers(decision)) {
                    approved.add(decision);
                } else {
                    notWritten.put(decision.artifact().id().value(), NOT_APPROVED);
                }
            }
            return approved;
        }
    }

    /** What every worker works with. */
    record Tools(
            int batchSize, Runs runs, Claims claims, LegacyArtifacts artifacts, PageWriter writer, Attempts attempts) {}
}
