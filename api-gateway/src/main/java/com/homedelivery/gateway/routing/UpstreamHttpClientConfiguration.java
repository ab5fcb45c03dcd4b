package com.homedelivery.gateway.routing;

import com.homedelivery.shared.deadline.RequestDeadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.client.WebSocketClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.resources.ConnectionProvider;

/**
 * The connections to the services: kept for the next request, and bounded in number, age and waiting. A WebSocket
 * holds one for as long as it is open; these are counted apart, so that they leave the others theirs.
 */
@Configuration(proxyBeanMethods = false)
class UpstreamHttpClientConfiguration {

    private static final int MAX_CONNECTIONS = 200;

    /** More than delivery-service lets in: it is for the service to say that it is full. */
    private static final int MAX_WEBSOCKET_CONNECTIONS = 2_000;

    /** For each service: as many requests as may come at once, while it answers. */
    private static final int MAX_PENDING_ACQUIRES = 2_000;

    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(1);

    /** Shorter than the services' own keep-alive of 10 s, so that it is the gateway who closes an idle connection. */
    private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(8);

    private static final Duration MAX_LIFE_TIME = Duration.ofMinutes(5);

    @Bean
    HttpClientFactory upstreamHttpClient(
            HttpClientProperties properties,
            ServerProperties server,
            HttpClientSslConfigurer ssl,
            ObjectProvider<HttpClientCustomizer> customizers) {
        return new BoundedHttpClient("services", MAX_CONNECTIONS, properties, server, ssl, customizers);
    }

    /** Instead of the gateway's own, which would share the requests' connections. */
    @Bean
    @Primary
    WebSocketClient upstreamWebSocketClient(
            HttpClientProperties properties,
            ServerProperties server,
            HttpClientSslConfigurer ssl,
            ObjectProvider<HttpClientCustomizer> customizers)
            throws Exception {
        BoundedHttpClient client =
                new BoundedHttpClient("watchers", MAX_WEBSOCKET_CONNECTIONS, properties, server, ssl, customizers);
        client.afterPropertiesSet();
        HttpClientProperties.Websocket frames = properties.getWebsocket();
        return new ReactorNettyWebSocketClient(client.getObject(), () -> {
            WebsocketClientSpec.Builder spec = WebsocketClientSpec.builder().handlePing(frames.isProxyPing());
            PropertyMapper.get().from(frames::getMaxFramePayloadLength).to(spec::maxFramePayloadLength);
            return spec;
        });
    }

    /**
     * A service that stops in the middle of its answer is not waited for; a name that is not found is not asked for long.
     * The remaining time of the request is sent along once its connection has been acquired, for which it may have waited.
     */
    @Bean
    HttpClientCustomizer timeouts(HttpClientProperties properties) {
        return client -> client.responseTimeout(properties.getResponseTimeout())
                .resolver(resolver -> resolver.queryTimeout(DNS_TIMEOUT))
                .doOnRequest((request, _) -> propagateDeadline(request));
    }

    private static void propagateDeadline(HttpClientRequest request) {
        Optional<RequestDeadline> deadline = request.currentContextView().getOrEmpty(RequestDeadline.class);
        deadline.ifPresent(end -> request.header(
                RequestDeadline.HEADER, String.valueOf(end.remaining().toMillis())));
    }

    private static final class BoundedHttpClient extends HttpClientFactory {

        private final String name;
        private final int maxConnections;
        /** The other half of the time is for the service. */
        private final Duration acquireTimeout;

        BoundedHttpClient(
                String name,
                int maxConnections,
                HttpClientProperties properties,
                ServerProperties server,
                HttpClientSslConfigurer ssl,
                ObjectProvider<HttpClientCustomizer> customizers) {
            super(properties, server, ssl, new ArrayList<>(customizers.stream().toList()));
            this.name = name;
            this.maxConnections = maxConnections;
            this.acquireTimeout = properties.getResponseTimeout().dividedBy(2);
        }

        /** The gateway's own settings cannot bound how many requests wait for a connection. */
        @Override
        protected ConnectionProvider buildConnectionProvider(HttpClientProperties ignored) {
            return ConnectionProvider.builder(name)
                    .maxConnections(maxConnections)
                    .pendingAcquireMaxCount(MAX_PENDING_ACQUIRES)
                    .pendingAcquireTimeout(acquireTimeout)
                    .maxIdleTime(MAX_IDLE_TIME)
                    .maxLifeTime(MAX_LIFE_TIME)
                    .evictInBackground(MAX_IDLE_TIME)
                    .lifo()
                    .metrics(true)
                    .build();
        }
    }
}
