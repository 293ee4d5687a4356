package org.elasticml.mlapp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in ml-app. */
@AnalyzeClasses(packages = "org.elasticml.mlapp", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule decodingKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage("..image..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.imageio..", "org.elasticml.mlapp.image..");

    @ArchTest
    static final ArchRule weightsKnowNoFramework = classes()
            .that()
            .resideInAPackage("..weights..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "com.fasterxml.jackson..", "net.razorvine.pickle..", "org.elasticml.mlapp.weights..");

    @ArchTest
    static final ArchRule onlyTheModelKnowsTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("..model..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule nobodyKnowsHttpButRest = noClasses()
            .that()
            .resideOutsideOfPackage("..rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "org.elasticml.mlapp.rest..");
}
