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
            .importPackages("org.elasticml.bench.measure", "org.elasticml.bench.peers");

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
    void peersAreMeasuredFromOutside() {
        noClasses()
                .that()
                .resideInAPackage("..peers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "org.openjdk.jmh..", "org.elasticml.mlapp.serving..")
                .check(CLASSES);
    }
}
