package org.elasticml.dispatcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom in the dispatcher. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.elasticml.dispatcher");

    @Test
    void nobodyKnowsHttpServersButRest() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.elasticml.dispatcher.rest..")
                .check(CLASSES);
    }

    @Test
    void onlyTheClientSpeaksToReplicas() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..client..", "..rest..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.core.http..")
                .check(CLASSES);
    }

    @Test
    void theSharedQueueKnowsNothingOfDispatching() {
        noClasses()
                .that()
                .resideInAPackage("..dispatcher.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..dispatcher.service..",
                        "..dispatcher.discovery..",
                        "..dispatcher.client..",
                        "..dispatcher.config..",
                        "org.elasticml.core.balance..",
                        "org.elasticml.core.dispatch..")
                .check(CLASSES);
    }

    @Test
    void onlyTheSharedQueueSpeaksToRedis() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..dispatcher.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.redis..")
                .check(CLASSES);
    }

    @Test
    void whatIsDecidedHasNoClockOfItsOwn() {
        noClasses()
                .that()
                .haveSimpleName("Dispatch")
                .or()
                .haveSimpleName("RateWindow")
                .or()
                .haveSimpleName("ResultIds")
                .or()
                .haveSimpleName("MemoryResults")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
