package com.homedelivery.notification.support;

import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy in front of the real mail server, which fails mail for some addresses:
 *
 * <ul>
 *   <li>{@code refused@…}: it is refused for good;
 *   <li>{@code greylisted@…}: it is refused for the moment, the first {@link #TRANSIENT_FAILURES} times;
 *   <li>{@code cutoff@…}: the connection is reset, the first {@link #TRANSIENT_FAILURES} times;
 *   <li>{@code hasty@…}: the connection is reset when the client says {@code QUIT} after it;
 *   <li>{@code tired@…}, {@code weary@…}: the next mail on the connection is refused, for the moment and for good;
 *   <li>{@code mute@…}: the next mail on the connection is not answered.
 * </ul>
 */
public final class SmtpProxy {

    /** How often a failure that passes is met. */
    public static final int TRANSIENT_FAILURES = 4;

    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final TcpProxy proxy;

    public SmtpProxy() {
        TestServers.Mail mail = TestServers.current().mail();
        proxy = new TcpProxy(mail.smtpHost(), mail.smtpPort(), this::passCommands);
    }

    public int port() {
        return proxy.port();
    }

    public void mend() {
        proxy.mend();
    }

    /** The mail server cannot be reached. */
    public void cut() {
        proxy.cut();
    }

    public void breakConnections() {
        proxy.breakConnections();
    }

    /** How many connections there have been. */
    public int connections() {
        return proxy.connections();
    }

    private void passCommands(Socket client, Socket server) throws IOException {
        BufferedReader commands =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = server.getOutputStream();
        String last = "";
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String recipient = line.startsWith("RCPT TO:") ? line.substring("RCPT TO:".length()) : "";
            if (!recipient.isEmpty()) {
                last = recipient;
            }
            boolean isNext = line.startsWith("MAIL FROM:");
            if (recipient.startsWith("<refused@")) {
                answer(client, "550 5.1.1 " + recipient + ": Nobody of that name");
            } else if (recipient.startsWith("<greylisted@") && fails(recipient)) {
                answer(client, "451 4.7.1 " + recipient + ": Greylisted, come again");
            } else if (isNext && last.startsWith("<tired@")) {
                answer(client, "421 4.7.0 Enough for one connection");
                return;
            } else if (isNext && last.startsWith("<weary@")) {
                answer(client, "550 5.7.0 Enough for one connection");
            } else if (isNext && last.startsWith("<mute@")) {
                commands.readLine();
                return;
            } else if (last.startsWith("<hasty@") && line.equals("QUIT")
                    || recipient.startsWith("<cutoff@") && fails(recipient)) {
                reset(client);
                return;
            } else {
                out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        }
    }

    private boolean fails(String recipient) {
        return failures.computeIfAbsent(recipient, _ -> new AtomicInteger()).incrementAndGet() <= TRANSIENT_FAILURES;
    }

    private static void answer(Socket client, String answer) throws IOException {
        client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Hangs up without a word: the other side sees its connection reset. */
    private static void reset(Socket client) {
        try {
            client.setSoLinger(true, 0);
            client.close();
        } catch (IOException e) {
            // It has gone already.
        }
    }
}
