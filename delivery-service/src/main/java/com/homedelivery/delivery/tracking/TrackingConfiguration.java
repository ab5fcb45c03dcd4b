package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.DeliveryProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/**
 * STOMP over a plain WebSocket at {@code /ws}. Each instance has its own broker in memory; {@link TrackingBroadcaster} sends
 * them all the same updates. Frames are authorized before any other configuration's interceptors see them.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrackingConfiguration implements WebSocketMessageBrokerConfigurer {

    /**
     * The broker's own scheduler, for what must not wait for jobs that wait for the database: heart-beats, and the ends of
     * sessions. Its bean is created from this configuration: inject it lazily.
     */
    static final String SCHEDULER = "messageBrokerTaskScheduler";

    private static final long HEART_BEAT_MS = 10_000;
    /** A frame holds a token or a position. */
    private static final int MAX_FRAME_BYTES = 8 * 1024;

    private static final int SEND_BUFFER = 64 * 1024;
    private static final int SEND_WITHIN_MS = 10_000;
    private static final int QUEUE_CAPACITY = 256;
    /** Frames from clients need the database: only so many at once that connections are left for the rest. */
    private static final int INBOUND_CONCURRENCY = 4;

    private final TrackingAuthorization authorization;
    private final SnapshotOnSubscribe snapshots;
    private final TrackingSessions sessions;
    private final StompErrorHandler errorHandler;
    private final WebSocketHandshakeFilter webSocketHandshakeFilter;
    private final TaskScheduler scheduler;
    private final DeliveryProperties.Tracking limits;

    TrackingConfiguration(
            TrackingAuthorization authorization,
            SnapshotOnSubscribe snapshots,
            TrackingSessions sessions,
            StompErrorHandler errorHandler,
            WebSocketHandshakeFilter webSocketHandshakeFilter,
            @Lazy @Qualifier(SCHEDULER) TaskScheduler scheduler,
            DeliveryProperties properties) {
        this.authorization = authorization;
        this.snapshots = snapshots;
        this.sessions = sessions;
        this.errorHandler = errorHandler;
        this.webSocketHandshakeFilter = webSocketHandshakeFilter;
        this.scheduler = scheduler;
        this.limits = properties.tracking();
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry endpoints) {
        endpoints
                .addEndpoint("/ws")
                .setAllowedOriginPatterns(limits.allowedOrigins().toArray(String[]::new))
                .addInterceptors(webSocketHandshakeFilter);
        endpoints.setErrorHandler(errorHandler);
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry broker) {
        broker.enableSimpleBroker(StompDestination.TOPIC, StompDestination.QUEUE)
                .setHeartbeatValue(new long[] {HEART_BEAT_MS, HEART_BEAT_MS})
                .setTaskScheduler(scheduler);
        broker.setApplicationDestinationPrefixes(StompDestination.APPLICATION);
        broker.setUserDestinationPrefix(StompDestination.USER);
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
        transport
                .setMessageSizeLimit(MAX_FRAME_BYTES)
                .setSendBufferSizeLimit(SEND_BUFFER)
                .setSendTimeLimit(SEND_WITHIN_MS)
                .setTimeToFirstMessage((int) TrackingSessions.CONNECT_WITHIN.toMillis())
                .addDecoratorFactory(sessions::track);
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration channel) {
        channel.interceptors(authorization, snapshots).executor(perSession("from-client-", INBOUND_CONCURRENCY));
    }

    @Override
    public void configureClientOutboundChannel(ChannelRegistration channel) {
        channel.executor(perSession("to-client-", limits.maxSessions()));
    }

    private PerSessionExecutor perSession(String name, int concurrency) {
        return new PerSessionExecutor(name, QUEUE_CAPACITY, concurrency, sessions::closeOverflowing);
    }
}
