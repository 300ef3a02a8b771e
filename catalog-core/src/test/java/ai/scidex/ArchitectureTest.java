package ai.scidex;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "ai.scidex", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule repositoriesStayInsideTheirFeature =
            classes().that().areAnnotatedWith(JdbcRepository.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("ai.scidex.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theCatalogKnowsNothingOfWhoUsesIt = noClasses()
            .that()
            .resideInAPackage("ai.scidex.catalog..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "org.flywaydb..", "ai.scidex.migration..", "ai.scidex.report..");

    @ArchTest
    static final ArchRule validationNeedsNeitherContextNorDatabase = noClasses()
            .that()
            .resideInAPackage("ai.scidex.catalog.validation")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "java.sql..", "ai.scidex.catalog");

    @ArchTest
    static final ArchRule theValidatorIsHidden = noClasses()
            .that()
            .resideOutsideOfPackage("ai.scidex.catalog.validation")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.networknt..");

    @ArchTest
    static final ArchRule nobodyWritesToStandardStreams = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule noFieldInjection = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule noDumpingGrounds =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Dto|DTO)");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(classes.getPackage("ai.scidex").getSubpackagesInTree().stream()
                        .filter(pkg -> !pkg.getClasses().isEmpty())
                        .filter(pkg -> !pkg.isAnnotatedWith(NullMarked.class)))
                .isEmpty();
    }
}
