package com.homedelivery.localstack.servers;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** All mail on one page for people to look at, the latest first. */
final class MailPage {

    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Mail</title>
            <style>
              body { font-family: sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
              article { border-top: 1px solid #ccc; padding: 1rem 0 }
              h2 { font-size: 1.1rem; margin: 0 } pre { white-space: pre-wrap } small { color: #666 }
            </style></head>
            <body><h1>%d messages</h1>
            %s</body></html>
            """;

    private static final String ARTICLE = """
            <article><h2>%s</h2><small>to %s</small><pre>%s</pre></article>
            """;

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
        return FRAME.formatted(messages.length, articles);
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
