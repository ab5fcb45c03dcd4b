package com.homedelivery.localstack.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.homedelivery.localstack.client.ServerAddresses;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandlers;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Takes every mail and delivers none: they are kept in memory, to be read over HTTP. There is a page for people at the
 * root, and for tests what they need of GreenMail's own REST interface, {@code GET
 * /api/user/{email}/messages}: the library's version brings a whole web framework with it.
 */
final class MailServer implements Closeable {

    /** The library's own is two seconds, which a busy machine may need while the other servers start too. */
    private static final long START_LIMIT_MILLIS = 60_000;

    private static final Pattern MESSAGES = Pattern.compile("/api/user/([^/]+)/messages/?");
    private static final String PAGE = "/com/homedelivery/localstack/servers/mail.html";
    private static final String ARTICLE = "<article><h2>%s</h2><small>to %s</small><pre>%s</pre></article>\n";

    private final GreenMail greenMail;
    private final HttpServer http;
    private final ObjectMapper json = new ObjectMapper();

    MailServer(ServerAddresses addresses) throws IOException {
        ServerSetup smtp = new ServerSetup(addresses.smtpPort(), ServerAddresses.HOST, ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(START_LIMIT_MILLIS);
        greenMail = new GreenMail(smtp).withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        greenMail.start();
        http = HttpServer.create(new InetSocketAddress(ServerAddresses.HOST, addresses.mailApiPort()), 0);
        http.setExecutor(task -> Thread.ofVirtual().start(task));
        http.createContext("/", exchange -> answer(exchange, "text/html", this::page));
        http.createContext("/api", exchange -> answer(exchange, "application/json", () -> messages(exchange)));
        http.start();
    }

    @Override
    public void close() {
        http.stop(0);
        greenMail.stop();
    }

    /** @param text null for what there is not */
    private static void answer(HttpExchange exchange, String type, Callable<@Nullable String> text) throws IOException {
        try {
            String body = text.call();
            HttpHandlers.of(body == null ? 404 : 200, Headers.of("Content-Type", type), Objects.toString(body, ""))
                    .handle(exchange);
        } catch (Exception e) {
            throw new IOException("Cannot show the mail", e);
        }
    }

    private @Nullable String messages(HttpExchange exchange) throws Exception {
        Matcher path = MESSAGES.matcher(exchange.getRequestURI().getPath());
        GreenMailUser user = path.matches() ? greenMail.getUserManager().getUserByEmail(path.group(1)) : null;
        if (user == null) {
            return null;
        }
        List<Map<String, String>> messages = new ArrayList<>();
        for (StoredMessage stored :
                greenMail.getManagers().getImapHostManager().getInbox(user).getMessages()) {
            MimeMessage mail = stored.getMimeMessage();
            messages.add(Map.of("subject", mail.getSubject(), "mimeMessage", GreenMailUtil.getWholeMessage(mail)));
        }
        return json.writeValueAsString(messages);
    }

    /** All mail for people to look at, the latest first. */
    private String page() throws Exception {
        MimeMessage[] messages = greenMail.getReceivedMessages();
        StringBuilder articles = new StringBuilder();
        for (MimeMessage message : List.of(messages).reversed()) {
            articles.append(ARTICLE.formatted(
                    escape(message.getSubject()),
                    escape(Arrays.toString(message.getRecipients(Message.RecipientType.TO))),
                    escape(text(message))));
        }
        return IOUtils.resourceToString(PAGE, StandardCharsets.UTF_8).formatted(messages.length, articles);
    }

    /** The first part of a message, which may be inside of several layers: plain text comes first (RFC 2046, 5.1.4). */
    private static Object text(Part part) throws Exception {
        return part.getContent() instanceof Multipart layers ? text(layers.getBodyPart(0)) : part.getContent();
    }

    private static String escape(@Nullable Object text) {
        return Objects.toString(text, "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
