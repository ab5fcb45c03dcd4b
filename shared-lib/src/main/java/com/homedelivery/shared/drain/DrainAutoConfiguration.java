package com.homedelivery.shared.drain;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.util.OnCommittedResponseWrapper;

@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(DrainProperties.class)
class DrainAutoConfiguration {

    @Bean
    ConnectionDrain connectionDrain(DrainProperties properties) {
        return new ConnectionDrain(properties.time());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({FilterRegistrationBean.class, OnCommittedResponseWrapper.class})
    static class Servlet {

        /** Before all that may answer. */
        private static final int ORDER = Ordered.HIGHEST_PRECEDENCE;

        @Bean
        FilterRegistrationBean<DrainFilter> drainFilter(ConnectionDrain drain) {
            var filter = new FilterRegistrationBean<>(new DrainFilter(drain));
            filter.setOrder(ORDER);
            return filter;
        }
    }
}
