package com.homedelivery.gateway.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.resources.ConnectionProvider;

/** The connections to the services: kept for the next request, and bounded in number, age and waiting. */
@Configuration(proxyBeanMethods = false)
class ServiceConnections {

    private static final int MOST_CONNECTIONS = 200;
    private static final int MOST_WAITING = 500;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** Shorter than the services' own keep-alive of 10 s, so that it is the gateway who closes an idle connection. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(8);

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    @Bean
    HttpClientFactory serviceHttpClient(
            HttpClientProperties properties,
            ServerProperties server,
            HttpClientSslConfigurer ssl,
            ObjectProvider<HttpClientCustomizer> customizers) {
        List<HttpClientCustomizer> sortable =
                new ArrayList<>(customizers.stream().toList());
        return new HttpClientFactory(properties, server, ssl, sortable) {

            /** The gateway's own settings cannot bound how many requests wait for a connection. */
            @Override
            protected ConnectionProvider buildConnectionProvider(HttpClientProperties ignored) {
                return ConnectionProvider.builder("services")
                        .maxConnections(MOST_CONNECTIONS)
                        .pendingAcquireMaxCount(MOST_WAITING)
                        .pendingAcquireTimeout(LONGEST_WAIT)
                        .maxIdleTime(LONGEST_IDLE)
                        .maxLifeTime(LONGEST_LIFE)
                        .evictInBackground(LONGEST_IDLE)
                        .lifo()
                        .metrics(true)
                        .build();
            }
        };
    }

    /** A service that stops in the middle of its answer is not waited for; a name that is not found is not asked for long. */
    @Bean
    HttpClientCustomizer patience(HttpClientProperties properties) {
        return client -> client.responseTimeout(properties.getResponseTimeout())
                .resolver(resolver -> resolver.queryTimeout(LONGEST_WAIT));
    }
}
