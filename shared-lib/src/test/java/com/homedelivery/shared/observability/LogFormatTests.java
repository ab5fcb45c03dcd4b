package com.homedelivery.shared.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logs are for people, or for machines when {@code LOG_FORMAT} says so; the trace is in them either way. */
@ExtendWith(OutputCaptureExtension.class)
class LogFormatTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Logger log = LoggerFactory.getLogger(LogFormatTests.class);

    @Configuration(proxyBeanMethods = false)
    static class Service {}

    /** What logs in this JVM later is for people again. */
    @AfterAll
    static void forPeople() {
        run().close();
    }

    @Test
    void inContainersALineIsAnObjectWithServiceAndTrace(CapturedOutput output) {
        String line = lineOf("paid", output, "--LOG_FORMAT=ecs");
        JsonNode json = JsonMapper.shared().readTree(line);

        assertThat(json.path("message").asString()).isEqualTo("paid");
        assertThat(json.at("/service/name").asString()).isEqualTo("logs");
        assertThat(json.at("/log/level").asString()).isEqualTo("WARN");
        assertThat(json.path("trace.id").asString()).isEqualTo(TRACE);
        assertThat(json.at("/error/stack_trace").asString()).contains("no money", "LogFormatTests");
    }

    @Test
    void elsewhereALineIsForPeople(CapturedOutput output) {
        assertThat(lineOf("paid", output)).contains(" WARN [" + TRACE + "] ", " : paid");
    }

    private static String lineOf(String message, CapturedOutput output, String... arguments) {
        try (ConfigurableApplicationContext _ = run(arguments);
                MDC.MDCCloseable _ = MDC.putCloseable("traceId", TRACE)) {
            log.warn(message, new IllegalStateException("no money"));
        }
        return output.getOut()
                .lines()
                .filter(line -> line.contains(message))
                .findFirst()
                .orElseThrow();
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties("spring.application.name=logs")
                .run(arguments);
    }
}
