package org.elasticml.cluster;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.elasticml.cluster.images.RegistryAddress;
import org.junit.jupiter.api.Test;

/** Who may know whom in cluster. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.elasticml.cluster");

    /** Of images they know only where these are. */
    @Test
    void manifestsAreTextsMadeOfTexts() {
        classes()
                .that()
                .resideInAPackage("..cluster.manifests..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "picocli..",
                                "com.fasterxml.jackson..",
                                "org.elasticml.loadtester.cli..",
                                "..cluster.manifests..")
                        .or(name(RegistryAddress.class.getName())))
                .check(CLASSES);
    }

    @Test
    void imagesAreMadeWithoutRunningThem() {
        noClasses()
                .that()
                .resideInAPackage("..cluster.images..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..cluster.imagetest..", "..cluster.manifests..", "io.fabric8..", "org.elasticml.bench.chaos..")
                .check(CLASSES);
    }

    @Test
    void whatIsRunKnowsManifestsAsAClusterDoes() {
        noClasses()
                .that()
                .resideInAPackage("..cluster.imagetest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..cluster.manifests..", "com.google.cloud.tools.jib..")
                .check(CLASSES);
    }
}
