package com.homedelivery.shared.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class RenamedPropertyCheckTests {

    @Test
    void aServiceDoesNotStartWithAnOldNameAndNamesTheNewOne(CapturedOutput output) {
        SpringApplicationBuilder service = new SpringApplicationBuilder(Service.class).web(WebApplicationType.NONE);

        assertThatExceptionOfType(RenamedPropertyException.class)
                .isThrownBy(() -> service.run("--homedelivery.payment.batch=5"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("homedelivery.payment.batch, set by \"homedelivery.payment.batch\" from property source"
                        + " \"commandLineArgs\": now homedelivery.payment.calls-at-once")
                .contains("Set the new names, and remove what is gone.")
                .doesNotContain("\tat ");
    }

    @Test
    void namesAllOldNamesAtOnceButNoValues() {
        assertThatExceptionOfType(RenamedPropertyException.class)
                .isThrownBy(() -> check(new MapPropertySource(
                        "file", Map.of("auth.first-admin.password", "secret", "homedelivery.client.openFor", "5s"))))
                .withMessageContaining("auth.first-admin.password, set by \"auth.first-admin.password\" from property"
                        + " source \"file\": now homedelivery.auth.first-admin.password")
                .withMessageContaining(
                        "homedelivery.client.open-for, set by \"homedelivery.client.openFor\" from property"
                                + " source \"file\": gone, its default stays")
                .withMessageNotContaining("secret");
    }

    @Test
    void findsEnvironmentVariables() {
        assertThatExceptionOfType(RenamedPropertyException.class)
                .isThrownBy(() -> check(variables("HOMEDELIVERY_NOTIFICATION_KEEPKNOWNORDERS")))
                .withMessageContaining("set by \"HOMEDELIVERY_NOTIFICATION_KEEPKNOWNORDERS\"")
                .withMessageContaining("now homedelivery.notification.keep-order-projections");
    }

    @Test
    void leavesAloneWhatOnlyBeginsLikeAnOldName() {
        assertThatCode(() -> check(variables(
                        "AUTH_SERVICE_URL", "AUTH_DB_PASSWORD", "HOMEDELIVERY_INVENTORY_COUNTERS_RECONCILEEVERY")))
                .doesNotThrowAnyException();
    }

    private static PropertySource<?> variables(String... names) {
        return new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Arrays.stream(names).collect(Collectors.toMap(name -> name, _ -> "something")));
    }

    private static void check(PropertySource<?> source) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        ConfigurationPropertySources.attach(environment);
        new RenamedPropertyCheck().postProcessEnvironment(environment, new SpringApplication());
    }

    @Configuration(proxyBeanMethods = false)
    static class Service {}
}
