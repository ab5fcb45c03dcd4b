package com.homedelivery.shared.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.RealServers;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What operators and orchestrators read of a service, and where. */
class ManagementPortIT {

    private static final String NAME = "management-port";
    private static final TestServers.Database DATABASE = TestServers.current().postgresDatabase(NAME);
    private static final URI DATABASE_ADDRESS = URI.create(DATABASE.jdbcUrl().substring("jdbc:".length()));
    private static final TcpProxy TO_DATABASE = new TcpProxy(DATABASE_ADDRESS.getHost(), DATABASE_ADDRESS.getPort());
    private static final TcpProxy TO_REDIS = TcpProxy.toRedis();

    private static ConfigurableApplicationContext service;
    private static ApiClient api;
    private static ApiClient management;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        @Primary
        JdbcConnectionDetails database() {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return DATABASE.username();
                }

                @Override
                public String getPassword() {
                    return DATABASE.password();
                }

                @Override
                public String getJdbcUrl() {
                    return "jdbc:postgresql://127.0.0.1:" + TO_DATABASE.port() + DATABASE_ADDRESS.getPath();
                }
            };
        }
    }

    @BeforeAll
    static void start() {
        service = run("--MANAGEMENT_PORT=0");
        api = clientOf(service, "local.server.port");
        management = clientOf(service, "local.management.port");
    }

    @AfterAll
    static void stop() {
        service.close();
        TO_DATABASE.close();
        TO_REDIS.close();
    }

    @Test
    void showsMetricsProbesAndInfoToWhoeverReachesIt() {
        assertThat(management.get("/actuator/prometheus").hasStatus(200).text())
                .contains("jvm_memory_used_bytes{", "application=\"" + NAME + "\"", "hikaricp_connections_pending");
        assertThat(management.get("/actuator/health/liveness").hasStatus(200).text())
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(management.get("/actuator/health/readiness").hasStatus(200).text())
                .isEqualTo("{\"status\":\"UP\"}");
        management.get("/actuator/info").hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/ops/dead-letters",
                "/actuator",
                "/actuator/beans",
                "/actuator/configprops",
                "/actuator/env",
                "/actuator/flyway",
                "/actuator/heapdump",
                "/actuator/loggers",
                "/actuator/mappings",
                "/actuator/metrics",
                "/actuator/scheduledtasks",
                "/actuator/threaddump"
            })
    void showsNothingElse(String path) {
        assertThat(management.get(path).status()).isIn(401, 404);
        assertThat(management.asAdmin().get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/prometheus",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/info"
            })
    void theServicesOwnPortShowsNothingOfIt(String path) {
        api.get(path).hasError(401, "UNAUTHORIZED");
        api.asAdmin().get(path).hasError(404, "NOT_FOUND");
    }

    @Test
    void healthStaysOnTheServicesOwnPort() {
        ApiResult health = api.get("/health").hasStatus(200);

        assertThat(health.body().at("/dependencies/database").asBoolean()).isTrue();
        assertThat(health.body().at("/dependencies/redis").asBoolean()).isTrue();
    }

    @Test
    void neighboursThatAreAwayChangeNoProbe() {
        TO_DATABASE.cut();
        TO_REDIS.cut();
        try {
            ApiResult health = api.get("/health").hasStatus(503);

            assertThat(health.body().at("/dependencies/database").asBoolean(true))
                    .isFalse();
            assertThat(health.body().at("/dependencies/redis").asBoolean(true)).isFalse();
            management.get("/actuator/health/liveness").hasStatus(200);
            management.get("/actuator/health/readiness").hasStatus(200);
        } finally {
            TO_DATABASE.mend();
            TO_REDIS.mend();
        }
        Awaitility.await().until(() -> api.get("/health").status() == 200);
    }

    @Test
    void withoutAPortOfItsOwnNothingIsShown() {
        try (ConfigurableApplicationContext unobserved = run()) {
            ApiClient only = clientOf(unobserved, "local.server.port");

            assertThat(unobserved.getEnvironment().containsProperty("local.management.port"))
                    .isFalse();
            only.asAdmin().get("/actuator/prometheus").hasError(404, "NOT_FOUND");
            only.asAdmin().get("/actuator/health/liveness").hasError(404, "NOT_FOUND");
            only.get("/health").hasStatus(200);
        }
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        return new SpringApplicationBuilder(Service.class)
                .properties(
                        "spring.application.name=" + NAME,
                        "spring.flyway.locations=classpath:db/messaging",
                        "management.health.mongodb.enabled=false",
                        "server.port=0",
                        "server.address=127.0.0.1")
                .initializers(RealServers.withRedisThrough(TO_REDIS))
                .run(arguments);
    }

    private static ApiClient clientOf(ConfigurableApplicationContext context, String port) {
        return ApiClient.to(
                context.getEnvironment().getRequiredProperty(port, Integer.class), context.getBean(AccessTokens.class));
    }
}
