package com.homedelivery.localstack.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.homedelivery.localstack.client.ServerAddresses;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one call of GreenMail's own REST interface that tests need, {@code GET /api/user/{email}/messages}, with the same
 * answer, and a page for people at the root. The library's version brings a whole web framework with it.
 */
final class MailApi implements AutoCloseable {

    private static final Pattern MESSAGES = Pattern.compile("/api/user/([^/]+)/messages/?");

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ObjectMapper json = new ObjectMapper();
    private final GreenMail greenMail;

    private MailApi(GreenMail greenMail, HttpServer http) {
        this.greenMail = greenMail;
        this.http = http;
    }

    static MailApi start(GreenMail greenMail, int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(ServerAddresses.HOST, port), 0);
        MailApi api = new MailApi(greenMail, http);
        http.createContext("/", api::answer);
        http.setExecutor(api.threads);
        http.start();
        return api;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().equals("/")) {
                send(exchange, 200, "text/html", MailPage.of(greenMail.getReceivedMessages()));
                return;
            }
            Matcher path = MESSAGES.matcher(exchange.getRequestURI().getPath());
            if (!path.matches()) {
                send(exchange, 404, Map.of("message", "No such resource"));
                return;
            }
            GreenMailUser user = greenMail.getUserManager().getUserByEmail(path.group(1));
            if (user == null) {
                send(exchange, 404, Map.of("message", "User '" + path.group(1) + "' not found"));
                return;
            }
            send(exchange, 200, messages(user));
        }
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

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, "application/json", json.writeValueAsString(body));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
