package com.homedelivery.notification.client;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MailSender.CarrierAway;
import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Connections to the mail server. One that has taken a mail is kept for a moment, for the next mail: to open one costs
 * more than the mail, most of all with TLS and a password. At most as many are kept as mails are handed over at a time.
 */
@Component
class SmtpConnections {

    /** As Postfix has it: only a new connection goes where the server's name points to by then. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private final JavaMailSenderImpl server;
    private final NotificationProperties properties;
    private final Clock clock;

    /** The one used last comes first. */
    private final Deque<Kept> kept = new ArrayDeque<>();

    private boolean closed;

    SmtpConnections(JavaMailSenderImpl server, NotificationProperties properties, Clock clock) {
        this.server = server;
        this.properties = properties;
        this.clock = clock;
    }

    private record Kept(SmtpConnection connection, Instant end) {}

    /** A connection that has taken mail before, for the caller alone; null when there is none. It may be dead by now. */
    synchronized @Nullable SmtpConnection takeKept() {
        Kept last = kept.peekFirst();
        return last == null || !clock.instant().isBefore(last.end())
                ? null
                : kept.removeFirst().connection();
    }

    /** A new connection, for the caller alone. */
    SmtpConnection open() throws CarrierAway {
        SmtpConnection connection = new SmtpConnection(
                server.getSession(), Objects.requireNonNullElse(server.getProtocol(), "smtp"), clock.instant());
        try {
            connection.connect(
                    server.getHost(), server.getPort(), orNull(server.getUsername()), orNull(server.getPassword()));
            return connection;
        } catch (MessagingException | RuntimeException e) {
            throw new CarrierAway(e.toString(), e);
        }
    }

    /** Gives back a connection that has just taken a mail. */
    void giveBack(SmtpConnection connection) {
        Instant now = clock.instant();
        Instant end = earlier(
                now.plus(properties.keepConnections()), connection.openedAt().plus(LONGEST_LIFE));
        if (!now.isBefore(end) || !keep(new Kept(connection, end))) {
            connection.hangUp();
        }
    }

    private synchronized boolean keep(Kept connection) {
        if (closed || kept.size() >= properties.batch()) {
            return false;
        }
        kept.addFirst(connection);
        return true;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void hangUpUnused() {
        Instant now = clock.instant();
        take(now).forEach(SmtpConnection::hangUp);
    }

    @PreDestroy
    void close() {
        synchronized (this) {
            closed = true;
        }
        take(Instant.MAX).forEach(SmtpConnection::hangUp);
    }

    private synchronized List<SmtpConnection> take(Instant endedBy) {
        List<SmtpConnection> ended = new ArrayList<>();
        kept.removeIf(connection -> !connection.end().isAfter(endedBy) && ended.add(connection.connection()));
        return ended;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
