package com.homedelivery.localstack.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServerPorts;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes every mail and delivers none: they are kept in memory, to be read over HTTP. There is a page for people at the
 * root, and for tests the one call of GreenMail's own REST interface that they need, {@code GET
 * /api/user/{email}/messages}, with the same answer: the library's version brings a whole web framework with it.
 */
final class MailServer implements AutoCloseable {

    /** The library's own is two seconds, which a busy machine may need while the other servers start too. */
    private static final long START_LIMIT_MILLIS = 60_000;

    private static final Pattern MESSAGES = Pattern.compile("/api/user/([^/]+)/messages/?");

    private final GreenMail greenMail;
    private final HttpServer http;
    private final ObjectMapper json = new ObjectMapper();

    MailServer(ServerPorts ports) throws IOException {
        ServerSetup smtp = new ServerSetup(ports.smtp(), ServerAddresses.HOST, ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(START_LIMIT_MILLIS);
        greenMail = new GreenMail(smtp).withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        greenMail.start();
        http = HttpServer.create(new InetSocketAddress(ServerAddresses.HOST, ports.mailApi()), 0);
        http.setExecutor(task -> Thread.ofVirtual().start(task));
        http.createContext("/", exchange -> send(exchange, "text/html", MailPage.of(greenMail.getReceivedMessages())));
        http.createContext("/api", this::answer);
        http.start();
    }

    @Override
    public void close() {
        http.stop(0);
        greenMail.stop();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher path = MESSAGES.matcher(exchange.getRequestURI().getPath());
        GreenMailUser user = path.matches() ? greenMail.getUserManager().getUserByEmail(path.group(1)) : null;
        if (user == null) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        send(exchange, "application/json", json.writeValueAsString(messages(user)));
    }

    private List<Map<String, String>> messages(GreenMailUser user) throws IOException {
        List<Map<String, String>> messages = new ArrayList<>();
        try {
            for (StoredMessage stored :
                    greenMail.getManagers().getImapHostManager().getInbox(user).getMessages()) {
                Map<String, String> message = new LinkedHashMap<>();
                message.put("uid", Long.toString(stored.getUid()));
                message.put("Message-ID", stored.getMimeMessage().getMessageID());
                message.put("subject", stored.getMimeMessage().getSubject());
                message.put("contentType", stored.getMimeMessage().getContentType());
                message.put("mimeMessage", GreenMailUtil.getWholeMessage(stored.getMimeMessage()));
                messages.add(message);
            }
        } catch (MessagingException | FolderException e) {
            throw new IOException("Cannot read the mail of " + user.getEmail(), e);
        }
        return messages;
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
