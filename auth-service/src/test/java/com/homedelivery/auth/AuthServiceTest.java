package com.homedelivery.auth;

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

/** The whole service on real servers, with a clock that can be put forward and a client at hand. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IntegrationTest
@Import(AuthServiceTest.Surroundings.class)
public @interface AuthServiceTest {

    @TestConfiguration(proxyBeanMethods = false)
    class Surroundings {

        @Bean
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        @Lazy
        AuthApi authApi(Environment environment, AccessTokens tokens, JdbcClient jdbc) {
            return new AuthApi(environment.getRequiredProperty("local.server.port", Integer.class), tokens, jdbc);
        }
    }
}
