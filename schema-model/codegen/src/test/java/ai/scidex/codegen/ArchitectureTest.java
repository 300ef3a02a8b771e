package ai.scidex.codegen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "ai.scidex", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** The generator, the reference and the comparison know nothing of one another. */
    @ArchTest
    static final ArchRule featuresStandBesideOneAnother = slices().matching("ai.scidex.codegen.(reference|evolution)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyTheGeneratorNeedsTheCodeModel = noClasses()
            .that()
            .resideInAnyPackage(
                    "ai.scidex.codegen.schema", "ai.scidex.codegen.reference", "ai.scidex.codegen.evolution")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.scidex.codegen", "org.jsonschema2pojo..", "com.sun..", "com.palantir..");

    @ArchTest
    static final ArchRule theSchemaKnowsNobody = noClasses()
            .that()
            .resideInAPackage("ai.scidex.codegen.schema")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.scidex.codegen.reference", "ai.scidex.codegen.evolution");

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes()
            .should(new ArchCondition<>("reside in a package marked @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(type, marked, type.getName()));
                }
            });

    @ArchTest
    static final ArchRule nothingIsADumpingGround =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Base|Abstract|DTO|Info|Data)(\\$.*)?");

    @ArchTest
    static final ArchRule nobodyWritesToStandardStreams = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
