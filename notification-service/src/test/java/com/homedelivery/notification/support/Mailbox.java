package com.homedelivery.notification.support;

import com.homedelivery.shared.testing.TestServers;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** What the real mail server keeps for people. */
public final class Mailbox {

    private static final RestClient HTTP = RestClient.create();

    private Mailbox() {}

    /** The mails of a person, in the order in which they came. */
    public static List<MimeMessage> messagesOf(String email) {
        return HTTP.get()
                .uri(TestServers.current().mail().messagesOf(email))
                .exchange((_, response) -> response.getStatusCode() == HttpStatus.NOT_FOUND
                        ? List.<MimeMessage>of()
                        : JsonMapper.shared()
                                .readTree(response.getBody())
                                .valueStream()
                                .map(message ->
                                        parse(message.path("mimeMessage").asString()))
                                .toList());
    }

    private static MimeMessage parse(String message) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
