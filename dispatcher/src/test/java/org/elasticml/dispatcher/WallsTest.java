package org.elasticml.dispatcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in the dispatcher. */
@AnalyzeClasses(packages = "org.elasticml.dispatcher", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule nobodyKnowsHttpServersButRest = noClasses()
            .that()
            .resideOutsideOfPackage("..rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.elasticml.dispatcher.rest..");

    @ArchTest
    static final ArchRule onlyTheClientSpeaksToReplicas = noClasses()
            .that()
            .resideOutsideOfPackages("..client..", "..rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx.core.http..");

    @ArchTest
    static final ArchRule whatIsDecidedHasNoClockOfItsOwn = noClasses()
            .that()
            .haveSimpleNameStartingWith("Dispatch")
            .and()
            .doNotHaveSimpleName("DispatchService")
            .or()
            .haveSimpleName("RateWindow")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
