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
 * The connections to the services: kept for the next request, and bounded in number, age and waiting. Whoever watches
 * live holds one for as long as they watch; these are counted apart, so that they leave the others theirs.
 */
@Configuration(proxyBeanMethods = false)
class UpstreamHttpClientConfiguration {

    private static final int MOST_CONNECTIONS = 200;

    /** More than delivery-service lets in: it is for the service to say that it is full. */
    private static final int MOST_WATCHERS = 2_000;

    /** For each service: as many requests as may come at once, while it answers. */
    private static final int MOST_WAITING = 2_000;

    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(1);

    /** Shorter than the services' own keep-alive of 10 s, so that it is the gateway who closes an idle connection. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(8);

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    @Bean
    HttpClientFactory serviceHttpClient(
            HttpClientProperties properties,
            ServerProperties server,
            HttpClientSslConfigurer ssl,
            ObjectProvider<HttpClientCustomizer> customizers) {
        return new BoundedHttpClient("services", MOST_CONNECTIONS, properties, server, ssl, customizers);
    }

    /** Instead of the gateway's own, which would share the requests' connections. */
    @Bean
    @Primary
    WebSocketClient trackingClient(
            HttpClientProperties properties,
            ServerProperties server,
            HttpClientSslConfigurer ssl,
            ObjectProvider<HttpClientCustomizer> customizers)
            throws Exception {
        BoundedHttpClient client =
                new BoundedHttpClient("watchers", MOST_WATCHERS, properties, server, ssl, customizers);
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
     * What is left of the request's time is told when its connection is there, for which it may have waited.
     */
    @Bean
    HttpClientCustomizer patience(HttpClientProperties properties) {
        return client -> client.responseTimeout(properties.getResponseTimeout())
                .resolver(resolver -> resolver.queryTimeout(LONGEST_LOOKUP))
                .doOnRequest((request, _) -> passOnDeadline(request));
    }

    private static void passOnDeadline(HttpClientRequest request) {
        Optional<RequestDeadline> deadline = request.currentContextView().getOrEmpty(RequestDeadline.class);
        deadline.ifPresent(end -> request.header(
                RequestDeadline.HEADER, String.valueOf(end.remaining().toMillis())));
    }

    private static final class BoundedHttpClient extends HttpClientFactory {

        private final String name;
        private final int mostConnections;
        /** The other half of the time is for the service. */
        private final Duration longestWait;

        BoundedHttpClient(
                String name,
                int mostConnections,
                HttpClientProperties properties,
                ServerProperties server,
                HttpClientSslConfigurer ssl,
                ObjectProvider<HttpClientCustomizer> customizers) {
            super(properties, server, ssl, new ArrayList<>(customizers.stream().toList()));
            this.name = name;
            this.mostConnections = mostConnections;
            this.longestWait = properties.getResponseTimeout().dividedBy(2);
        }

        /** The gateway's own settings cannot bound how many requests wait for a connection. */
        @Override
        protected ConnectionProvider buildConnectionProvider(HttpClientProperties ignored) {
            return ConnectionProvider.builder(name)
                    .maxConnections(mostConnections)
                    .pendingAcquireMaxCount(MOST_WAITING)
                    .pendingAcquireTimeout(longestWait)
                    .maxIdleTime(LONGEST_IDLE)
                    .maxLifeTime(LONGEST_LIFE)
                    .evictInBackground(LONGEST_IDLE)
                    .lifo()
                    .metrics(true)
                    .build();
        }
    }
}
