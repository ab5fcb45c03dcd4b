package com.homedelivery.notification.domain;

import static com.homedelivery.notification.domain.NotificationFixtures.NOW;
import static com.homedelivery.notification.domain.NotificationFixtures.ada;
import static com.homedelivery.notification.domain.NotificationFixtures.sending;
import static com.homedelivery.notification.domain.NotificationFixtures.stranger;
import static com.homedelivery.notification.domain.NotificationFixtures.welcomeTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.homedelivery.shared.event.NotificationEvent.NotificationFailed;
import com.homedelivery.shared.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.util.ReflectionTestUtils;

class NotificationTests {

    private static final Duration WAIT = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource(NotificationStatus.class)
    void allowsOnlyTheTransitionsOfTheTable(NotificationStatus status) {
        Set<NotificationStatus> allowed = switch (status) {
            case PENDING -> Set.of(NotificationStatus.SENDING, NotificationStatus.EXPIRED);
            case SENDING ->
                Set.of(
                        NotificationStatus.PENDING,
                        NotificationStatus.SENT,
                        NotificationStatus.FAILED,
                        NotificationStatus.EXPIRED);
            case SENT -> Set.of(NotificationStatus.PENDING, NotificationStatus.FAILED);
            case FAILED -> Set.of(NotificationStatus.PENDING);
            case EXPIRED -> Set.of();
        };
        for (NotificationStatus next : NotificationStatus.values()) {
            assertThat(status.canTransitionTo(next)).as("%s → %s", status, next).isEqualTo(allowed.contains(next));
        }
    }

    @Test
    void isDueAtOnceWhenThereIsAnAddress() {
        assertThat(dueAt(welcomeTo(ada()))).isEqualTo(NOW);
    }

    @Test
    void waitsForAnAddress() {
        Recipient person = stranger();
        Notification notification = welcomeTo(person);
        assertThat(dueAt(notification)).isNull();
        person.register("ada@example.test", Role.USER);
        notification.assignTo(person, NOW);
        assertThat(dueAt(notification)).isEqualTo(NOW);
    }

    @Test
    void isSentOnce() {
        Notification notification = sending();
        assertThat(notification.markSent(NOW).channel()).isEqualTo("email");
        assertThat(notification.sentAt()).isEqualTo(NOW);
        assertThat(dueAt(notification)).isNull();
        assertThatIllegalStateException().isThrownBy(() -> notification.markSent(NOW));
    }

    @Test
    void anUnavailableServerIsNoRejection() {
        Notification notification = sending();
        for (int i = 0; i < 100; i++) {
            notification.returnToQueue(NOW);
            notification.claim(NOW, NOW);
        }
        assertThat(notification.reject("550", "first", 2, WAIT, NOW)).isEmpty();
    }

    @Test
    void isRetriedEverMoreSeldomAndThenGivenUp() {
        Notification notification = sending();
        assertThat(notification.reject("452", "full", 3, WAIT, NOW)).isEmpty();
        assertThat(dueAt(notification)).isEqualTo(NOW.plusSeconds(10));
        notification.claim(NOW, NOW);
        assertThat(notification.reject("452", "full", 3, WAIT, NOW)).isEmpty();
        assertThat(dueAt(notification)).isEqualTo(NOW.plusSeconds(20));
        notification.claim(NOW, NOW);
        assertThat(notification.reject("552", "x".repeat(600), 3, WAIT, NOW))
                .hasValueSatisfying(event -> assertThat(event.reason()).isEqualTo("552"));
        assertThat(ReflectionTestUtils.getField(notification, "failureReason")).isEqualTo("x".repeat(500));
        assertThat(notification.status()).isEqualTo(NotificationStatus.FAILED);
        assertThat(dueAt(notification)).isNull();
    }

    @Test
    void isDeferredEverLongerButNoLongerThanAnHourAndGivenUpAfterTwoDays() {
        Notification notification = sending();
        List<Long> waits = new ArrayList<>();
        Instant now = NOW;
        Optional<NotificationFailed> given = defer(notification, now);
        while (given.isEmpty()) {
            waits.add(Duration.between(now, dueAt(notification)).toSeconds());
            assertThat(notification.status()).isEqualTo(NotificationStatus.PENDING);
            now = dueAt(notification);
            notification.claim(now, now.plusSeconds(60));
            given = defer(notification, now);
        }
        assertThat(waits).startsWith(10L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 3600L);
        assertThat(waits).isSorted().endsWith(3600L).hasSizeBetween(50, 60);
        assertThat(now).isBetween(NOW.plus(Duration.ofHours(48)), NOW.plus(Duration.ofHours(49)));
        assertThat(given.orElseThrow().reason()).isEqualTo("451 4.7.1");
        assertThat(notification.status()).isEqualTo(NotificationStatus.FAILED);
        assertThat(dueAt(notification)).isNull();
    }

    @Test
    void aDeferralIsNoRejection() {
        Notification notification = sending();
        for (int i = 0; i < 20; i++) {
            assertThat(defer(notification, NOW)).isEmpty();
            notification.claim(NOW, NOW);
        }
        assertThat(notification.reject("550", "first", 2, WAIT, NOW)).isEmpty();
    }

    @Test
    void isNotGivenUpForTheTimeThatTheServerWasUnavailable() {
        Notification notification = sending();
        assertThat(defer(notification, NOW)).isEmpty();
        notification.claim(NOW, NOW);
        notification.returnToQueue(NOW);
        Instant backAgain = NOW.plus(Duration.ofDays(3));
        notification.claim(backAgain, backAgain);
        assertThat(defer(notification, backAgain)).isEmpty();
        assertThat(dueAt(notification)).isEqualTo(backAgain.plusSeconds(10));
    }

    @Test
    void aSubjectIsOneLine() {
        assertThat(new RenderedMessage("Hello\r\nBcc: all@example.test\u2028\0", "").subject())
                .isEqualTo("Hello Bcc: all@example.test");
        assertThat(new RenderedMessage("x".repeat(300), "").subject()).hasSize(200);
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void whoSwitchedNotificationsOffGetsOnlyThoseOfCancelledOrdersTheirMoneyAndWhatWaitsForThem(Template template) {
        Recipient person = ada();
        person.updateProfile("Ada", null, null, false, NOW);
        assertThat(person.wants(template, Channel.EMAIL))
                .isEqualTo(Set.of(
                                Template.ORDER_CANCELLED,
                                Template.ORDER_FAILED,
                                Template.PAYMENT_FAILED,
                                Template.PAYMENT_REFUNDED,
                                Template.ORDER_ADJUSTED,
                                Template.PICKUP_OVERDUE,
                                Template.RIDER_SILENT,
                                Template.NO_RIDER_FOUND,
                                Template.ORDER_STUCK,
                                Template.REFUND_FAILED,
                                Template.WEBHOOK_DISABLED,
                                Template.PASSWORD_RESET,
                                Template.EMAIL_VERIFICATION,
                                Template.EMAIL_CHANGE,
                                Template.SECURITY_ALERT)
                        .contains(template));
    }

    @Test
    void anOlderProfileDoesNotReplaceALaterOne() {
        Recipient person = ada();
        person.updateProfile("Ada", null, null, false, NOW);
        person.updateProfile("Augusta", null, null, true, NOW.minusSeconds(1));
        assertThat(person.firstName()).isEqualTo("Ada");
        assertThat(person.wants(Template.WELCOME, Channel.EMAIL)).isFalse();
    }

    private static Optional<NotificationFailed> defer(Notification notification, Instant now) {
        return notification.defer("451 4.7.1", "451 4.7.1 Greylisted", WAIT, Duration.ofDays(2), now);
    }

    private static Instant dueAt(Notification notification) {
        return (Instant) ReflectionTestUtils.getField(notification, "dueAt");
    }
}
