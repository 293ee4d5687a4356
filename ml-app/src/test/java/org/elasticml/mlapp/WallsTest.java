package org.elasticml.mlapp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom in ml-app. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.elasticml.mlapp");

    @Test
    void decodingKnowsTheJdkAndNativeCode() {
        classes()
                .that()
                .resideInAPackage("..image..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.imageio..", "com.sun.jna..", "org.elasticml.mlapp.image..")
                .check(CLASSES);
    }

    @Test
    void weightsKnowNoFramework() {
        classes()
                .that()
                .resideInAPackage("..weights..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "com.fasterxml.jackson..", "net.razorvine.pickle..", "org.elasticml.mlapp.weights..")
                .check(CLASSES);
    }

    @Test
    void onlyTheModelKnowsTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CLASSES);
    }

    @Test
    void nobodyKnowsHttpButRest() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.vertx..", "org.elasticml.mlapp.rest..")
                .check(CLASSES);
    }
}
