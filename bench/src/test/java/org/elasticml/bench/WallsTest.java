package org.elasticml.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom in bench. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.elasticml.bench");

    @Test
    void figuresArePure() {
        classes()
                .that()
                .resideInAPackage("..measure..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.util..", "..measure..")
                .check(CLASSES);
    }

    @Test
    void servicesAreMeasuredFromOutside() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..bench.peers..",
                        "..bench.chaos..",
                        "..bench.process..",
                        "..bench.profile..",
                        "..bench.stub..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "org.openjdk.jmh..", "org.elasticml.mlapp.serving..")
                .check(CLASSES);
    }

    @Test
    void aStubIsAProgramOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage("..bench.stub..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.elasticml.mlapp..", "org.elasticml.launcher..", "org.elasticml.bench.chaos..")
                .check(CLASSES);
    }
}
