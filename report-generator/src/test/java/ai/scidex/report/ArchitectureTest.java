package ai.scidex.report;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "ai.scidex", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** Neither {@code java.time} nor {@code java.nio.file} is among them: a report knows no clock and no file. */
    @ArchTest
    static final ArchRule theReportNeedsTheJdkAlone = classes()
            .should()
            .onlyDependOnClassesThat(resideInAPackage("ai.scidex.report")
                    .or(resideInAPackage("java.lang.."))
                    .or(resideInAPackage("java.util.."))
                    .or(resideInAPackage("org.jspecify.annotations"))
                    .or(resideInAPackage("java.nio.charset"))
                    .or(resideInAPackage("java.security"))
                    .or(belongToAnyOf(IOException.class, UncheckedIOException.class, InputStream.class, Writer.class))
                    .as("belong to the report, the JDK without clocks and files, or JSpecify"));

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
