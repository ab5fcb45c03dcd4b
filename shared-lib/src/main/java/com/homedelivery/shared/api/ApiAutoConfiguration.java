package com.homedelivery.shared.api;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
class ApiAutoConfiguration {

    @Bean
    JsonMapperBuilderCustomizer homeDeliveryJson() {
        return JsonFormat::applyTo;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(ErrorMvcAutoConfiguration.class)
    static class Servlet implements WebMvcConfigurer {

        /** Every body is JSON, whatever the client says it accepts. */
        @Override
        public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
            configurer.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
        }

        @Bean
        ApiExceptionHandler apiExceptionHandler() {
            return new ApiExceptionHandler();
        }

        @Bean
        ErrorPage errorPage() {
            return new ErrorPage();
        }

        @Bean
        EnvelopeWriter envelopeWriter(JsonMapper json) {
            return new EnvelopeWriter(json);
        }

        @Bean
        FilterRegistrationBean<BodySizeLimit> bodySizeLimit(
                EnvelopeWriter envelopes, ObjectProvider<LargeBodies> exceptions) {
            var filter = new FilterRegistrationBean<>(
                    new BodySizeLimit(envelopes, exceptions.orderedStream().toList()));
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
            return filter;
        }

        @Bean
        HealthController healthController(
                @Value("${spring.application.name}") String service, HealthContributorRegistry contributors) {
            return new HealthController(service, contributors);
        }
    }
}
