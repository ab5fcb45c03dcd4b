package com.homedelivery.shared.client;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.JdkHttpClientBuilder;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/** For every group of {@code @ImportHttpServices}, named after the service that it calls: {@code order}, {@code cart}. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ClientHttpRequestFactoryBuilder.class, RestClientCustomizer.class})
@EnableConfigurationProperties(ServiceClientProperties.class)
class ServiceClientAutoConfiguration {

    private static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(3);

    @Bean
    ClientHttpRequestFactoryBuilder<DeadlineRequestFactory> deadlineRequestFactories() {
        JdkHttpClientBuilder clients =
                new JdkHttpClientBuilder().withExecutor(new VirtualThreadTaskExecutor("httpclient-"));
        return given -> {
            HttpClientSettings settings = given == null ? HttpClientSettings.defaults() : given;
            return new DeadlineRequestFactory(
                    clients.build(settings.withReadTimeout(null)),
                    Objects.requireNonNullElse(settings.readTimeout(), DEFAULT_READ_TIMEOUT));
        };
    }

    @Bean
    RestClientHttpServiceGroupConfigurer resilientCalls(ServiceClientProperties properties, MeterRegistry meters) {
        return groups -> groups.forEachClient((group, client) -> client.requestInterceptor(
                new ResilienceInterceptor(group.name() + "-service", properties.concurrentCalls(), meters)));
    }
}
