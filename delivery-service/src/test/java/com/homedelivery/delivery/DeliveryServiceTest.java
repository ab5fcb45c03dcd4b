package com.homedelivery.delivery;

import com.homedelivery.delivery.application.DeliveryWorkflow;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.MovableClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The whole service on real servers, with a clock that can be put forward and a client at hand. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IntegrationTest
@TestPropertySource(
        properties = {
            DeliveryServiceTest.FASTER,
            DeliveryServiceTest.PATIENT,
            "homedelivery.delivery.supervision.sweep-every=100ms",
            "homedelivery.delivery.supervision.grace=0s",
            "homedelivery.delivery.tracking.look-for-deliveries-every=200ms",
        })
@Import(DeliveryServiceTest.Surroundings.class)
public @interface DeliveryServiceTest {

    String FASTER = "homedelivery.delivery.dispatch.sweep-every=100ms";

    /** Where Redis is there, it is waited for: on a busy machine it may take longer than it is worth in real life. */
    String PATIENT = "homedelivery.delivery.redis-timeout=10s";

    @TestConfiguration(proxyBeanMethods = false)
    class Surroundings {

        @Bean
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        @Lazy
        DeliveryApi deliveryApi(
                Environment environment, AccessTokens tokens, DeliveryWorkflow workflow, JdbcClient jdbc) {
            return new DeliveryApi(
                    environment.getRequiredProperty("local.server.port", Integer.class), tokens, workflow, jdbc);
        }
    }
}
