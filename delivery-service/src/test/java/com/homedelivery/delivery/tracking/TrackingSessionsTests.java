package com.homedelivery.delivery.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.FindDeliveries;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.security.VerifiedToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import tools.jackson.databind.json.JsonMapper;

class TrackingSessionsTests {

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(24);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicBoolean sessionEndsMeanwhile = new AtomicBoolean();
    private final AtomicBoolean clientsTakeNothing = new AtomicBoolean();
    private final List<Message<?>> toClient = new CopyOnWriteArrayList<>();
    private final List<Message<?>> fromClient = new CopyOnWriteArrayList<>();
    private final WebSocketSession session = newSession();

    private final ClientFrames frames = new ClientFrames(
            (message, _) -> send(message),
            (message, _) -> receive(message),
            new ErrorFrames(JsonMapper.builder().build()),
            JsonMapper.builder().build());
    private final TrackingSessions sessions = new TrackingSessions(
            frames,
            scheduler,
            new Binder(List.of()).bindOrCreate("nothing", DeliveryProperties.class),
            meters,
            Clock.systemUTC());
    private final WebSocketHandler handler = sessions.track(new TextWebSocketHandler());

    @BeforeEach
    void open() throws Exception {
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.initialize();
        handler.afterConnectionEstablished(session);
    }

    @AfterEach
    void close() {
        scheduler.shutdown();
    }

    @Test
    void aSessionThatIsEndingIsClosedBeforeItsTokenExpires() {
        connect(session);
        assertThat(longestWait()).isGreaterThan(Duration.ofHours(23));

        sessions.endRevoked(_ -> true);

        assertThat(longestWait()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aSessionGetsOneErrorFrame() {
        connect(session);

        sessions.endRevoked(_ -> true);
        sessions.endRevoked(_ -> true);

        assertThat(toClient).hasSize(1);
    }

    @Test
    void aSessionThatDoesNotTakeItsErrorFrameDoesNotKeepOthersFromEnding() throws Exception {
        connect(session);
        WebSocketSession other = newSession();
        handler.afterConnectionEstablished(other);
        connect(other);
        clientsTakeNothing.set(true);

        sessions.endRevoked(_ -> true);

        assertThat(toClient).hasSize(2);
        assertThat(longestWait()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aClientThatDoesNotReadDelaysNoOtherSession() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        WebSocketSession slow = new WebSocketSessionDecorator(newSession()) {
            @Override
            public void close(CloseStatus status) {
                closing.countDown();
                waitFor(reading);
            }
        };
        handler.afterConnectionEstablished(slow);
        try {
            sessions.closeOverflowing(slow.getId());
            waitFor(closing);

            CompletableFuture<Void> otherSessionsEnd = new CompletableFuture<>();
            scheduler.schedule(
                    () -> otherSessionsEnd.complete(null), scheduler.getClock().instant());

            assertThat(otherSessionsEnd).succeedsWithin(SOON);
        } finally {
            reading.countDown();
        }
    }

    @Test
    void aSubscriptionThatIsHandledAfterItsSessionHasEndedIsEnded() {
        addPending("early");
        await().until(() -> !fromClient.isEmpty());
        sessionEndsMeanwhile.set(true);

        addPending("late");

        await().untilAsserted(() -> assertThat(fromClient)
                .map(TrackingSessionsTests::inShort)
                .containsExactly("SUBSCRIBE early", "SUBSCRIBE late", "UNSUBSCRIBE late"));
    }

    private void addPending(String subscription) {
        FindDeliveries deliveries = mock();
        when(deliveries.exists(any())).thenReturn(true);
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.SUBSCRIBE);
        headers.setSessionId(session.getId());
        headers.setSubscriptionId(subscription);
        new PendingSubscribeFrames(deliveries, sessions, frames, _ -> {}, scheduler, meters)
                .add(
                        UUID.randomUUID(),
                        session.getId(),
                        subscription,
                        MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()));
    }

    private static WebSocketSession newSession() {
        return new StandardWebSocketSession(null, null, null, null);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(2 * SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean send(Message<?> frame) {
        toClient.add(frame);
        if (clientsTakeNothing.get()) {
            throw new MessageDeliveryException("The lane is full");
        }
        return true;
    }

    private boolean receive(Message<?> frame) {
        if (sessionEndsMeanwhile.get()) {
            end();
        }
        return fromClient.add(frame);
    }

    private void end() {
        try {
            handler.afterConnectionClosed(session, CloseStatus.GOING_AWAY);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void connect(WebSocketSession session) {
        CurrentUser user = new CurrentUser(UUID.randomUUID(), "somebody@example.org", Role.USER);
        VerifiedToken token =
                new VerifiedToken(user, Clock.systemUTC().instant().plus(TOKEN_LIFETIME), 0);
        sessions.connected(session.getId(), new TrackingUser(user, token));
    }

    private Duration longestWait() {
        return scheduler.getScheduledThreadPoolExecutor().getQueue().stream()
                .map(task -> Duration.ofMillis(((Delayed) task).getDelay(TimeUnit.MILLISECONDS)))
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private static String inShort(Message<?> frame) {
        return SimpMessageHeaderAccessor.getMessageType(frame.getHeaders()) + " "
                + SimpMessageHeaderAccessor.getSubscriptionId(frame.getHeaders());
    }
}
