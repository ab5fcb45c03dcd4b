package com.homedelivery.delivery.tracking;

import com.homedelivery.delivery.DeliveryProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/**
 * STOMP over a plain WebSocket at {@code /ws}. Each instance has its own small broker in memory; {@link TrackingBroadcaster} tells
 * them all the same.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class TrackingConfiguration implements WebSocketMessageBrokerConfigurer {

    /**
     * The broker's own scheduler, for what must not wait for jobs that wait for the database: heart-beats, and the ends of
     * sessions. Its bean is made from this configuration: inject it lazily.
     */
    static final String SCHEDULER = "messageBrokerTaskScheduler";

    private static final long HEART_BEAT_MS = 10_000;
    /** A frame holds a token or a position. */
    private static final int LONGEST_FRAME = 8 * 1024;

    private static final int SEND_BUFFER = 64 * 1024;
    private static final int SEND_WITHIN_MS = 10_000;
    private static final int LONGEST_LANE = 256;
    /** Frames from clients ask the database: not more of them at once than leaves connections for the rest. */
    private static final int INBOUND_AT_ONCE = 4;

    private final TrackingAuthorization access;
    private final SnapshotOnSubscribe stateFirst;
    private final TrackingSessions sessions;
    private final StompErrors errors;
    private final WebSocketHandshakeFilter webSocketHandshakeFilter;
    private final TaskScheduler scheduler;
    private final DeliveryProperties.Tracking limits;

    TrackingConfiguration(
            TrackingAuthorization access,
            SnapshotOnSubscribe stateFirst,
            TrackingSessions sessions,
            StompErrors errors,
            WebSocketHandshakeFilter webSocketHandshakeFilter,
            @Lazy @Qualifier(SCHEDULER) TaskScheduler scheduler,
            DeliveryProperties properties) {
        this.access = access;
        this.stateFirst = stateFirst;
        this.sessions = sessions;
        this.errors = errors;
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
        endpoints.setErrorHandler(errors);
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
                .setMessageSizeLimit(LONGEST_FRAME)
                .setSendBufferSizeLimit(SEND_BUFFER)
                .setSendTimeLimit(SEND_WITHIN_MS)
                .setTimeToFirstMessage((int) limits.connectWithin().toMillis())
                .addDecoratorFactory(sessions::watch);
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration channel) {
        channel.interceptors(access, stateFirst).executor(lanes("from-client-", INBOUND_AT_ONCE));
    }

    @Override
    public void configureClientOutboundChannel(ChannelRegistration channel) {
        channel.executor(lanes("to-client-", limits.maxSessions()));
    }

    private PerSessionExecutor lanes(String name, int atOnce) {
        return new PerSessionExecutor(name, LONGEST_LANE, atOnce, sessions::overrun);
    }
}
