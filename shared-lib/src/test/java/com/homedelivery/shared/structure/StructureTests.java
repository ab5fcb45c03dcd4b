package com.homedelivery.shared.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ModuleClasses;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** How the shared library is laid out: small packages, each of which can be understood without those that use it. */
@AnalyzeClasses(locations = ModuleClasses.class)
class StructureTests {

    private static final int MOST_FILES = 15;

    @ArchTest
    static final ArchRule areas_have_no_cycle =
            slices().matching("com.homedelivery.shared.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_have_no_cycle =
            slices().matching("com.homedelivery.shared.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule auto_configurations_are_package_private = classes()
            .that()
            .areAnnotatedWith("org.springframework.boot.autoconfigure.AutoConfiguration")
            .should()
            .bePackagePrivate();

    @ArchTest
    static void noPackageIsLargerThanAReaderCanOversee(JavaClasses library) {
        for (JavaPackage part : library.getPackage("com.homedelivery.shared").getSubpackagesInTree()) {
            List<String> files = part.getClasses().stream()
                    .filter(type -> type.isTopLevelClass() && !type.isArray())
                    .map(JavaClass::getSimpleName)
                    .toList();
            assertThat(files).as(part.getName()).hasSizeLessThanOrEqualTo(MOST_FILES);
        }
    }
}
