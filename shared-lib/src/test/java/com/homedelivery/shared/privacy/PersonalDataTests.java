package com.homedelivery.shared.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.web.EndpointAuthorization;
import com.homedelivery.shared.testing.ApiClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** What a service keeps about a person is for other services to ask, whatever the service's own rules say. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=shop-service",
            "JWT_SECRET=a-secret-for-tests-of-at-least-32-bytes",
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration,"
                    + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
                    + "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
        })
class PersonalDataTests {

    private final UUID somebody = UUID.randomUUID();
    private ApiClient api;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Service {

        @Bean
        PersonalData personalData() {
            return userId -> new Kept(userId, List.of());
        }

        @Bean
        EndpointAuthorization generousRules() {
            return endpoints -> endpoints.requestMatchers("/**").permitAll();
        }
    }

    record Kept(UUID userId, List<String> addresses) {}

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired AccessTokens tokens) {
        api = ApiClient.to(port, tokens);
    }

    @Test
    void anotherServiceReadsWhatIsKept() {
        var data =
                api.asService("user-service").get("/personal-data/" + somebody).data();

        assertThat(data.path("userId").asString()).isEqualTo(somebody.toString());
        assertThat(data.path("addresses").isArray()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "SERVICE", mode = EnumSource.Mode.EXCLUDE)
    void noPersonReadsItNotEvenTheirOwn(Role role) {
        api.as(somebody, role).get("/personal-data/" + somebody).hasError(403, "FORBIDDEN");
    }

    @Test
    void nobodyReadsItWithoutAToken() {
        api.anonymous().get("/personal-data/" + somebody).hasError(401, "UNAUTHORIZED");
    }

    @Test
    void whatIsNoIdIsNotFound() {
        api.asService("user-service").get("/personal-data/me").hasError(404, "NOT_FOUND");
    }
}
