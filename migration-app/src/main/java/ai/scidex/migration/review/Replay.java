package ai.scidex.migration.review;

import ai.scidex.catalog.validation.Violation;
import ai.scidex.metadata.MetadataJson;
import ai.scidex.migration.backfill.RecordedJson;
import ai.scidex.migration.review.HeldField.Made;
import ai.scidex.migration.review.Resolution.Closed;
import ai.scidex.migration.review.Resolution.OtherState;
import ai.scidex.migration.review.Resolution.Refused;
import ai.scidex.migration.review.Resolution.Stale;
import ai.scidex.migration.review.Resolution.StillHeld;
import ai.scidex.migration.review.Resolution.Upgraded;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes decisions from one database to another: a clone, where they were made, and the one that it was a clone of. */
@Singleton
public final class Replay {

    /** In the order in which they were made: a hold may be there only because of an earlier decision. */
    private static final String DECIDED = """
            SELECT h.artifact_id, h.field, h.seen_sha256, h.value::TEXT AS value, h.decided_by, h.note,
                   to_char(h.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS decided_at
              FROM metadata_holds h
             WHERE h.status IN ('resolved', 'dismissed')
               AND NOT EXISTS (SELECT
                                 FROM metadata_holds l
                                WHERE l.artifact_id = h.artifact_id
                                  AND l.field = h.field
                                  AND l.seen_sha256 IS NOT DISTINCT FROM h.seen_sha256
                                  AND l.status IN ('resolved', 'dismissed')
                                  AND l.hold_id > h.hold_id)
             ORDER BY (SELECT max(d.decision_id)
                         FROM hold_decisions d
                        WHERE d.artifact_id = h.artifact_id
                          AND d.hold_id = h.hold_id),
                      h.hold_id
            """;

    private final JdbcOperations jdbc;
    private final HeldFields fields;
    private final Review review;

    Replay(JdbcOperations jdbc, HeldFields fields, Review review) {
        this.jdbc = jdbc;
        this.fields = fields;
        this.review = review;
    }

    /** Returns every decision that stands. */
    public RulingsFile export() {
        return jdbc.execute(connection -> {
            List<DecidedField> decided = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(DECIDED);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    decided.add(decided(rows));
                }
            }
            return new RulingsFile(decided);
        });
    }

    /**
     * Makes the decisions of a file, each in a transaction of its own; what is so already is left. One whose hold is opened
     * by another of the file waits for that.
     */
    public List<Replayed> apply(RulingsFile file) {
        TreeMap<Integer, Replayed> done = new TreeMap<>();
        int before;
        do {
            before = done.size();
            for (int i = 0; i < file.decisions().size(); i++) {
                int entry = i + 1;
                DecidedField decision = file.decisions().get(i);
                if (!done.containsKey(entry)) {
                    hold(decision).ifPresent(hold -> done.put(entry, apply(entry, decision, hold)));
                }
            }
        } while (done.size() > before);
        for (int i = 0; i < file.decisions().size(); i++) {
            done.putIfAbsent(i + 1, withoutHold(i + 1, file.decisions().get(i)));
        }
        return List.copyOf(done.values());
    }

    /** Returns the hold that the decision is about: an open one, if there is one. */
    private Optional<HeldField> hold(DecidedField decision) {
        List<HeldField> same = fields.list(new HoldFilter(null, decision.artifactId())).stream()
                .filter(hold -> hold.field().equals(decision.field()))
                .filter(hold -> Objects.equals(hold.seenSha256(), decision.seenSha256()))
                .filter(hold -> hold.isOpen() || isDecided(hold))
                .toList();
        return same.stream()
                .filter(HeldField::isOpen)
                .findFirst()
                .or(() -> same.stream().reduce((earlier, later) -> later));
    }

    private Replayed apply(int entry, DecidedField decision, HeldField hold) {
        if (!hold.isOpen()) {
            return already(entry, decision, hold);
        }
        JsonNode value = decision.value();
        Resolution resolution = value == null
                ? review.dismiss(hold.holdId(), decision.reviewer())
                : review.resolve(hold.holdId(), value, decision.reviewer());
        if (resolution instanceof Upgraded) {
            return replayed(entry, decision, Replayed.APPLIED, "no required field of the artifact is held");
        }
        if (resolution instanceof StillHeld held) {
            String waits = held.holds().stream().map(one -> one.field().text()).collect(Collectors.joining(", "));
            return replayed(entry, decision, Replayed.APPLIED, "the artifact waits for " + waits);
        }
        if (resolution instanceof Closed) {
            return replayed(
                    entry, decision, Replayed.APPLIED, "somebody changed the artifact since, so nothing else was done");
        }
        if (resolution instanceof Refused refused) {
            String reasons =
                    refused.violations().stream().map(Violation::toString).collect(Collectors.joining("; "));
            return replayed(entry, decision, Replayed.REFUSED, reasons);
        }
        if (resolution instanceof Stale stale) {
            return replayed(entry, decision, Replayed.REFUSED, stale.reason());
        }
        if (resolution instanceof OtherState other) {
            return already(entry, decision, other.hold());
        }
        throw new AssertionError("unhandled " + resolution);
    }

    private static Replayed already(int entry, DecidedField decision, HeldField hold) {
        Made made = hold.decision();
        if (made == null || !isDecided(hold)) {
            return replayed(entry, decision, Replayed.REFUSED, "the hold is %s".formatted(hold.status()));
        }
        boolean same = text(made.value()).equals(text(decision.value()));
        return same
                ? replayed(entry, decision, Replayed.SKIPPED, "it is so already, decided by " + made.by())
                : replayed(
                        entry,
                        decision,
                        Replayed.REFUSED,
                        "%s decided otherwise here at %s".formatted(made.by(), made.at()));
    }

    private Replayed withoutHold(int entry, DecidedField decision) {
        List<HeldField> same = fields.list(new HoldFilter(null, decision.artifactId())).stream()
                .filter(hold -> hold.field().equals(decision.field()))
                .toList();
        boolean isHeldOtherwise = !same.isEmpty()
                && same.stream().noneMatch(hold -> Objects.equals(hold.seenSha256(), decision.seenSha256()));
        return replayed(
                entry,
                decision,
                Replayed.REFUSED,
                isHeldOtherwise
                        ? "the metadata is not what was seen when it was decided; decide it again"
                        : "nothing holds it here; run model-catalog backfill first");
    }

    private static Replayed replayed(int entry, DecidedField decision, String result, String message) {
        return new Replayed(entry, decision.artifactId(), decision.field(), result, message);
    }

    private static boolean isDecided(HeldField hold) {
        return hold.status().equals(HeldField.RESOLVED) || hold.status().equals(HeldField.DISMISSED);
    }

    private static Optional<String> text(@Nullable JsonNode value) {
        return Optional.ofNullable(value).map(MetadataJson::write);
    }

    private static DecidedField decided(ResultSet row) throws SQLException {
        String value = row.getString("value");
        return new DecidedField(
                row.getString("artifact_id"),
                row.getString("field"),
                row.getString("seen_sha256"),
                value == null ? null : RecordedJson.parse(value),
                new Reviewer(
                        row.getString("decided_by"),
                        row.getString("note"),
                        Instant.parse(row.getString("decided_at"))));
    }
}
