package ai.scidex.migration.decision;

import ai.scidex.catalog.ModelVersion;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What no single field can know: where two fields, or a field and the row that is there, contradict one another. */
final class Contradictions {

    private Contradictions() {}

    /**
     * Holds the kind of an internal model that names an external source.
     *
     * @param candidates what states that the model is internal
     */
    static FieldDecision holdExternalSource(
            FieldDecision decision, List<Candidate> candidates, Examination examination) {
        if (!(decision instanceof Mapped mapped) || mapped.value().booleanValue()) {
            return decision;
        }
        List<Candidate> external = Stream.of(Field.EXTERNAL_SOURCE_URL, Field.EXTERNAL_SOURCE_VERSION)
                .map(field -> "/" + field.text())
                .filter(key -> !Conversion.saysNothing(Source.said(key, examination)))
                .map(key -> new Candidate(BooleanNode.TRUE, key))
                .toList();
        return external.isEmpty()
                ? decision
                : new Held(
                        Reason.CONFLICT,
                        Stream.concat(candidates.stream(), external.stream()).toList());
    }

    /** Holds both training times if the start is after the end. */
    static void holdTimesOutOfOrder(Examination examination) {
        Optional<Mapped> start = examination.mapped(Field.TRAINING_STARTED_AT);
        Optional<Mapped> end = examination.mapped(Field.TRAINING_COMPLETED_AT);
        if (start.isPresent() && end.isPresent() && time(start.get()).isAfter(time(end.get()))) {
            examination.decide(Field.TRAINING_STARTED_AT, conflict(start.get()));
            examination.decide(Field.TRAINING_COMPLETED_AT, conflict(end.get()));
        }
    }

    /** Holds each field whose column has another value already; an internal model may have no external source. */
    static void holdWhatTheRowDenies(Examination examination) {
        ModelVersion row = examination.artifact().version();
        if (row == null) {
            return;
        }
        for (Field field : List.copyOf(examination.decided().keySet())) {
            JsonNode stored = VersionRow.said(row, field);
            if (stored == null) {
                continue;
            }
            Candidate there = new Candidate(stored, field.text() + " (column)");
            Optional<Mapped> mapped = examination.mapped(field);
            if (mapped.isPresent() && !JsonEquality.isSameTrimmed(mapped.get().value(), stored)) {
                Candidate said =
                        new Candidate(mapped.get().value(), mapped.get().source());
                examination.decide(field, new Held(Reason.CONFLICT, List.of(said, there)));
            }
            if (mapped.isEmpty() && examination.isInternal() && !field.isAllowed(false)) {
                examination.decide(field, new Held(Reason.CONFLICT, List.of(there)));
            }
        }
    }

    private static Held conflict(Mapped time) {
        return new Held(Reason.CONFLICT, List.of(new Candidate(time.value(), time.source())));
    }

    private static Instant time(Mapped mapped) {
        return Instant.parse(mapped.value().textValue());
    }
}
