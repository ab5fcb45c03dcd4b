package com.homedelivery.notification.client;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MailCarrier;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Hands mail to an SMTP server: plain text, and the same as HTML for those who like it better. */
@Component
class SmtpCarrier implements MailCarrier {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    /** Reply code (RFC 5321, 4.2.1) and enhanced status code (RFC 3463), which not every server gives. */
    private static final Pattern CODE = Pattern.compile("([45]\\d\\d)\\b(?:[ -]([45]\\.\\d{1,3}\\.\\d{1,3})\\b)?");

    private final JavaMailSender sender;
    private final InternetAddress from;
    private final String domain;
    private final Clock clock;

    /** @throws AddressException when the configured sender is no address: the service does not start then */
    SmtpCarrier(JavaMailSender sender, NotificationProperties properties, Clock clock) throws AddressException {
        this.sender = sender;
        this.from = new InternetAddress(properties.from(), true);
        this.domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
        this.clock = clock;
    }

    @Override
    public void deliver(Mail mail) throws MailRefused, CarrierAway {
        MimeMessage message = write(mail);
        try {
            sender.send(message);
        } catch (MailSendException e) {
            Exception failure = e.getMessageExceptions().length > 0 ? e.getMessageExceptions()[0] : e;
            if (failure instanceof SendFailedException refused) {
                String said = wordsOf(refused);
                throw new MailRefused(codeIn(said), said, refused);
            }
            throw new CarrierAway(failure);
        } catch (MailAuthenticationException e) {
            throw new CarrierAway(e);
        } catch (RuntimeException e) {
            throw new MailRefused("It could not be handed over", e.toString(), e);
        }
    }

    private MimeMessage write(Mail mail) throws MailRefused {
        try {
            MimeMultipart alternatives = new MimeMultipart("alternative");
            alternatives.addBodyPart(part(mail.text(), "plain"));
            alternatives.addBodyPart(part(mail.html(), "html"));
            MimeMessage message = sender.createMimeMessage();
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
            message.setSubject(mail.subject(), UTF_8);
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Message-ID", "<" + mail.notificationId() + "@" + domain + ">");
            // RFC 3834: nobody's out-of-office reply is wanted.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContent(alternatives);
            return message;
        } catch (MessagingException e) {
            throw new MailRefused("It could not be written", e.toString(), e);
        }
    }

    /** What the server said stands in the last of a chain of exceptions. */
    private static String wordsOf(MessagingException refused) {
        Exception reason = refused;
        while (reason instanceof MessagingException e && e.getNextException() != null) {
            reason = e.getNextException();
        }
        return String.valueOf(reason.getMessage()).strip();
    }

    /** The codes that an answer begins with: {@code 550 5.1.1}. What follows may say whose mail it was. */
    static String codeIn(String said) {
        Matcher code = CODE.matcher(said);
        if (!code.lookingAt()) {
            return "It was refused";
        }
        return code.group(2) == null ? code.group(1) : code.group(1) + " " + code.group(2);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }
}
