package com.homedelivery.shared.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.HouseRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that cannot bite is no rule: each of them convicts the guilty fixture. */
class HouseRulesTests {

    private static final JavaClasses GUILTY = new ClassFileImporter().importPackages("com.homedelivery.guilty");
    private static final JavaClasses EMPTY = new ClassFileImporter().importPackages("com.homedelivery.nobody");

    static Stream<Named<ArchRule>> rules() {
        return Arrays.stream(HouseRules.class.getFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(field -> Named.of(field.getName(), ruleIn(field)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void convictsTheGuilty(ArchRule rule) {
        assertThat(rule.evaluate(GUILTY).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void acquitsWhereThereIsNothing(ArchRule rule) {
        assertThat(rule.allowEmptyShould(true).evaluate(EMPTY).hasViolation()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GuiltyController",
                "BestEffortRedis",
                "StringRedisTemplate",
                "RedisClient",
                "JdbcClient",
                "DataSource",
                "MongoTemplate",
                "MongoClient",
                "KafkaTemplate",
                "KafkaProducer",
                "RestClient",
                "HttpClient",
                "ServerWebExchange",
                "HttpServletRequest",
                "ExecutorService",
                "Executors",
                "ScheduledExecutorService",
                "ThreadPoolExecutor",
                "ThreadPoolTaskScheduler",
                "TaskExecutor",
                "Thread$Builder$OfVirtual",
                "Resource"
            })
    void convictsAnApplicationThatKnows(String infrastructure) {
        assertConvicts(HouseRules.application_knows_the_domain_and_no_infrastructure, infrastructure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Component", "GuiltyUseCase", "JdbcClient", "ExecutorService"})
    void convictsADomainThatKnows(String other) {
        assertConvicts(HouseRules.domain_knows_only_java_and_its_persistence, other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"StringRedisTemplate", "JdbcClient", "Connection"})
    void convictsAClientThatKnows(String storage) {
        assertConvicts(HouseRules.clients_know_only_http, storage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<init>", "startVirtualThread", "ofVirtual"})
    void convictsAnApplicationThatMakesAThreadBy(String method) {
        assertThat(HouseRules.application_and_domain_start_no_threads
                        .evaluate(GUILTY)
                        .getFailureReport()
                        .getDetails())
                .anyMatch(violation -> violation.contains("java.lang.Thread." + method + "("));
    }

    private static void assertConvicts(ArchRule rule, String type) {
        assertThat(rule.evaluate(GUILTY).getFailureReport().getDetails())
                .anyMatch(violation -> violation.matches("(?s).*[.<]" + Pattern.quote(type) + "[>.( ].*"));
    }

    private static ArchRule ruleIn(Field field) {
        try {
            return (ArchRule) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
