package ai.scidex.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.LineageFlaw.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of any versions, whatever their parents are: loops, parents that are not there, and all. */
class KinshipPropertyTest {

    private static final int SIZE = 7;

    @Property
    void countsEachVersionOnce(@ForAll("parents") List<Integer> parents) {
        Lineage lineage = lineage(parents);

        List<ArtifactId> kin = new ArrayList<>(List.of(lineage.model().artifactId()));
        Stream.of(lineage.ancestors(), lineage.descendants(), lineage.siblings())
                .flatMap(List::stream)
                .forEach(member -> kin.add(member.artifactId()));
        assertThat(kin).doesNotHaveDuplicates();
    }

    @Property
    void stepsFromParentToParent(@ForAll("parents") List<Integer> parents) {
        Lineage lineage = lineage(parents);

        LineageMember child = lineage.model();
        for (LineageMember ancestor : lineage.ancestors()) {
            assertThat(ancestor.artifactId()).isEqualTo(child.parentId());
            assertThat(ancestor.generation()).isEqualTo(child.generation() - 1);
            child = ancestor;
        }
    }

    @Property
    void findsEveryDescendantBelowItsParent(@ForAll("parents") List<Integer> parents) {
        Lineage lineage = lineage(parents);

        Map<ArtifactId, Integer> generations = new HashMap<>();
        generations.put(lineage.model().artifactId(), 0);
        lineage.descendants().forEach(member -> generations.put(member.artifactId(), member.generation()));
        assertThat(lineage.descendants())
                .allSatisfy(member -> assertThat(generations).containsEntry(member.parentId(), member.generation() - 1))
                .isSortedAccordingTo(Comparator.comparingInt(LineageMember::generation));
        Set<ArtifactId> above = new HashSet<>();
        lineage.ancestors().forEach(ancestor -> above.add(ancestor.artifactId()));
        assertThat(versions(parents))
                .filteredOn(version -> version.parentId() != null && generations.containsKey(version.parentId()))
                .allSatisfy(version -> assertThat(generations.containsKey(version.id()) || above.contains(version.id()))
                        .isTrue());
    }

    @Property
    void saysThatTheParentsLeadInACircleWhereTheyDo(@ForAll("parents") List<Integer> parents) {
        Set<Integer> passed = new HashSet<>();
        int at = 0;
        while (at >= 0 && at < SIZE && passed.add(at)) {
            at = parents.get(at);
        }
        boolean loops = at >= 0 && at < SIZE;

        assertThat(lineage(parents).flaws())
                .extracting(LineageFlaw::kind)
                .filteredOn(kind -> kind == Kind.LOOP || kind == Kind.PARENT_MISSING)
                .isEqualTo(loops ? List.of(Kind.LOOP) : at == SIZE ? List.of(Kind.PARENT_MISSING) : List.of());
    }

    /** The parent of each version: another one or itself; -1 for none, {@link #SIZE} for one that is not there. */
    @Provide
    Arbitrary<List<Integer>> parents() {
        return Arbitraries.integers().between(-1, SIZE).list().ofSize(SIZE);
    }

    private static Lineage lineage(List<Integer> parents) {
        List<Kinship.Version> versions = versions(parents);
        return new Kinship(versions.get(0), versions).lineage();
    }

    private static List<Kinship.Version> versions(List<Integer> parents) {
        List<Kinship.Version> versions = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            ArtifactId parent = parents.get(i) < 0 ? null : new ArtifactId("model-" + parents.get(i));
            versions.add(new Kinship.Version(
                    new ArtifactId("model-" + i), "Model", i + 1, parent, false, PromotionState.CANDIDATE, null, null));
        }
        return versions;
    }
}
