package com.homedelivery.shared.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.Slice;
import java.util.List;

/**
 * How a service is laid out, as allow-lists: {@code web, messaging → application → domain}, and never back up;
 * {@code client} and {@code infrastructure} stand behind what the application owns. A service applies them in one test:
 *
 * <pre>{@code
 * @AnalyzeClasses(locations = ModuleClasses.class)
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
    private static final String CLIENT = "com.homedelivery.*.client..";
    private static final String SHARED = "com.homedelivery.shared..";

    /** Java without databases, sockets and threads of one's own: they are infrastructure. */
    private static final DescribedPredicate<JavaClass> PLAIN_JAVA = resideInAPackage("java..")
            .and(not(resideInAnyPackage("java.sql..", "java.net.http..")))
            .and(not(DescribedPredicate.describe("threads", HouseRules::isThreadPool)))
            .as("plain Java");

    private static final DescribedPredicate<JavaClass> SHARED_FOR_DOMAIN = resideInAnyPackage(
                    "com.homedelivery.shared.api..",
                    "com.homedelivery.shared.event..",
                    "com.homedelivery.shared.geo..",
                    "com.homedelivery.shared.security")
            .or(anyOf("com.homedelivery.shared.work.ExponentialBackoff"));

    private static final DescribedPredicate<JavaClass> SHARED_FOR_APPLICATION = SHARED_FOR_DOMAIN.or(resideInAnyPackage(
            "com.homedelivery.shared.deadline..",
            "com.homedelivery.shared.idempotency..",
            "com.homedelivery.shared.messaging..",
            "com.homedelivery.shared.ops..",
            "com.homedelivery.shared.privacy..",
            "com.homedelivery.shared.security.secret",
            "com.homedelivery.shared.work.."));

    /**
     * Spring's container, transactions and schedules, and libraries that only compute and stay in memory. Of HTTP the
     * values, because paths and methods are what the gateway decides about.
     */
    private static final DescribedPredicate<JavaClass> LIBRARIES_FOR_APPLICATION = resideInAnyPackage(
                    "org.jspecify..",
                    "org.slf4j..",
                    "io.micrometer.core.instrument..",
                    "com.github.f4b6a3.uuid..",
                    "com.github.benmanes.caffeine..",
                    "com.samskivert.mustache",
                    "reactor.core.publisher",
                    "org.springframework.beans.factory..",
                    "org.springframework.boot",
                    "org.springframework.boot.context.event",
                    "org.springframework.context..",
                    "org.springframework.core..",
                    "org.springframework.dao",
                    "org.springframework.data.domain",
                    "org.springframework.data.repository",
                    "org.springframework.http",
                    "org.springframework.scheduling.annotation",
                    "org.springframework.security.crypto..",
                    "org.springframework.stereotype",
                    "org.springframework.transaction..",
                    "org.springframework.util..",
                    "org.springframework.web.util.pattern..")
            .and(not(resideInAnyPackage("org.springframework.core.task..", "org.springframework.core.io..")))
            .or(anyOf(
                    "org.springframework.core.io.ClassPathResource",
                    "org.springframework.http.server.PathContainer",
                    "org.springframework.http.server.RequestPath"));

    /** Declarative HTTP clients and the SDKs of payment providers. */
    private static final DescribedPredicate<JavaClass> LIBRARIES_FOR_CLIENT = resideInAnyPackage(
            "org.jspecify..",
            "org.slf4j..",
            "com.github.benmanes.caffeine..",
            "io.github.resilience4j..",
            "io.micrometer.core.instrument..",
            "com.stripe..",
            "org.springframework.beans.factory..",
            "org.springframework.boot..",
            "org.springframework.context..",
            "org.springframework.core..",
            "org.springframework.http..",
            "org.springframework.stereotype",
            "org.springframework.util..",
            "org.springframework.web..",
            "tools.jackson..");

    private static final DescribedPredicate<JavaClass> EDGES = resideInAPackage("com.homedelivery.*.*..")
            .and(not(resideInAnyPackage(DOMAIN, APPLICATION)))
            .as("edges");

    @ArchTest
    public static final ArchRule domain_knows_only_java_and_its_persistence = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat(PLAIN_JAVA
                    .or(SHARED_FOR_DOMAIN)
                    .or(resideInAnyPackage(
                            DOMAIN,
                            "jakarta.persistence..",
                            "org.hibernate.annotations..",
                            "org.hibernate.type..",
                            "org.springframework.data.domain..",
                            "org.springframework.data.repository..",
                            "org.springframework.data.jpa.repository..",
                            "com.github.f4b6a3.uuid..",
                            "org.jspecify.."))
                    .as("are plain Java, JPA, repositories, or the shared vocabulary"))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule application_knows_the_domain_and_no_infrastructure = classes()
            .that()
            .resideInAPackage(APPLICATION)
            .should()
            .onlyDependOnClassesThat(PLAIN_JAVA
                    .or(SHARED_FOR_APPLICATION)
                    .or(LIBRARIES_FOR_APPLICATION)
                    .or(resideInAnyPackage(ROOT, APPLICATION, DOMAIN))
                    .as("are plain Java, Spring's container and transactions, the domain, or shared"))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule application_and_domain_start_no_threads = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN, APPLICATION)
            .should()
            .accessTargetWhere(DescribedPredicate.describe("a thread is made", HouseRules::makesThread))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule clients_know_only_http = classes()
            .that()
            .resideInAPackage(CLIENT)
            .should()
            .onlyDependOnClassesThat(PLAIN_JAVA
                    .or(SHARED_FOR_APPLICATION)
                    .or(LIBRARIES_FOR_CLIENT)
                    .or(resideInAnyPackage(
                            ROOT,
                            CLIENT,
                            APPLICATION,
                            DOMAIN,
                            "com.homedelivery.shared.client..",
                            "com.homedelivery.shared.security.."))
                    .as("are plain Java, HTTP clients, what the application owns, or shared"))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule edges_do_not_see_each_other = slices().matching("com.homedelivery.*.(*)..")
            .that(areEdges())
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage(SHARED))
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule edges_are_package_private = classes()
            .that(EDGES)
            .and()
            .areTopLevelClasses()
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule packages_have_no_cycle = slices().matching("com.homedelivery.*.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule interfaces_with_one_implementation_are_seams = classes()
            .that()
            .areInterfaces()
            .and()
            .areNotAnnotations()
            .should(beImplementedElsewhereOrMoreThanOnce())
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule exceptions_are_called_exceptions = classes()
            .that()
            .areAssignableTo(Exception.class)
            .should()
            .haveSimpleNameEndingWith("Exception")
            .allowEmptyShould(true);

    /** A gauge that reads its number now and then is called one; an edge may tidy up after itself. */
    @ArchTest
    public static final ArchRule scheduled_work_is_a_job = methods()
            .that()
            .areAnnotatedWith("org.springframework.scheduling.annotation.Scheduled")
            .and()
            .areDeclaredInClassesThat(resideInAnyPackage(ROOT, APPLICATION, DOMAIN))
            .should()
            .beDeclaredInClassesThat()
            .haveNameMatching(".*(Job|Gauge)")
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

    private static DescribedPredicate<Slice> areEdges() {
        return DescribedPredicate.describe(
                "edges", slice -> !slice.getNamePart(1).matches("domain|application"));
    }

    /** Not the interface {@code Executor} itself: who is given one starts no thread. */
    private static boolean isThreadPool(JavaClass type) {
        String name = type.getName();
        return name.matches("java\\.util\\.concurrent\\.(Executor.+|(Scheduled|ThreadPool|ForkJoin|Structured).*)")
                || name.matches("java\\.(util\\.Timer(Task)?|lang\\.Thread\\$Builder.*)");
    }

    private static DescribedPredicate<JavaClass> anyOf(String... names) {
        return DescribedPredicate.describe(
                String.join(", ", names), type -> List.of(names).contains(type.getName()));
    }

    private static boolean makesThread(JavaAccess<?> access) {
        return access.getTargetOwner().isAssignableTo(Thread.class)
                && List.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread")
                        .contains(access.getTarget().getName());
    }

    /** The one class that implements it stands in another package: the interface is what its own package needs of it. */
    private static ArchCondition<JavaClass> beImplementedElsewhereOrMoreThanOnce() {
        return new ArchCondition<>("be implemented in another package, or more than once") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<JavaClass> implementations = type.getAllSubclasses().stream()
                        .filter(implementation -> !implementation.isInterface())
                        .toList();
                boolean pointless = implementations.size() == 1
                        && implementations.getFirst().getPackageName().equals(type.getPackageName());
                events.add(new SimpleConditionEvent(
                        type, !pointless, type.getName() + " has one implementation, beside it: " + implementations));
            }
        };
    }
}
