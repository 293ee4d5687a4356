package org.elasticml.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom in the simulator. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.elasticml.simulator");

    @Test
    void figuresArePure() {
        classes()
                .that()
                .resideInAPackage("..figures..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.util..", "..simulator.figures..")
                .check(CLASSES);
    }

    @Test
    void whatIsPlayedKnowsNeitherReportsNorCommands() {
        classes()
                .that()
                .resideInAPackage("..play..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "org.elasticml.core..",
                        "..simulator.figures..",
                        "..simulator.play..")
                .check(CLASSES);
    }

    /** The load tester lends its texts, tables, charts and pages; nothing is sent or measured here. */
    @Test
    void nothingIsSent() {
        classes()
                .that()
                .resideInAnyPackage("..simulator.cli..", "..simulator.report..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "picocli..",
                        "com.fasterxml.jackson..",
                        "org.elasticml.core..",
                        "org.elasticml.simulator..",
                        "org.elasticml.loadtester.cli..",
                        "org.elasticml.loadtester.report..")
                .check(CLASSES);
    }
}
