package com.homedelivery.user;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.IntegrationTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** The whole service on real servers, with a client at hand. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IntegrationTest
@Import(UserServiceTest.Surroundings.class)
public @interface UserServiceTest {

    @TestConfiguration(proxyBeanMethods = false)
    class Surroundings {

        @Bean
        @Lazy
        UserApi userApi(Environment environment, AccessTokens tokens) {
            return new UserApi(environment.getRequiredProperty("local.server.port", Integer.class), tokens);
        }
    }
}
