package ai.scidex.migration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.scidex.HouseRules;
import ai.scidex.metadata.MetadataJson;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "ai.scidex.migration", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CATALOG = "ai.scidex.catalog";
    private static final String VALIDATION = "ai.scidex.catalog.validation";
    private static final String REPORT = "ai.scidex.report";
    private static final String FAILURE = "ai.scidex.migration.failure";
    private static final String PROGRESS = "ai.scidex.migration.progress";
    private static final String SCHEMA = "ai.scidex.migration.schema";
    private static final String TRANSACTION = "ai.scidex.migration.transaction";

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    /** Which of our packages each feature may use; docs/architecture.md draws the same arrows. */
    @ArchTest
    static final ArchRule decisionIsPure = feature("decision", CATALOG, VALIDATION);

    @ArchTest
    static final ArchRule decisionUsesNoFrameworkAndNoDatabase = noClasses()
            .that()
            .resideInAPackage("ai.scidex.migration.decision")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "java.sql..", "java.time.Clock", "jakarta..");

    @ArchTest
    static final ArchRule backfillStandsOnDecisionAndManifest = feature(
            "backfill",
            CATALOG,
            VALIDATION,
            "ai.scidex.migration.decision",
            "ai.scidex.migration.manifest",
            FAILURE,
            PROGRESS,
            TRANSACTION);

    @ArchTest
    static final ArchRule planStandsOnBackfill = feature(
            "plan",
            CATALOG,
            VALIDATION,
            "ai.scidex.migration.backfill",
            "ai.scidex.migration.decision",
            "ai.scidex.migration.manifest",
            FAILURE,
            PROGRESS);

    @ArchTest
    static final ArchRule revertUsesTheLockOfTheRuns =
            feature("revert", CATALOG, "ai.scidex.migration.backfill", FAILURE, PROGRESS, TRANSACTION);

    @ArchTest
    static final ArchRule reviewStandsOnBackfill = feature(
            "review",
            CATALOG,
            VALIDATION,
            "ai.scidex.migration.backfill",
            "ai.scidex.migration.decision",
            "ai.scidex.migration.manifest",
            TRANSACTION);

    @ArchTest
    static final ArchRule verifyTrustsNoCodeThatItChecks =
            feature("verify", VALIDATION, REPORT, "ai.scidex.migration.manifest", PROGRESS);

    @ArchTest
    static final ArchRule reportReadsTheRecordOfADatabase =
            feature("report", REPORT, "ai.scidex.migration.database", "ai.scidex.migration.decision");

    @ArchTest
    static final ArchRule manifestKnowsOfTheTables = feature("manifest", CATALOG, VALIDATION, SCHEMA, FAILURE);

    @ArchTest
    static final ArchRule statusKnowsOfTheTables = feature("status", CATALOG, SCHEMA);

    @ArchTest
    static final ArchRule documentsStandAlone = feature("documents", VALIDATION, FAILURE);

    @ArchTest
    static final ArchRule schemaStandsAlone = feature("schema", FAILURE, PROGRESS);

    @ArchTest
    static final ArchRule databaseStandsAlone = feature("database", FAILURE);

    @ArchTest
    static final ArchRule modelsStandOnTheCatalog = feature("models", CATALOG);

    @ArchTest
    static final ArchRule gateStandsOnTheCatalog = feature("gate", CATALOG);

    @ArchTest
    static final ArchRule linksStandOnTheCatalog = feature("links", CATALOG, TRANSACTION);

    @ArchTest
    static final ArchRule failureImportsNoSibling = feature("failure");

    @ArchTest
    static final ArchRule progressImportsNoSibling = feature("progress");

    @ArchTest
    static final ArchRule transactionImportsNoSibling = feature("transaction");

    @ArchTest
    static final ArchRule terminalShowsProgress = feature("terminal", PROGRESS);

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackage("ai.scidex.migration")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    /**
     * On its way from the table to the decision a document is parsed once, in {@code LegacyArtifact}. What the others parse
     * is something else: the columns of its row, what people decided, a number in a text, a manifest, a value without its
     * credentials.
     */
    @ArchTest
    static final ArchRule parsesAnArtifactInOnePlace = noClasses()
            .that()
            .resideInAnyPackage(
                    "ai.scidex.migration.backfill", "ai.scidex.migration.decision", "ai.scidex.migration.plan")
            .and()
            .haveNameNotMatching(".*\\.(LegacyArtifacts?|RecordedJson|JsonNumber|PlanBasis|PlannedArtifact.*)")
            .should()
            .callMethod(MetadataJson.class, "parse", String.class);

    /** The sample is made before there is a catalog, by the one class that is allowed to. */
    @Test
    void onlyTheCatalogWritesItsTables() throws IOException {
        Pattern write = Pattern.compile(
                "\\b(INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|TRUNCATE|COPY)\\s+(artifacts|model_versions)\\b",
                Pattern.CASE_INSENSITIVE);
        List<String> writers = new ArrayList<>();
        for (String folder : List.of("../catalog-core/src/main/java", "src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> write.matcher(text(file)).find())
                        .forEach(file -> writers.add(file.getFileName().toString()));
            }
        }

        assertThat(writers)
                .containsExactlyInAnyOrder(
                        "AdoptionStatements.java",
                        "ChangeStatements.java",
                        "PromotionStatements.java",
                        "RegistrationStatements.java",
                        "RestorationStatements.java",
                        "RevisionStatements.java",
                        "SampleArtifacts.java");
    }

    private static ArchRule feature(String name, String... allowed) {
        String itself = "ai.scidex.migration." + name;
        DescribedPredicate<JavaClass> ours = resideInAPackage("ai.scidex..");
        return classes()
                .that()
                .resideInAPackage(itself)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(ours)
                        .or(resideInAnyPackage(itself, "ai.scidex.metadata"))
                        .or(resideInAnyPackage(allowed)));
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
