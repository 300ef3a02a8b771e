package ai.scidex.migration.models;

import ai.scidex.catalog.Lineage;
import ai.scidex.catalog.LineageFlaw;
import ai.scidex.catalog.LineageMember;
import ai.scidex.catalog.PromotionEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that matters of one model. What is said nowhere is absent.
 *
 * @param parameterCount as the metadata says it, which of a legacy model may be any text
 * @param origin where it comes from
 * @param code the code that it was trained with
 * @param openHolds the fields that wait for a person
 */
public record ModelCard(
        String artifactId,
        @Nullable String title,
        @Nullable String createdBy,
        @Nullable String createdAt,
        @Nullable String lifecycleState,
        @Nullable String modelFamily,
        @Nullable String framework,
        @Nullable String parameterCount,
        Origin origin,
        Code code,
        Training training,
        Evaluation evaluation,
        Standing promotion,
        Kin lineage,
        List<OpenHold> openHolds) {

    public ModelCard {
        openHolds = List.copyOf(openHolds);
    }

    /** Where a model comes from; URL and version are those of an external one. */
    public record Origin(
            boolean isExternal,
            @Nullable String externalSourceUrl,
            @Nullable String externalSourceVersion,
            @Nullable String originUrl) {}

    /**
     * The code that a model was trained with.
     *
     * @param pinStrength how firmly the revision is named: of the code, or of an external model itself
     */
    public record Code(
            @Nullable String repoUrl,
            @Nullable String commitSha,
            @Nullable String entrypoint,
            String pinStrength) {}

    /** How a model was trained; times are in UTC. */
    public record Training(
            @Nullable String trainingData,
            @Nullable String trainedBy,
            @Nullable String startedAt,
            @Nullable String completedAt,
            @Nullable String gpuAllocationId,
            @Nullable JsonNode parameters) {}

    /** What a model was measured to be worth. */
    public record Evaluation(
            @Nullable String dataset,
            @Nullable String datasetArtifactId,
            @Nullable String benchmarkId,
            @Nullable JsonNode metrics) {}

    /**
     * Where a model stands in the evaluation gate.
     *
     * @param notes why
     * @param by who brought it there
     * @param since when
     */
    public record Standing(
            String state,
            @Nullable String notes,
            @Nullable String by,
            @Nullable String since) {

        /** Returns the standing that the last event of the ledger led to. */
        static Standing of(String state, @Nullable String notes, Optional<PromotionEvent> last) {
            return new Standing(
                    state,
                    notes,
                    last.map(PromotionEvent::actor).orElse(null),
                    last.map(event -> event.occurredAt().toString()).orElse(null));
        }
    }

    /**
     * The versions around a model. An empty list of differences also says that it has no parent.
     *
     * @param ancestors the nearest first
     * @param descendants the nearest first
     * @param flaws what is wrong with the lineage, in sentences
     */
    public record Kin(
            @Nullable Integer versionNumber,
            boolean isLatest,
            @Nullable String baseModelId,
            List<Member> ancestors,
            List<Member> siblings,
            List<Member> descendants,
            @Nullable Member latest,
            @Nullable Member promoted,
            List<Difference> metricDifferences,
            List<String> flaws) {

        static Kin of(Lineage lineage) {
            return new Kin(
                    lineage.model().versionNumber(),
                    lineage.model().isLatest(),
                    lineage.baseModelId() == null ? null : lineage.baseModelId().value(),
                    members(lineage.ancestors()),
                    members(lineage.siblings()),
                    members(lineage.descendants()),
                    lineage.latest() == null ? null : Member.of(lineage.latest()),
                    lineage.promoted() == null ? null : Member.of(lineage.promoted()),
                    lineage.metricDifferences().stream()
                            .map(metric -> new Difference(
                                    metric.metric(), metric.parentValue(), metric.ownValue(), metric.difference()))
                            .toList(),
                    lineage.flaws().stream().map(LineageFlaw::sentence).toList());
        }

        private static List<Member> members(List<LineageMember> members) {
            return members.stream().map(Member::of).toList();
        }
    }

    /** Another version of the lineage. */
    public record Member(
            String artifactId,
            @Nullable String title,
            @Nullable Integer versionNumber,
            boolean isLatest,
            @Nullable String promotionState) {

        static Member of(LineageMember member) {
            return new Member(
                    member.artifactId().value(),
                    member.title(),
                    member.versionNumber(),
                    member.isLatest(),
                    member.promotionState() == null
                            ? null
                            : member.promotionState().text());
        }
    }

    /** A metric beside that of the parent; the difference is own less parent's. */
    public record Difference(
            String metric,
            @Nullable BigDecimal parentValue,
            @Nullable BigDecimal ownValue,
            @Nullable BigDecimal difference) {}

    /**
     * A field that waits for a person.
     *
     * @param required whether the model cannot be promoted before
     */
    public record OpenHold(String field, String reason, boolean required) {}
}
