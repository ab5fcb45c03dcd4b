package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MessageSender;
import com.homedelivery.notification.application.TemplateRenderer;
import com.homedelivery.notification.domain.Channel;
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
 * Sends mail to an SMTP server, as plain text and HTML. It uses the transport itself: {@code JavaMailSender} does not
 * distinguish a mail that was not accepted from one after which the server closed the connection, and opens a
 * connection for each mail.
 */
@Component
class SmtpMailSender implements MessageSender {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /** Reply code (RFC 5321, 4.2.1) and enhanced status code (RFC 3463), which not every server gives. */
    private static final Pattern CODE = Pattern.compile("([45]\\d\\d)\\b(?:[ -]([45]\\.\\d{1,3}\\.\\d{1,3})\\b)?");

    /** RFC 4954, 6: the server rejects our credentials. No mail is the cause, nor helped by being given up. */
    private static final Set<String> AUTHENTICATION_CODES = Set.of("530", "534", "535", "538");

    /** RFC 3463, 3.2 and 3.3: no such mailbox, no such domain, no address at all, the mailbox has moved or is disabled. */
    private static final Pattern UNKNOWN_ADDRESS = Pattern.compile("5\\.1\\.(1|2|3|6|10)$|5\\.2\\.1$");

    static {
        // Jakarta Mail would look for it in every jar, for each part of each mail.
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
    }

    private final JavaMailSenderImpl server;
    private final SmtpConnectionPool pool;
    private final TemplateRenderer renderer;
    private final InternetAddress from;
    private final String domain;
    private final Clock clock;

    /** @throws AddressException when the configured sender is no address: the service does not start then */
    SmtpMailSender(
            JavaMailSenderImpl server,
            SmtpConnectionPool pool,
            TemplateRenderer renderer,
            NotificationProperties properties,
            Clock clock)
            throws AddressException {
        this.server = server;
        this.pool = pool;
        this.renderer = renderer;
        this.from = new InternetAddress(properties.from(), true);
        this.domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public @Nullable String send(Message mail) throws DeliveryException {
        MimeMessage message = write(mail, server.getSession());
        SmtpConnection idle = pool.pollIdle();
        if (idle == null || !trySend(message, idle)) {
            send(message, pool.open());
        }
        return null;
    }

    /**
     * Tries to send a mail on a connection that was idle. If that fails before the mail's transaction has begun, it is
     * not about the mail: the connection is broken, or the server does not accept another mail on it.
     *
     * @return whether the mail was accepted; if not, it may be sent on another connection
     * @throws ServerUnavailableException when the server does not reply at all: to wait for it a second time could
     *     outlast the lease
     */
    private boolean trySend(MimeMessage message, SmtpConnection idle) throws DeliveryException {
        try {
            send(message, idle);
            return true;
        } catch (DeliveryException e) {
            if (idle.hasTransactionBegun()) {
                throw e;
            }
            if (isTimeout(e)) {
                throw new ServerUnavailableException(e.serverReply(), e);
            }
            return false;
        }
    }

    private void send(MimeMessage message, SmtpConnection connection) throws DeliveryException {
        try {
            connection.send(message);
        } catch (MessagingException e) {
            connection.closeQuietly();
            throw translate(e);
        } catch (RuntimeException e) {
            connection.closeQuietly();
            throw new DeferredException("It could not be handed over", e.toString(), e);
        }
        pool.release(connection);
    }

    private MimeMessage write(Message mail, Session session) throws RejectedException {
        try {
            MimeMultipart alternatives = new MimeMultipart("alternative");
            alternatives.addBodyPart(part(mail.content().body(), "plain"));
            alternatives.addBodyPart(part(renderer.renderHtml(mail.content(), mail.language()), "html"));
            MimeMessage message = new MimeMessage(session);
            message.setFrom(from);
            message.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(mail.to(), true));
            message.setSubject(mail.content().subject(), UTF_8);
            message.setSentDate(Date.from(clock.instant()));
            // RFC 3834: nobody's out-of-office reply is wanted.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContent(alternatives);
            // It would overwrite the Message-ID.
            message.saveChanges();
            message.setHeader("Message-ID", "<" + mail.notificationId() + "@" + domain + ">");
            return message;
        } catch (MessagingException | RuntimeException e) {
            throw new RejectedException("It could not be written", e.toString(), e);
        }
    }

    /**
     * Translates the failure to send a mail. A reply 5yz is a permanent rejection, 4yz a transient one
     * (RFC 5321, 4.2.1); without a reply the connection was lost, perhaps because of the mail.
     */
    static DeliveryException translate(MessagingException failure) {
        String reply = replyIn(failure);
        String code = statusCodeIn(reply);
        if (code == null) {
            return new DeferredException("The connection was lost", reply, failure);
        }
        if (code.startsWith("4")) {
            return new DeferredException(code, reply, failure);
        }
        if (AUTHENTICATION_CODES.contains(code.substring(0, 3))) {
            return new ServerUnavailableException(reply, failure);
        }
        return UNKNOWN_ADDRESS.matcher(code).find()
                ? new UnknownAddressException(code, reply, failure)
                : new RejectedException(code, reply, failure);
    }

    /** The server's reply is in the last of a chain of exceptions. */
    private static String replyIn(MessagingException failure) {
        Exception reason = failure;
        while (reason instanceof MessagingException e && e.getNextException() != null) {
            reason = e.getNextException();
        }
        return String.valueOf(reason.getMessage()).strip();
    }

    /** The codes that a reply begins with: {@code 550 5.1.1}, or null. What follows may contain the address. */
    static @Nullable String statusCodeIn(String reply) {
        Matcher code = CODE.matcher(reply);
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
