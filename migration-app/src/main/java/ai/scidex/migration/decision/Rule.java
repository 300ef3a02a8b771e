package ai.scidex.migration.decision;

import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import ai.scidex.migration.decision.Reading.Exact;
import ai.scidex.migration.decision.Reading.Silent;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How one field is decided: a row of the table.
 *
 * @param field the field
 * @param sources where it is stated, the canonical key first
 * @param derivation what it follows from where no source states it
 * @param hints keys that may mean this field or another one
 * @param ruling how to read what a person decided
 */
record Rule(Field field, List<Source> sources, Derivation derivation, List<String> hints, Conversion ruling) {

    /** The name of the rule that a person's decision is recorded under. */
    static final String RULED = "ruling";

    static Rule of(Field field) {
        return new Rule(field, List.of(), examination -> new Absent(), List.of(), new Text());
    }

    Rule from(Conversion conversion, String... locations) {
        Stream<Source> more = Stream.of(locations).map(location -> new Source(location, conversion));
        Conversion first = sources.isEmpty() ? conversion : ruling;
        return new Rule(field, Stream.concat(sources.stream(), more).toList(), derivation, hints, first);
    }

    Rule derivedBy(Derivation derivation) {
        return new Rule(field, sources, derivation, hints, ruling);
    }

    Rule hintedAtBy(String... locations) {
        return new Rule(field, sources, derivation, List.of(locations), ruling);
    }

    /** A person's decision is read as the canonical key is, unless something else is said here. */
    Rule ruledAs(Conversion conversion) {
        return new Rule(field, sources, derivation, hints, conversion);
    }

    /** Decides the field as a person did; what the rule cannot read stays held. */
    FieldDecision decide(JsonNode ruled, Examination examination) {
        boolean isReadable = !Conversion.saysNothing(ruled) && !RecordLimit.isExceededBy(ruled);
        Reading reading = isReadable ? ruling.read(ruled, examination) : Reading.unparseable();
        if (reading instanceof Exact exact) {
            return new Mapped(exact.value(), Source.RULING, RULED);
        }
        List<Candidate> refused = List.of(new Candidate(ruled, Source.RULING));
        if (reading instanceof Reading.Unusable unusable) {
            return new Held(unusable.reason(), refused);
        }
        if (reading instanceof Silent) {
            return new Held(Reason.MISSING, refused);
        }
        throw new AssertionError("unhandled " + reading);
    }

    /** Decides the field; everything that it depends on is decided already. */
    FieldDecision decide(Examination examination) {
        List<Statement> statements = statements(examination);
        if (!statements.isEmpty()) {
            return stated(statements, examination);
        }
        FieldDecision derived = derived(examination);
        if (!(derived instanceof Absent)) {
            return derived;
        }
        List<Candidate> hinted = hinted(examination);
        if (!hinted.isEmpty()) {
            return new Held(Reason.AMBIGUOUS, hinted);
        }
        return field.isRequired(examination.isExternal()) ? new Held(Reason.MISSING, List.of()) : new Absent();
    }

    private FieldDecision stated(List<Statement> statements, Examination examination) {
        List<Statement> certain = new ArrayList<>(statements);
        certain.removeIf(Statement::inferred);
        return certain.isEmpty()
                ? new Held(Reason.INFERRED, candidates(statements))
                : agreed(strongest(certain), statements, examination);
    }

    /** Returns everything that states the field, read where it can be read. */
    List<Candidate> candidates(Examination examination) {
        return candidates(statements(examination));
    }

    private List<Statement> statements(Examination examination) {
        List<Statement> statements = new ArrayList<>();
        for (Source source : sources) {
            JsonNode said = Source.said(source.location(), examination);
            Reading reading = Conversion.saysNothing(said)
                    ? new Silent()
                    : source.conversion().read(said, examination);
            if (!(reading instanceof Silent)) {
                boolean inferred = Source.isInferred(source.location(), examination);
                statements.add(new Statement(source, said, reading, inferred));
            }
        }
        return statements;
    }

    private static List<Statement> strongest(List<Statement> statements) {
        List<Statement> ids = new ArrayList<>(statements);
        ids.removeIf(statement -> !statement.source().isId());
        return ids.isEmpty() ? statements : ids;
    }

    private FieldDecision agreed(List<Statement> strongest, List<Statement> all, Examination examination) {
        Statement first = strongest.get(0);
        if (!strongest.stream().allMatch(first::agreesWith)) {
            return new Held(Reason.CONFLICT, candidates(all));
        }
        if (first.reading() instanceof Exact exact) {
            JsonNode value = standing(exact.value(), first.source().conversion(), examination);
            return new Mapped(
                    value,
                    first.source().location(),
                    first.source().conversion().rule());
        }
        if (first.reading() instanceof Reading.Unusable unusable) {
            return new Held(unusable.reason(), candidates(all));
        }
        throw new AssertionError("unhandled " + first.reading());
    }

    /** What stands under the canonical key stays as it is, if it says the value in a form that the schema takes. */
    private JsonNode standing(JsonNode value, Conversion conversion, Examination examination) {
        JsonNode stands = examination.metadata().path(field.text());
        boolean spaced = conversion.keepsWhiteSpace() && !field.isColumn();
        boolean stays = spaced ? JsonEquality.isSameTrimmed(stands, value) : JsonEquality.isSame(stands, value);
        return field.isMetadataKey() && stays ? stands : value;
    }

    private FieldDecision derived(Examination examination) {
        FieldDecision derived = derivation.derive(examination);
        if (!(derived instanceof Mapped mapped)) {
            return derived;
        }
        List<String> others = derivation.alsoReads(examination);
        if (Stream.concat(Stream.of(mapped.source()), others.stream())
                .anyMatch(source -> Source.isInferred(source, examination))) {
            return new Held(Reason.INFERRED, List.of(new Candidate(mapped.value(), mapped.source())));
        }
        List<String> alsoRead = others.stream()
                .filter(source -> !source.equals(mapped.source()))
                .filter(source -> !Conversion.saysNothing(Source.said(source, examination)))
                .toList();
        return new Mapped(mapped.value(), mapped.source(), mapped.rule(), alsoRead);
    }

    private List<Candidate> hinted(Examination examination) {
        return hints.stream()
                .map(hint -> new Candidate(Source.said(hint, examination), hint))
                .filter(candidate -> !Conversion.saysNothing(candidate.value()))
                .toList();
    }

    private static List<Candidate> candidates(List<Statement> statements) {
        return statements.stream().map(Statement::candidate).toList();
    }

    /** What a source says, read. */
    private record Statement(Source source, JsonNode said, Reading reading, boolean inferred) {

        boolean agreesWith(Statement other) {
            if (reading instanceof Exact mine && other.reading instanceof Exact theirs) {
                return JsonEquality.isSameTrimmed(mine.value(), theirs.value());
            }
            return reading.equals(other.reading);
        }

        Candidate candidate() {
            JsonNode value = reading instanceof Exact exact ? exact.value() : said;
            return new Candidate(value, source.location());
        }
    }
}
