package ai.scidex.consumer;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.catalog.Adoption;
import ai.scidex.catalog.AdoptionResult;
import ai.scidex.catalog.MetadataChange;
import ai.scidex.catalog.ModelCatalog;
import ai.scidex.catalog.Obstacle;
import ai.scidex.catalog.Occasion;
import ai.scidex.catalog.RestorationResult;
import ai.scidex.catalog.Revision;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The four programs use the whole of {@code ai.scidex.catalog}: a type or method that none of them needs is either missing in
 * the manual, or needless.
 *
 * <p>That they use nothing else the compiler sees to: they live in another package.
 */
class PublicApiTest {

    private static final List<Class<?>> PROGRAMS =
            List.of(CodeLinkageIT.class, TrainingPipelineIT.class, EvaluationGateIT.class, FeedbackLoopIT.class);

    /** The backfill's way in, the review's, and the way back. Its consumer is the migration, and no workstream. */
    private static final Set<Class<?>> FOR_THE_BACKFILL = Set.of(
            Adoption.class,
            Adoption.Outcome.class,
            AdoptionResult.class,
            MetadataChange.class,
            Obstacle.class,
            Occasion.class,
            RestorationResult.class,
            Revision.class);

    private static final Set<String> CALLS_OF_THE_BACKFILL = Set.of("adoptAll", "restoreAll", "revise");

    private static final JavaClasses LIBRARY =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("ai.scidex.catalog");

    @Test
    void everyMethodIsCalledByOneOfThePrograms() {
        Set<String> offered = publicTypes()
                .flatMap(type -> type.getMethods().stream())
                .filter(PublicApiTest::isOffered)
                .map(JavaMethod::getFullName)
                .collect(toSet());
        Set<String> called = programs()
                .flatMap(program -> program.getAccessesFromSelf().stream())
                .map(access -> access.getTarget())
                .filter(AccessTarget.CodeUnitAccessTarget.class::isInstance)
                .map(AccessTarget::getFullName)
                .collect(toSet());

        assertThat(offered).contains("ai.scidex.catalog.ModelCatalog.on(javax.sql.DataSource)");
        assertThat(without(offered, called)).isEmpty();
    }

    @Test
    void everyTypeIsNeededByOneOfThePrograms() {
        Set<String> offered = publicTypes().map(JavaClass::getName).collect(toSet());
        Set<String> needed = programs()
                .flatMap(program -> program.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getName())
                .collect(toSet());

        assertThat(offered).contains("ai.scidex.catalog.PromotionEvidence$Interval");
        assertThat(without(offered, needed)).isEmpty();
    }

    /** Else the list above would hide from the other tests what a workstream meets. */
    @Test
    void whatIsForTheBackfillIsMetInNoOtherCall() {
        assertThat(FOR_THE_BACKFILL)
                .allSatisfy(type -> assertThat(publicTypesOfTheLibrary()
                                .filter(other -> !isForTheBackfill(other))
                                .flatMap(other -> other.getMethods().stream())
                                .filter(PublicApiTest::isOffered)
                                .filter(method -> mentions(method, type)))
                        .isEmpty());
    }

    private static List<String> without(Set<String> offered, Set<String> used) {
        return offered.stream().filter(name -> !used.contains(name)).sorted().toList();
    }

    private static Stream<JavaClass> programs() {
        JavaClasses tests = new ClassFileImporter().importPackages("ai.scidex.consumer");
        return tests.stream()
                .filter(type -> PROGRAMS.stream()
                        .map(Class::getName)
                        .anyMatch(program ->
                                type.getName().equals(program) || type.getName().startsWith(program + "$")));
    }

    private static Stream<JavaClass> publicTypes() {
        return publicTypesOfTheLibrary().filter(type -> !isForTheBackfill(type));
    }

    /** Micronaut's definitions of the beans are public too, and nobody's business. */
    private static Stream<JavaClass> publicTypesOfTheLibrary() {
        return LIBRARY.stream()
                .filter(type -> type.getPackageName().equals("ai.scidex.catalog"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(type -> !type.getSimpleName().startsWith("$"));
    }

    private static boolean isForTheBackfill(JavaClass type) {
        return FOR_THE_BACKFILL.contains(type.reflect());
    }

    /** Left out: what is merely read of a record, and what every object, record or enum can do. */
    private static boolean isOffered(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC)
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !Set.of("equals", "hashCode", "toString", "compareTo", "values", "valueOf")
                        .contains(method.getName())
                && !components(method.getOwner()).contains(method.getName())
                && !(method.getOwner().isEquivalentTo(ModelCatalog.class)
                        && CALLS_OF_THE_BACKFILL.contains(method.getName()));
    }

    private static List<String> components(JavaClass type) {
        return type.isRecord()
                ? Arrays.stream(type.reflect().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }

    private static boolean mentions(JavaMethod method, Class<?> type) {
        return Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                .anyMatch(mentioned -> mentioned.isEquivalentTo(type));
    }
}
