package com.homedelivery.shared.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.HouseRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    @Test
    void convictsAnApplicationThatTalksToRedis() {
        assertThat(HouseRules.application_sees_the_domain_and_no_edge
                        .evaluate(GUILTY)
                        .getFailureReport()
                        .getDetails())
                .anyMatch(violation -> violation.contains("BestEffortRedis"));
    }

    private static ArchRule ruleIn(Field field) {
        try {
            return (ArchRule) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
