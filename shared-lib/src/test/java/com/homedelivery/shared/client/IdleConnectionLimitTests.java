package com.homedelivery.shared.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Configuration;

class IdleConnectionLimitTests {

    @Configuration(proxyBeanMethods = false)
    static class Application {}

    @Test
    void isThereBeforeAnyBeanMayMakeAClient() {
        System.clearProperty(IdleConnectionLimit.PROPERTY);
        List<String> whenBeansBegin = new ArrayList<>();
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addListeners((ApplicationListener<ApplicationContextInitializedEvent>)
                _ -> whenBeansBegin.add(System.getProperty(IdleConnectionLimit.PROPERTY)));
        application.run().close();
        assertThat(whenBeansBegin).containsExactly("8");
    }

    @Test
    void leavesWhatTheOperatorHasSet() {
        System.setProperty(IdleConnectionLimit.PROPERTY, "5");
        try {
            SpringApplication application = new SpringApplication(Application.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.run().close();
            assertThat(System.getProperty(IdleConnectionLimit.PROPERTY)).isEqualTo("5");
        } finally {
            System.setProperty(IdleConnectionLimit.PROPERTY, "8");
        }
    }
}
