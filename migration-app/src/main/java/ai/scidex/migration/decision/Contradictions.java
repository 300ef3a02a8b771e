package ai.scidex.migration.decision;

import ai.scidex.catalog.ModelVersion;
import ai.scidex.catalog.PromotionState;
import ai.scidex.migration.decision.FieldDecision.Absent;
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

    private static final List<Field> SOURCE = List.of(Field.EXTERNAL_SOURCE_URL, Field.EXTERNAL_SOURCE_VERSION);

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
        List<Candidate> external = SOURCE.stream()
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

    /** Holds both training times if the start would be after the end, be they mapped or in the row that is there. */
    static void holdTimesOutOfOrder(Examination examination) {
        Optional<Candidate> start = willBe(Field.TRAINING_STARTED_AT, examination);
        Optional<Candidate> end = willBe(Field.TRAINING_COMPLETED_AT, examination);
        if (start.isPresent() && end.isPresent() && time(start.get()).isAfter(time(end.get()))) {
            examination.decide(Field.TRAINING_STARTED_AT, new Held(Reason.CONFLICT, List.of(start.get())));
            examination.decide(Field.TRAINING_COMPLETED_AT, new Held(Reason.CONFLICT, List.of(end.get())));
        }
    }

    /**
     * Holds the kind of a promoted row that would become external without a source: no guard lets that in. Where a
     * person decided the kind, its source is asked for instead.
     */
    static void holdExternalPromotedWithoutSource(Examination examination) {
        ModelVersion row = examination.artifact().version();
        Optional<Mapped> kind = examination.mapped(Field.IS_EXTERNAL);
        if (row == null
                || examination.rulings().decide(Field.IS_EXTERNAL)
                || row.promotionState() != PromotionState.PROMOTED
                || row.isExternal()
                || kind.isEmpty()
                || !examination.isExternal()
                || SOURCE.stream().allMatch(field -> willBe(field, examination).isPresent())) {
            return;
        }
        Candidate said = new Candidate(kind.get().value(), kind.get().source());
        Candidate there = new Candidate(BooleanNode.FALSE, column(Field.IS_EXTERNAL));
        examination.decide(Field.IS_EXTERNAL, new Held(Reason.CONFLICT, List.of(said, there)));
        SOURCE.forEach(field -> examination.decide(field, new Absent()));
    }

    /**
     * Holds each field whose column has another value already, unless a person decided between them and nobody wrote into
     * it since; an internal model may have no external source.
     */
    static void holdWhatTheRowDenies(Examination examination) {
        ModelVersion row = examination.artifact().version();
        if (row == null) {
            return;
        }
        for (Field field : List.copyOf(examination.decided().keySet())) {
            JsonNode stored = VersionRow.said(row, field);
            if (stored == null || examination.rulings().settle(field)) {
                continue;
            }
            Candidate there = new Candidate(stored, column(field));
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

    /** Returns what the column will hold as things stand: what is mapped, else what the row has. */
    private static Optional<Candidate> willBe(Field field, Examination examination) {
        Optional<Candidate> mapped = examination.mapped(field).map(said -> new Candidate(said.value(), said.source()));
        ModelVersion row = examination.artifact().version();
        JsonNode stored = row == null ? null : VersionRow.said(row, field);
        return mapped.isPresent() || stored == null ? mapped : Optional.of(new Candidate(stored, column(field)));
    }

    private static String column(Field field) {
        return field.text() + " (column)";
    }

    private static Instant time(Candidate candidate) {
        return Instant.parse(candidate.value().textValue());
    }
}
