package com.homedelivery.shared.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class IdempotencyPropertiesTests {

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(WithProperties.class);

    @Test
    void keysAreKeptForTwoDaysUnlessAnOperatorSaysOtherwise() {
        service.run(context ->
                assertThat(context.getBean(IdempotencyProperties.class).keep()).isEqualTo(Duration.ofDays(2)));
        service.withPropertyValues("homedelivery.idempotency.keep=36h")
                .run(context -> assertThat(
                                context.getBean(IdempotencyProperties.class).keep())
                        .isEqualTo(Duration.ofHours(36)));
    }

    @Test
    void aKeyIsNotForgottenWhileItsRequestMayStillRun() {
        service.withPropertyValues("homedelivery.idempotency.keep=59s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("homedelivery.idempotency")
                        .hasMessageContaining("'keep'")
                        .hasMessageContaining("must be longer than or equal to"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(IdempotencyProperties.class)
    static class WithProperties {}
}
