package com.homedelivery.notification.domain;

import com.homedelivery.shared.security.Role;
import java.time.Instant;
import java.util.UUID;
import org.springframework.test.util.ReflectionTestUtils;

final class NotificationFixtures {

    static final Instant NOW = Instant.parse("2026-01-31T10:15:30.123Z");

    private NotificationFixtures() {}

    /** A recipient of whom nothing but the id is known. */
    static Recipient stranger() {
        Recipient person = new Recipient();
        ReflectionTestUtils.setField(person, "userId", UUID.randomUUID());
        ReflectionTestUtils.setField(person, "notificationsEnabled", true);
        return person;
    }

    static Recipient ada() {
        Recipient person = stranger();
        person.register("ada@example.test", Role.USER);
        return person;
    }

    static Notification welcomeTo(Recipient person) {
        return Notification.to(
                person,
                UUID.randomUUID(),
                Channel.EMAIL,
                Template.WELCOME,
                new RenderedMessage("Welcome", "Hello"),
                NOW);
    }

    static Notification sending() {
        Notification notification = welcomeTo(ada());
        notification.claim(NOW, NOW.plusSeconds(60));
        return notification;
    }
}
