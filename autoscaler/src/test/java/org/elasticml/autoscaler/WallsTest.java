package org.elasticml.autoscaler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom in the autoscaler. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.elasticml.autoscaler");

    @Test
    void observingIsPure() {
        classes()
                .that()
                .resideInAPackage("..observe..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "org.elasticml.core..",
                        "..observe..")
                .check(CLASSES);
    }

    @Test
    void whatIsDecidedHasNoClockOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage("..observe..")
                .or()
                .haveSimpleName("Scaler")
                .or()
                .haveSimpleName("Loop")
                .or()
                .haveSimpleName("LocalReplica")
                .or()
                .haveSimpleName("Backoff")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void actuatorsKnowNothingOfTheLoad() {
        noClasses()
                .that()
                .resideInAPackage("..actuate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..observe..", "..scrape..", "..service..", "..rest..")
                .check(CLASSES);
    }

    @Test
    void nobodyKnowsHttpServersButRest() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.elasticml.autoscaler.rest..")
                .check(CLASSES);
    }
}
