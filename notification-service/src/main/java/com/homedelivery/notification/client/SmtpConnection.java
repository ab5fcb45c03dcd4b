package com.homedelivery.notification.client;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the mail server that takes one mail after the other, and can tell whether the server has begun with the
 * last one.
 */
final class SmtpConnection extends SMTPTransport {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);

    private final Instant openedAt;
    private boolean begun;

    /** @param protocol {@code smtp}, or {@code smtps} for TLS from the first byte */
    SmtpConnection(Session session, String protocol, Instant now) {
        super(session, new URLName(protocol, null, -1, null, null, null), protocol, protocol.equals("smtps"));
        this.openedAt = now;
    }

    void send(MimeMessage message) throws MessagingException {
        begun = false;
        sendMessage(message, message.getAllRecipients());
    }

    /** The server has taken the sender when this returns: the transaction of RFC 5321, 3.3, has begun. */
    @Override
    protected void mailFrom() throws MessagingException {
        super.mailFrom();
        begun = true;
    }

    /** Whether the server has begun with the last mail: before that, nothing it says is about the mail. */
    boolean hasBegun() {
        return begun;
    }

    Instant openedAt() {
        return openedAt;
    }

    /** The server has said whether it has the mail; that it does not say goodbye changes nothing about it. */
    void hangUp() {
        try {
            close();
        } catch (MessagingException | RuntimeException e) {
            log.debug("The mail server has hung up first", e);
        }
    }
}
