package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MessageSender.ServerUnavailableException;
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
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * A pool of connections to the mail server. One that has sent a mail stays idle for a moment, for the next mail:
 * opening one costs more than the mail, most of all with TLS and a password. At most as many are kept idle as mails are
 * sent at once.
 */
@Component
class SmtpConnectionPool {

    /** As Postfix has it: only a new connection goes where the server's name points to by then. */
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(5);

    private final JavaMailSenderImpl server;
    private final NotificationProperties properties;
    private final Clock clock;

    /** The one used last comes first. */
    private final Deque<IdleConnection> idle = new ArrayDeque<>();

    private boolean closed;

    SmtpConnectionPool(JavaMailSenderImpl server, NotificationProperties properties, Clock clock) {
        this.server = server;
        this.properties = properties;
        this.clock = clock;
    }

    private record IdleConnection(SmtpConnection connection, Instant expiresAt) {}

    /** An idle connection, for the caller alone; null when there is none. It may be broken by now. */
    synchronized @Nullable SmtpConnection pollIdle() {
        IdleConnection last = idle.peekFirst();
        return last == null || !clock.instant().isBefore(last.expiresAt())
                ? null
                : idle.removeFirst().connection();
    }

    /** A new connection, for the caller alone. */
    SmtpConnection open() throws ServerUnavailableException {
        SmtpConnection connection = new SmtpConnection(
                server.getSession(), Objects.requireNonNullElse(server.getProtocol(), "smtp"), clock.instant());
        try {
            connection.connect(
                    server.getHost(), server.getPort(), orNull(server.getUsername()), orNull(server.getPassword()));
            return connection;
        } catch (MessagingException | RuntimeException e) {
            throw new ServerUnavailableException(e.toString(), e);
        }
    }

    /** Returns a connection that has just sent a mail. */
    void release(SmtpConnection connection) {
        Instant now = clock.instant();
        Instant expiresAt = earlier(
                now.plus(properties.keepConnections()), connection.openedAt().plus(MAX_LIFETIME));
        if (!now.isBefore(expiresAt) || !keep(new IdleConnection(connection, expiresAt))) {
            connection.closeQuietly();
        }
    }

    private synchronized boolean keep(IdleConnection connection) {
        if (closed || idle.size() >= properties.mailsAtOnce()) {
            return false;
        }
        idle.addFirst(connection);
        return true;
    }

    void closeExpired() {
        Instant now = clock.instant();
        removeExpired(now).forEach(SmtpConnection::closeQuietly);
    }

    @PreDestroy
    void close() {
        synchronized (this) {
            closed = true;
        }
        removeExpired(Instant.MAX).forEach(SmtpConnection::closeQuietly);
    }

    private synchronized List<SmtpConnection> removeExpired(Instant now) {
        List<SmtpConnection> expired = new ArrayList<>();
        idle.removeIf(connection -> !connection.expiresAt().isAfter(now) && expired.add(connection.connection()));
        return expired;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
