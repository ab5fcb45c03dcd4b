package com.homedelivery.shared.deadline;

import com.homedelivery.shared.api.EnvelopeWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

@AutoConfiguration
@EnableConfigurationProperties(DeadlineProperties.class)
class DeadlineAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({FilterRegistrationBean.class, OncePerRequestFilter.class})
    static class Servlet {

        /** Before the body is read and the token is looked at. */
        private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 5;

        @Bean
        FilterRegistrationBean<RequestDeadlineFilter> requestDeadlineFilter(
                DeadlineProperties properties, EnvelopeWriter envelopes, MeterRegistry meters) {
            Counter expired = Counter.builder("homedelivery.http.requests.expired")
                    .description("Requests that were answered with 503 because no time was left for them")
                    .register(meters);
            var filter = new FilterRegistrationBean<>(
                    new RequestDeadlineFilter(properties.maxRequestTime(), envelopes, expired));
            filter.setOrder(ORDER);
            return filter;
        }
    }
}
