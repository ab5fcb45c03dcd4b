package com.homedelivery.shared.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/**
 * How a service is laid out, as allow-lists: {@code web, messaging, client → application → domain}, and never back up.
 * A service applies them in one test:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "com.homedelivery.order", importOptions = ImportOption.DoNotIncludeTests.class)
 * class StructureTests {
 *     @ArchTest
 *     static final ArchTests house = ArchTests.in(HouseRules.class);
 * }
 * }</pre>
 */
public final class HouseRules {

    private static final String ROOT = "com.homedelivery.*";
    private static final String DOMAIN = "com.homedelivery.*.domain..";
    private static final String APPLICATION = "com.homedelivery.*.application..";
    private static final String SHARED = "com.homedelivery.shared..";

    /** What the application may know of the shared library; {@code redis} stands behind what the application owns. */
    private static final String[] SHARED_FOR_APPLICATION = {
        "com.homedelivery.shared.api..",
        "com.homedelivery.shared.deadline..",
        "com.homedelivery.shared.event..",
        "com.homedelivery.shared.geo..",
        "com.homedelivery.shared.idempotency..",
        "com.homedelivery.shared.messaging..",
        "com.homedelivery.shared.ops..",
        "com.homedelivery.shared.security..",
        "com.homedelivery.shared.work.."
    };

    private static final DescribedPredicate<JavaClass> FOREIGN = not(resideInAPackage("com.homedelivery.."));
    private static final DescribedPredicate<JavaClass> EDGES = resideInAPackage("com.homedelivery.*.*..")
            .and(not(resideInAnyPackage(DOMAIN, APPLICATION)))
            .as("edges");

    @ArchTest
    public static final ArchRule domain_knows_only_the_language_and_its_persistence = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    DOMAIN,
                    "java..",
                    "jakarta.persistence..",
                    "org.hibernate.annotations..",
                    "org.hibernate.type..",
                    "org.springframework.data.domain..",
                    "org.springframework.data.repository..",
                    "org.springframework.data.jpa.repository..",
                    "com.github.f4b6a3.uuid..",
                    "org.jspecify..",
                    "com.homedelivery.shared.api..",
                    "com.homedelivery.shared.event..",
                    "com.homedelivery.shared.geo..",
                    "com.homedelivery.shared.security.."))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule application_sees_the_domain_and_no_edge = classes()
            .that()
            .resideInAPackage(APPLICATION)
            .should()
            .onlyDependOnClassesThat(FOREIGN.or(resideInAnyPackage(ROOT, APPLICATION, DOMAIN))
                    .or(resideInAnyPackage(SHARED_FOR_APPLICATION)))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule edges_do_not_see_each_other = slices().matching("com.homedelivery.*.(*)..")
            .that(areEdges())
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage(SHARED))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule edges_are_nobodys_business = classes()
            .that(EDGES)
            .and()
            .areTopLevelClasses()
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule rooms_have_no_circle = slices().matching("com.homedelivery.*.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule only_the_aggregate_changes_its_state = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .and()
            .haveNameMatching("set[A-Z].*")
            .should()
            .haveModifier(JavaModifier.PRIVATE)
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule dependencies_come_in_by_the_constructor =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    public static final ArchRule nothing_is_printed = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    private HouseRules() {}

    private static DescribedPredicate<com.tngtech.archunit.library.dependencies.Slice> areEdges() {
        return DescribedPredicate.describe(
                "edges", slice -> !slice.getNamePart(1).matches("domain|application"));
    }
}
