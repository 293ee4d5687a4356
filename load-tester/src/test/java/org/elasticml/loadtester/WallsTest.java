package org.elasticml.loadtester;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Plain tests, since Surefire 3.5.3 does not see the outcome of rules in fields marked {@code @ArchTest}. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.elasticml.loadtester");

    @Test
    void figuresArePure() {
        classes()
                .that()
                .resideInAPackage("..measure..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "org.elasticml.core..",
                        "org.HdrHistogram..",
                        "org.apache.commons.statistics..",
                        "..measure..")
                .check(CLASSES);
    }

    @Test
    void decisionsOfASearchArePure() {
        classes()
                .that()
                .resideInAPackage("..search..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.math..",
                        "org.elasticml.core..",
                        "..measure..",
                        "..search..")
                .check(CLASSES);
    }

    @Test
    void sendersKnowNeitherReportsNorCommands() {
        noClasses()
                .that()
                .resideInAnyPackage("..send..", "..photo..", "..measure..", "..watch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..report..", "..cli..")
                .check(CLASSES);
    }

    /** Agents send with what single runs send with, and what they tell is put together before anyone reports it. */
    @Test
    void agentsKnowSendersOnly() {
        noClasses()
                .that()
                .resideInAPackage("..agent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..report..", "..cli..", "..watch..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("..send..", "..photo..", "..measure..", "..watch..", "..report..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..agent..")
                .check(CLASSES);
    }

    @Test
    void watchersKnowFiguresOnly() {
        noClasses()
                .that()
                .resideInAPackage("..watch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..send..", "..photo..")
                .check(CLASSES);
    }
}
