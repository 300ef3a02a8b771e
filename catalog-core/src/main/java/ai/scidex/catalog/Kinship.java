package ai.scidex.catalog;

import ai.scidex.catalog.LineageFlaw.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Works out who is what to a model, from the versions of its lineage. Any will do: parents may lack, or lead in a circle. */
final class Kinship {

    private final Version own;
    private boolean isWhole;

    /** By number and id. */
    private final Map<ArtifactId, Version> versions = new LinkedHashMap<>();

    private final Map<ArtifactId, List<Version>> children = new HashMap<>();
    private final Map<ArtifactId, Integer> generations = new HashMap<>();
    private final List<LineageFlaw> flaws = new ArrayList<>();

    /**
     * Takes the versions of a lineage.
     *
     * @param own the one that was asked for
     * @param members all of them, by number and id; more than {@link Lineage#LARGEST} tell that there may be still others
     */
    Kinship(Version own, Collection<Version> members) {
        this.own = own;
        this.isWhole = members.size() <= Lineage.LARGEST;
        for (Version version : members) {
            versions.put(version.id(), version);
            if (version.parentId() != null) {
                children.computeIfAbsent(version.parentId(), parent -> new ArrayList<>())
                        .add(version);
            }
        }
    }

    /** Returns the lineage that they make. */
    Lineage lineage() {
        List<Version> ancestors = ancestors();
        Set<ArtifactId> below = assignGenerations(ancestors);
        Version parent = ancestors.isEmpty() ? null : ancestors.get(0);
        LineageMember latest = only(Version::isLatest, Kind.SEVERAL_LATEST);
        LineageMember promoted =
                only(version -> version.promotionState() == PromotionState.PROMOTED, Kind.SEVERAL_PROMOTED);
        findFlaws();
        return new Lineage(
                member(own),
                ancestors.stream().map(this::member).toList(),
                versions.values().stream()
                        .filter(version -> below.contains(version.id()))
                        .map(this::member)
                        .sorted(Comparator.comparingInt(LineageMember::generation))
                        .toList(),
                siblings(parent),
                latest,
                promoted,
                own.baseModelId(),
                parent == null ? List.of() : MetricDifference.between(parent.metrics(), own.metrics()),
                flaws);
    }

    private List<Version> ancestors() {
        List<Version> ancestors = new ArrayList<>();
        Set<ArtifactId> passed = new HashSet<>(Set.of(own.id()));
        Version last = own;
        while (last.parentId() != null) {
            Version parent = versions.get(last.parentId());
            if (parent == null || !passed.add(parent.id())) {
                break;
            }
            ancestors.add(parent);
            last = parent;
        }
        if (ancestors.size() > Lineage.MOST_ANCESTORS) {
            last = ancestors.remove(Lineage.MOST_ANCESTORS);
            isWhole = false;
        }
        if (last.parentId() == null) {
            if (last.number() == null || last.number() != 1) {
                flaw(Kind.BEGINS_LATE, List.of(last));
            }
        } else if (passed.contains(last.parentId())) {
            flaw(Kind.LOOP, List.of(last));
        } else if (isWhole) {
            flaw(Kind.PARENT_MISSING, List.of(last));
        }
        return ancestors;
    }

    /** Counts the steps from the model to every version, and returns which are below it. An ancestor in a loop stays one. */
    private Set<ArtifactId> assignGenerations(List<Version> ancestors) {
        generations.put(own.id(), 0);
        for (int i = 0; i < ancestors.size(); i++) {
            generations.put(ancestors.get(i).id(), -1 - i);
        }
        Set<ArtifactId> descendants = new HashSet<>();
        descend(own, descendants);
        ancestors.forEach(ancestor -> descend(ancestor, new HashSet<>()));
        return descendants;
    }

    private void descend(Version from, Set<ArtifactId> reached) {
        Deque<Version> waiting = new ArrayDeque<>(List.of(from));
        while (!waiting.isEmpty()) {
            Version version = waiting.remove();
            for (Version child : children.getOrDefault(version.id(), List.of())) {
                if (generations.putIfAbsent(child.id(), generation(version) + 1) == null) {
                    reached.add(child.id());
                    waiting.add(child);
                }
            }
        }
    }

    private List<LineageMember> siblings(@Nullable Version parent) {
        return parent == null
                ? List.of()
                : children.getOrDefault(parent.id(), List.of()).stream()
                        .filter(child -> generation(child) == 0 && !child.id().equals(own.id()))
                        .map(this::member)
                        .toList();
    }

    private @Nullable LineageMember only(Predicate<Version> distinguished, Kind several) {
        List<Version> found = versions.values().stream().filter(distinguished).toList();
        if (found.size() > 1) {
            flaw(several, found);
        }
        return found.size() == 1 ? member(found.get(0)) : null;
    }

    private void findFlaws() {
        Map<Integer, List<Version>> byNumber = new TreeMap<>();
        for (Version version : versions.values()) {
            if (version.number() != null) {
                byNumber.computeIfAbsent(version.number(), number -> new ArrayList<>())
                        .add(version);
            }
        }
        byNumber.values().stream().filter(same -> same.size() > 1).forEach(same -> flaw(Kind.NUMBER_TAKEN_TWICE, same));
        if (isWhole && versions.values().stream().noneMatch(Version::isLatest)) {
            flaw(Kind.NO_LATEST, List.of());
        }
        if (!isWhole) {
            flaw(Kind.TOO_LARGE, List.of());
        }
    }

    private void flaw(Kind kind, List<Version> about) {
        flaws.add(new LineageFlaw(kind, about.stream().map(Version::id).toList()));
    }

    private int generation(Version version) {
        return generations.getOrDefault(version.id(), 0);
    }

    private LineageMember member(Version version) {
        return new LineageMember(
                version.id(),
                version.title(),
                version.number(),
                version.parentId(),
                version.isLatest(),
                version.promotionState(),
                generation(version));
    }

    /**
     * A version as it was read.
     *
     * @param metrics its evaluation metrics; absent also where nobody asks for them
     */
    record Version(
            ArtifactId id,
            @Nullable String title,
            @Nullable Integer number,
            @Nullable ArtifactId parentId,
            boolean isLatest,
            @Nullable PromotionState promotionState,
            @Nullable ArtifactId baseModelId,
            @Nullable JsonNode metrics) {}
}
