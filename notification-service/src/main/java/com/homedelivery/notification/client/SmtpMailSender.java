package com.homedelivery.notification.client;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MailSender;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * Hands mail to an SMTP server: plain text, and the same as HTML for those who like it better. It uses the transport
 * itself, because {@code JavaMailSender} does not tell a mail that could not be handed over from one that was, after
 * which the server hung up, and opens a connection for each mail.
 */
@Component
class SmtpMailSender implements MailSender {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /** Reply code (RFC 5321, 4.2.1) and enhanced status code (RFC 3463), which not every server gives. */
    private static final Pattern CODE = Pattern.compile("([45]\\d\\d)\\b(?:[ -]([45]\\.\\d{1,3}\\.\\d{1,3})\\b)?");

    /** RFC 4954, 6: the server does not let us in. No mail is the cause, nor helped by being given up. */
    private static final Set<String> NOT_LET_IN = Set.of("530", "534", "535", "538");

    static {
        // Jakarta Mail would look for it in every jar, for each part of each mail.
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
    }

    private final JavaMailSenderImpl server;
    private final SmtpConnections connections;
    private final InternetAddress from;
    private final String domain;
    private final Clock clock;

    /** @throws AddressException when the configured sender is no address: the service does not start then */
    SmtpMailSender(
            JavaMailSenderImpl server, SmtpConnections connections, NotificationProperties properties, Clock clock)
            throws AddressException {
        this.server = server;
        this.connections = connections;
        this.from = new InternetAddress(properties.from(), true);
        this.domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
        this.clock = clock;
    }

    @Override
    public void deliver(Mail mail) throws NotDelivered {
        MimeMessage message = write(mail, server.getSession());
        SmtpConnection kept = connections.takeKept();
        if (kept == null || !isTakenOverKept(message, kept)) {
            handOver(message, connections.open());
        }
    }

    /**
     * Whether a mail could be handed over a connection that has taken others before. If not, the connection has died or
     * the server does not want another mail on it: that is not about the mail, as long as the server has not begun with it.
     *
     * @throws CarrierAway when the server says nothing at all: to wait for it a second time could outlast the lease
     */
    private boolean isTakenOverKept(MimeMessage message, SmtpConnection kept) throws NotDelivered {
        try {
            handOver(message, kept);
            return true;
        } catch (NotDelivered e) {
            if (kept.hasBegun()) {
                throw e;
            }
            if (isTimeout(e)) {
                throw new CarrierAway(e.said(), e);
            }
            return false;
        }
    }

    private void handOver(MimeMessage message, SmtpConnection connection) throws NotDelivered {
        try {
            connection.send(message);
        } catch (MessagingException e) {
            connection.hangUp();
            throw meaningOf(e);
        } catch (RuntimeException e) {
            connection.hangUp();
            throw new MailDeferred("It could not be handed over", e.toString(), e);
        }
        connections.giveBack(connection);
    }

    private MimeMessage write(Mail mail, Session session) throws MailRefused {
        try {
            MimeMultipart alternatives = new MimeMultipart("alternative");
            alternatives.addBodyPart(part(mail.text(), "plain"));
            alternatives.addBodyPart(part(mail.html(), "html"));
            MimeMessage message = new MimeMessage(session);
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
            message.setSubject(mail.subject(), UTF_8);
            message.setSentDate(Date.from(clock.instant()));
            // RFC 3834: nobody's out-of-office reply is wanted.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContent(alternatives);
            // It would overwrite the Message-ID.
            message.saveChanges();
            message.setHeader("Message-ID", "<" + mail.notificationId() + "@" + domain + ">");
            return message;
        } catch (MessagingException | RuntimeException e) {
            throw new MailRefused("It could not be written", e.toString(), e);
        }
    }

    /**
     * What it means when a mail could not be handed over. A reply 5yz is a refusal for good, 4yz one for the moment
     * (RFC 5321, 4.2.1); without a reply the connection was lost, perhaps because of the mail.
     */
    static NotDelivered meaningOf(MessagingException failure) {
        String said = wordsOf(failure);
        String code = codeIn(said);
        if (code == null) {
            return new MailDeferred("The connection was lost", said, failure);
        }
        if (code.startsWith("4")) {
            return new MailDeferred(code, said, failure);
        }
        return NOT_LET_IN.contains(code.substring(0, 3))
                ? new CarrierAway(said, failure)
                : new MailRefused(code, said, failure);
    }

    /** What the server said stands in the last of a chain of exceptions. */
    private static String wordsOf(MessagingException failure) {
        Exception reason = failure;
        while (reason instanceof MessagingException e && e.getNextException() != null) {
            reason = e.getNextException();
        }
        return String.valueOf(reason.getMessage()).strip();
    }

    /** The codes that an answer begins with: {@code 550 5.1.1}, or null. What follows may say whose mail it was. */
    static @Nullable String codeIn(String said) {
        Matcher code = CODE.matcher(said);
        if (!code.lookingAt()) {
            return null;
        }
        return code.group(2) == null ? code.group(1) : code.group(1) + " " + code.group(2);
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable reason = failure; reason != null; reason = reason.getCause()) {
            if (reason instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }
}
