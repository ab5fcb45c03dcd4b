package com.homedelivery.notification.infrastructure;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the mail server that sends one mail after the other, and knows whether the mail transaction of the
 * last one has begun.
 */
final class SmtpConnection extends SMTPTransport {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);

    private final Instant openedAt;
    private boolean transactionBegun;

    /** @param protocol {@code smtp}, or {@code smtps} for TLS from the first byte */
    SmtpConnection(Session session, String protocol, Instant now) {
        super(session, new URLName(protocol, null, -1, null, null, null), protocol, protocol.equals("smtps"));
        this.openedAt = now;
    }

    void send(MimeMessage message) throws MessagingException {
        transactionBegun = false;
        sendMessage(message, message.getAllRecipients());
    }

    /** The server has accepted the sender when this returns: the transaction of RFC 5321, 3.3, has begun. */
    @Override
    protected void mailFrom() throws MessagingException {
        super.mailFrom();
        transactionBegun = true;
    }

    /** Whether the transaction of the last mail has begun: before that, no reply is about the mail. */
    boolean hasTransactionBegun() {
        return transactionBegun;
    }

    Instant openedAt() {
        return openedAt;
    }

    /** The server has replied whether it accepts the mail: an error while closing changes nothing about it. */
    void closeQuietly() {
        try {
            close();
        } catch (MessagingException | RuntimeException e) {
            log.debug("The mail server has closed the connection first", e);
        }
    }
}
