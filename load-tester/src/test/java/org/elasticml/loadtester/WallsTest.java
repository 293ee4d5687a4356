package org.elasticml.loadtester;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.elasticml.loadtester", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule figuresArePure = classes()
            .that()
            .resideInAPackage("..measure..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "org.elasticml.core..", "..measure..");

    @ArchTest
    static final ArchRule onlyCommandsKnowAll = noClasses()
            .that()
            .resideInAnyPackage("..send..", "..photo..", "..measure..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..report..", "..cli..");
}
