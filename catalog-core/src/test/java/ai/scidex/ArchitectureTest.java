package ai.scidex;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.scidex.catalog.ModelCatalog;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ai.scidex", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

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

    /** {@code actingFor} hands out a catalog that no context made, on which an annotation would do nothing. */
    @ArchTest
    static final ArchRule theCatalogItselfOpensNoTransaction = methods()
            .that()
            .areDeclaredIn(ModelCatalog.class)
            .should()
            .notBeAnnotatedWith("jakarta.transaction.Transactional")
            .andShould()
            .notBeMetaAnnotatedWith("io.micronaut.aop.Around");

    @ArchTest
    static final ArchRule theValidatorIsHidden = noClasses()
            .that()
            .resideOutsideOfPackage("ai.scidex.catalog.validation")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.networknt..");
}
