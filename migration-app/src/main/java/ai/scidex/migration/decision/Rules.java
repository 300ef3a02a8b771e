package ai.scidex.migration.decision;

import static ai.scidex.migration.decision.Field.BASE_MODEL_ID;
import static ai.scidex.migration.decision.Field.BENCHMARK_ID;
import static ai.scidex.migration.decision.Field.CODE_COMMIT_SHA;
import static ai.scidex.migration.decision.Field.CODE_ENTRYPOINT;
import static ai.scidex.migration.decision.Field.CODE_REPO_URL;
import static ai.scidex.migration.decision.Field.EVALUATION_DATASET;
import static ai.scidex.migration.decision.Field.EVALUATION_METRICS;
import static ai.scidex.migration.decision.Field.EVAL_DATASET_ARTIFACT_ID;
import static ai.scidex.migration.decision.Field.EVAL_METRICS_JSON;
import static ai.scidex.migration.decision.Field.EXTERNAL_SOURCE_URL;
import static ai.scidex.migration.decision.Field.EXTERNAL_SOURCE_VERSION;
import static ai.scidex.migration.decision.Field.FRAMEWORK;
import static ai.scidex.migration.decision.Field.GPU_ALLOCATION_ID;
import static ai.scidex.migration.decision.Field.IS_EXTERNAL;
import static ai.scidex.migration.decision.Field.METADATA;
import static ai.scidex.migration.decision.Field.MODEL_FAMILY;
import static ai.scidex.migration.decision.Field.PARAMETER_COUNT;
import static ai.scidex.migration.decision.Field.TRAINED_BY;
import static ai.scidex.migration.decision.Field.TRAINING_COMPLETED_AT;
import static ai.scidex.migration.decision.Field.TRAINING_CONFIG;
import static ai.scidex.migration.decision.Field.TRAINING_DATA;
import static ai.scidex.migration.decision.Field.TRAINING_PARAMS_JSON;
import static ai.scidex.migration.decision.Field.TRAINING_STARTED_AT;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.validation.TextForms;
import ai.scidex.migration.decision.FieldDecision.Absent;
import ai.scidex.migration.decision.FieldDecision.Held;
import ai.scidex.migration.decision.FieldDecision.Mapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Decides legacy artifacts: the table of the contract as code, one entry a field, in the order of its rows. */
public final class Rules {

    /** Grows with every change that may decide a field otherwise; a run records it. */
    public static final int VERSION = 1;

    private static final List<Rule> TABLE = List.of(
            Rule.of(IS_EXTERNAL).from(new Flag(), "/is_external").from(new OriginType(), Source.ORIGIN_TYPE),
            Rule.of(MODEL_FAMILY)
                    .from(new ModelFamilyName(), "/model_family", "/family")
                    .derivedBy(new KeysOfOneFamily()),
            Rule.of(FRAMEWORK)
                    .from(new Text(), "/framework", "/library", "/library_name")
                    .derivedBy(new SolverLibrary()),
            Rule.of(PARAMETER_COUNT)
                    .from(new WholeNumber(), "/parameter_count", "/n_parameters", "/num_parameters", "/num_params")
                    .derivedBy(new CountedParameters()),
            Rule.of(TRAINING_DATA)
                    .from(
                            DatasetName.oneOrMore(),
                            "/training_data",
                            "/training_dataset",
                            "/training_dataset_id",
                            "/trained_on")
                    .hintedAtBy("/dataset", "/data"),
            Rule.of(EVALUATION_DATASET)
                    .from(
                            DatasetName.one(),
                            "/evaluation_dataset",
                            "/eval_dataset",
                            "/evaluation_dataset_id",
                            "/test_dataset")
                    .hintedAtBy("/dataset", "/data"),
            Rule.of(EVALUATION_METRICS)
                    .from(new Metrics(), "/evaluation_metrics", "/eval_metrics")
                    // They do not say that they were measured on unseen data.
                    .hintedAtBy("/metrics", "/fit_metrics", "/training_metrics"),
            Rule.of(BENCHMARK_ID).from(new Text(), "/benchmark_id", "/evaluation_benchmark_id"),
            Rule.of(BASE_MODEL_ID).from(new BaseModel(), "/base_model_id", "/base_model", "/fine_tuned_from"),
            Rule.of(TRAINING_CONFIG).from(new Settings(), "/training_config", "/hyperparameters", "/training_params"),
            Rule.of(EXTERNAL_SOURCE_URL)
                    .from(Url.ofSource(), "/external_source_url", Source.ORIGIN_URL, "/_origin/url"),
            Rule.of(EXTERNAL_SOURCE_VERSION)
                    .from(PinnedVersion.said(), "/external_source_version", "/revision")
                    .ruledAs(PinnedVersion.affirmed()),
            Rule.of(CODE_REPO_URL).from(Url.ofRepository(), "/code_repo_url", "/repo_url", "/repository"),
            Rule.of(CODE_COMMIT_SHA)
                    .from(new CommitSha(), "/code_commit_sha", "/commit_sha", "/git_sha", "/git_commit"),
            Rule.of(CODE_ENTRYPOINT).from(new EntryPoint(), "/code_entrypoint", "/entrypoint", "/training_script"),
            Rule.of(TRAINING_STARTED_AT).from(new UtcTime(), "/training_started_at"),
            Rule.of(TRAINING_COMPLETED_AT).from(new UtcTime(), "/training_completed_at"),
            Rule.of(TRAINED_BY).from(new Text(), "/trained_by"),
            Rule.of(GPU_ALLOCATION_ID).from(new Text(), "/gpu_allocation_id"),
            Rule.of(EVAL_DATASET_ARTIFACT_ID)
                    .derivedBy(new EvaluationArtifact())
                    .ruledAs(new ArtifactName()),
            Rule.of(TRAINING_PARAMS_JSON).derivedBy(new CopyOf(TRAINING_CONFIG)).ruledAs(new Settings()),
            Rule.of(EVAL_METRICS_JSON).derivedBy(new CopyOf(EVALUATION_METRICS)).ruledAs(new Metrics()));

    private static final Set<Field> NAMING_ARTIFACTS =
            EnumSet.of(EVALUATION_DATASET, BASE_MODEL_ID, EVAL_DATASET_ARTIFACT_ID);

    private Rules() {}

    /** Returns the texts of the artifact that may be ids of artifacts, so that a page is looked up at once. */
    public static Set<String> mentions(LegacyArtifact artifact) {
        return mentions(artifact, Rulings.none());
    }

    /** As {@link #mentions(LegacyArtifact)}, and the texts among what people decided. */
    public static Set<String> mentions(LegacyArtifact artifact, Rulings rulings) {
        Examination examination = new Examination(artifact, KnownArtifacts.none(), rulings);
        Set<String> mentions = new TreeSet<>();
        for (Rule rule : TABLE) {
            if (NAMING_ARTIFACTS.contains(rule.field())) {
                Stream<JsonNode> said =
                        rule.sources().stream().map(source -> Source.said(source.location(), examination));
                Stream.concat(said, rulings.value(rule.field()).stream())
                        .filter(text -> text.isTextual() && !Conversion.saysNothing(text))
                        .flatMap(text -> ArtifactId.parse(TextForms.trim(text.textValue())).stream())
                        .forEach(id -> mentions.add(id.value()));
            }
        }
        return mentions;
    }

    /**
     * Decides every field of the artifact.
     *
     * @param known what is known of the ids that it {@linkplain #mentions mentions}
     */
    public static Decision decide(LegacyArtifact artifact, KnownArtifacts known) {
        return decide(artifact, known, Rulings.none());
    }

    /**
     * Decides every field of the artifact, those that people decided as they did.
     *
     * @param known what is known of the ids that it and the rulings {@linkplain #mentions(LegacyArtifact, Rulings) mention}
     */
    public static Decision decide(LegacyArtifact artifact, KnownArtifacts known, Rulings rulings) {
        Decision decision = decideAsRead(artifact, known, rulings);
        return decision.isRecordable() ? decision : decideAsRead(artifact.unread(), known, rulings);
    }

    private static Decision decideAsRead(LegacyArtifact artifact, KnownArtifacts known, Rulings rulings) {
        Examination examination = new Examination(artifact, known, rulings);
        for (Rule rule : TABLE) {
            examination.decide(rule.field(), decide(rule, examination));
        }
        Contradictions.holdTimesOutOfOrder(examination);
        Contradictions.holdExternalPromotedWithoutSource(examination);
        Contradictions.holdWhatTheRowDenies(examination);
        Map<Field, FieldDecision> fields = examination.decided();
        return rulings.value(METADATA)
                .map(document -> decided(artifact, fields, document))
                .orElseGet(
                        () -> new Decision(artifact, artifact.isReadable() ? fields : heldAsAWhole(artifact, fields)));
    }

    private static FieldDecision decide(Rule rule, Examination examination) {
        if (!rule.field().isAllowed(examination.isExternal())) {
            return new Absent();
        }
        Rulings rulings = examination.rulings();
        boolean required = rule.field().isRequired(examination.isExternal());
        if (rulings.leavesEmpty(rule.field()) && !required) {
            return new Absent();
        }
        Optional<JsonNode> ruled = rulings.value(rule.field());
        if (ruled.isPresent()) {
            return rule.decide(ruled.get(), examination);
        }
        FieldDecision decision = rule.decide(examination);
        return rule.field() == IS_EXTERNAL
                ? Contradictions.holdExternalSource(decision, rule.candidates(examination), examination)
                : decision;
    }

    /** A document that a person gave is decided like any other, if it is one. */
    private static Decision decided(LegacyArtifact artifact, Map<Field, FieldDecision> fields, JsonNode document) {
        if (!document.isObject() || RecordLimit.isExceededBy(document)) {
            Map<Field, FieldDecision> held = heldAsAWhole(artifact, fields);
            held.put(METADATA, new Held(Reason.UNPARSEABLE, List.of(new Candidate(document, Source.RULING))));
            return new Decision(artifact, held);
        }
        Map<Field, FieldDecision> all = new EnumMap<>(fields);
        all.put(METADATA, new Mapped(document, Source.RULING, Rule.RULED));
        return new Decision(artifact, all);
    }

    /** What the columns say stays certain; nobody is asked for anything but the document. */
    private static Map<Field, FieldDecision> heldAsAWhole(LegacyArtifact artifact, Map<Field, FieldDecision> fields) {
        Map<Field, FieldDecision> certain = new EnumMap<>(fields);
        certain.replaceAll((field, decision) -> decision instanceof Held ? new Absent() : decision);
        JsonNode said = artifact.metadata();
        certain.put(
                METADATA,
                new Held(Reason.UNPARSEABLE, said == null ? List.of() : List.of(new Candidate(said, Source.METADATA))));
        return certain;
    }
}
