package com.homedelivery.shared.observability;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Configuration;

class ManagementPortCheckTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "3006"})
    void whatOperatorsReadIsNeverOnTheServicesOwnPort(String managementPort) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> start("--MANAGEMENT_PORT=" + managementPort))
                .withMessageContaining("management.server.port");
    }

    @Test
    void anotherPortWillDoAndSoWillNone() {
        assertThatCode(() -> start("--MANAGEMENT_PORT=9006")).doesNotThrowAnyException();
        assertThatCode(() -> start("--MANAGEMENT_PORT=0")).doesNotThrowAnyException();
        assertThatCode(ManagementPortCheckTests::start).doesNotThrowAnyException();
    }

    private static void start(String... words) {
        new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties("server.port=3006")
                .run(words)
                .close();
    }

    @Configuration(proxyBeanMethods = false)
    static class Service {}
}
