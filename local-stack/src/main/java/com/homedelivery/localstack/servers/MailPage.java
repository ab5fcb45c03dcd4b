package com.homedelivery.localstack.servers;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.io.IOUtils;

/** All mail on one page for people to look at, the latest first. */
final class MailPage {

    private static final String ARTICLE = "<article><h2>%s</h2><small>to %s</small><pre>%s</pre></article>\n";

    private MailPage() {}

    static String of(MimeMessage[] messages) throws IOException {
        StringBuilder articles = new StringBuilder();
        try {
            for (MimeMessage message : List.of(messages).reversed()) {
                articles.append(ARTICLE.formatted(
                        escape(message.getSubject()),
                        escape(Arrays.toString(message.getRecipients(Message.RecipientType.TO))),
                        escape(text(message))));
            }
        } catch (MessagingException e) {
            throw new IOException("Cannot show the mail", e);
        }
        String page =
                IOUtils.resourceToString("/com/homedelivery/localstack/servers/mail.html", StandardCharsets.UTF_8);
        return page.formatted(messages.length, articles);
    }

    /** The first plain text of a message, which may be inside of several layers. */
    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return Objects.toString(part.getContent(), "");
        }
        if (part.getContent() instanceof Multipart layers) {
            for (int i = 0; i < layers.getCount(); i++) {
                String text = text(layers.getBodyPart(i));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    private static String escape(String text) {
        return Objects.toString(text, "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
