package ai.scidex;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import org.jspecify.annotations.NullMarked;

/** What holds in every module that uses Micronaut. */
public final class HouseRules {

    @ArchTest
    static final ArchRule repositoriesStayInsideTheirFeature = classes()
            .that()
            .areAnnotatedWith(JdbcRepository.class)
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("ai.scidex.(**)").should().beFreeOfCycles();

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
    static final ArchRule nobodyWritesToStandardStreams = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule noFieldInjection = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule nothingIsADumpingGround =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Base|Abstract|DTO|Info|Data)(\\$.*)?");

    private HouseRules() {}
}
