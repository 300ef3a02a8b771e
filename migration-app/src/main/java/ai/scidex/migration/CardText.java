package ai.scidex.migration;

import ai.scidex.migration.models.ModelCard;
import ai.scidex.migration.models.ModelCard.Code;
import ai.scidex.migration.models.ModelCard.Difference;
import ai.scidex.migration.models.ModelCard.Evaluation;
import ai.scidex.migration.models.ModelCard.Kin;
import ai.scidex.migration.models.ModelCard.Member;
import ai.scidex.migration.models.ModelCard.OpenHold;
import ai.scidex.migration.models.ModelCard.Origin;
import ai.scidex.migration.models.ModelCard.Standing;
import ai.scidex.migration.models.ModelCard.Training;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What matters of a model, for people: a line for each thing that is known, and none for what is not. */
final class CardText {

    /** How many versions of a kind are named. */
    private static final int MOST_NAMED = 10;

    /** How many characters of a value are shown. */
    private static final int LONGEST = 200;

    private final Output.Lines lines;

    CardText(Output.Lines lines) {
        this.lines = lines;
    }

    void print(ModelCard card) {
        line("id", card.artifactId());
        line("title", card.title());
        line("created", by(card.createdBy()));
        line("in catalog", prefixed("since ", card.createdAt()));
        line("kind", joined(card.modelFamily(), card.framework(), prefixed("parameters: ", card.parameterCount())));
        origin(card.origin());
        version(card.lineage(), card.lifecycleState());
        promotion(card.promotion());
        code(card.code());
        training(card.training());
        evaluation(card.evaluation());
        metrics(card.evaluation().metrics(), card.lineage().metricDifferences());
        kin(card.lineage());
        for (OpenHold hold : card.openHolds()) {
            line("held", "%s%s, %s".formatted(hold.field(), hold.required() ? " (required)" : "", hold.reason()));
        }
        card.lineage().flaws().forEach(flaw -> line("flaw", flaw));
    }

    private void origin(Origin origin) {
        line("origin", joined(origin.isExternal() ? "external" : "internal", origin.externalSourceUrl()));
        line("revision", origin.externalSourceVersion());
        if (!Objects.equals(origin.originUrl(), origin.externalSourceUrl())) {
            line("origin_url", origin.originUrl());
        }
    }

    private void version(Kin lineage, @Nullable String lifecycleState) {
        line(
                "version",
                joined(
                        text(lineage.versionNumber()),
                        lineage.isLatest() ? "the latest" : "not the latest",
                        prefixed("lifecycle state ", lifecycleState)));
    }

    private void promotion(Standing standing) {
        line("promotion", joined(standing.state(), prefixed("since ", standing.since()), by(standing.by())));
        line("why", standing.notes());
    }

    private void code(Code code) {
        line("code", joined(code.repoUrl(), prefixed("commit ", code.commitSha()), code.entrypoint()));
        line("pin", code.pinStrength());
    }

    private void training(Training training) {
        line("trained on", training.trainingData());
        line(
                "trained",
                joined(
                        by(training.trainedBy()),
                        prefixed("from ", training.startedAt()),
                        prefixed("to ", training.completedAt()),
                        prefixed("GPU allocation ", training.gpuAllocationId())));
        line("parameters", text(training.parameters()));
    }

    private void evaluation(Evaluation evaluation) {
        boolean isArtifact = evaluation.datasetArtifactId() != null;
        line("evaluated on", isArtifact ? evaluation.datasetArtifactId() : evaluation.dataset());
        line("benchmark", evaluation.benchmarkId());
    }

    /** A metric of this version stands with what the parent reached, where there is one. */
    private void metrics(@Nullable JsonNode metrics, List<Difference> differences) {
        Map<String, Difference> byName =
                differences.stream().collect(Collectors.toMap(Difference::metric, difference -> difference));
        if (metrics != null) {
            metrics.properties().forEach(metric -> {
                Difference difference = byName.get(metric.getKey());
                line("metric", "%s %s%s".formatted(metric.getKey(), metric.getValue(), besideParent(difference)));
            });
        }
        differences.stream()
                .filter(difference -> difference.ownValue() == null)
                .forEach(difference -> line(
                        "metric",
                        "%s not measured, parent %s".formatted(difference.metric(), difference.parentValue())));
    }

    private static String besideParent(@Nullable Difference difference) {
        if (difference == null || difference.parentValue() == null || difference.difference() == null) {
            return "";
        }
        String sign = difference.difference().signum() > 0 ? "+" : "";
        return ", parent %s, difference %s%s".formatted(difference.parentValue(), sign, difference.difference());
    }

    private void kin(Kin lineage) {
        line("base model", lineage.baseModelId());
        members("ancestor", lineage.ancestors());
        members("sibling", lineage.siblings());
        members("descendant", lineage.descendants());
        line("latest", lineage.latest() == null ? null : lineage.latest().artifactId());
        line("promoted", lineage.promoted() == null ? null : lineage.promoted().artifactId());
    }

    private void members(String kind, List<Member> members) {
        for (Member member : members.subList(0, Math.min(MOST_NAMED, members.size()))) {
            line(
                    kind,
                    joined(
                            member.artifactId(),
                            prefixed("version ", text(member.versionNumber())),
                            member.promotionState() == null ? "not in the catalog yet" : member.promotionState(),
                            member.isLatest() ? "the latest" : null));
        }
        if (members.size() > MOST_NAMED) {
            line(kind, "and %d more".formatted(members.size() - MOST_NAMED));
        }
    }

    private void line(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            lines.line("%-13s %s".formatted(name, Output.excerpt(value, LONGEST)));
        }
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }

    private static @Nullable String by(@Nullable String actor) {
        return prefixed("by ", actor);
    }

    private static @Nullable String prefixed(String prefix, @Nullable String value) {
        return value == null ? null : prefix + value;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
