package com.homedelivery.delivery.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.fault.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** Where riders can be silenced at all. */
class SilentRidersTests {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(
                    context -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .withUserConfiguration(SilentRiders.class);

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void onlyWhereTheDemoDataIs(boolean demoData, int each) {
        service.withPropertyValues("homedelivery.demo-data=" + demoData).run(context -> {
            assertThat(context.getBeanNamesForType(Fault.class)).hasSize(each);
            assertThat(context.getBeanNamesForType(WebMvcConfigurer.class)).hasSize(each);
            assertThat(context.getBeanNamesForType(WebSocketMessageBrokerConfigurer.class))
                    .hasSize(each);
        });
    }
}
