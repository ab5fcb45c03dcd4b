package com.homedelivery.notification.support;

import com.homedelivery.shared.testing.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The door of the real mail server: it can be shut, on those who are in as well. It turns away mail for
 * {@code refused@…}; mail for {@code greylisted@…} four times, for the moment; it hangs up four times on who has mail for
 * {@code cutoff@…}, and on who says goodbye after mail for {@code hasty@…}. Who has had mail for {@code tired@…} or
 * {@code weary@…} is told at the next mail that this is enough on one connection, for the moment or for good; who has had
 * mail for {@code mute@…} hears nothing more.
 */
public final class MailServerDoor {

    /** How often it does not take what it takes in the end. */
    public static final int TIMES_IN_VAIN = 4;

    private final ServerSocket door;
    private final Map<String, AtomicInteger> timesInVain = new ConcurrentHashMap<>();
    private final Set<Socket> visitors = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean open = true;

    public MailServerDoor() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::watch);
    }

    public int port() {
        return door.getLocalPort();
    }

    public void open() {
        open = true;
    }

    public void shut() {
        open = false;
        hangUp();
    }

    /** Hangs up on everybody. */
    public void hangUp() {
        visitors.forEach(MailServerDoor::reset);
    }

    /** How many have come so far. */
    public int connections() {
        return connections.get();
    }

    private void watch() {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                Thread.ofVirtual().start(() -> receive(visitor));
            } catch (IOException e) {
                // That one has gone again; the next may stay.
            }
        }
    }

    private void receive(Socket visitor) {
        TestServers.Mail mail = TestServers.current().mail();
        connections.incrementAndGet();
        visitors.add(visitor);
        try (visitor) {
            if (!open) {
                return;
            }
            try (Socket server = new Socket(mail.smtpHost(), mail.smtpPort())) {
                Thread.ofVirtual().start(() -> passAnswers(server, visitor));
                passCommands(visitor, server);
            }
        } catch (IOException e) {
            // One side has hung up: so does the other.
        } finally {
            visitors.remove(visitor);
        }
    }

    private static void passAnswers(Socket server, Socket visitor) {
        try {
            server.getInputStream().transferTo(visitor.getOutputStream());
        } catch (IOException e) {
            // Hung up.
        }
    }

    private void passCommands(Socket visitor, Socket server) throws IOException {
        BufferedReader commands =
                new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = server.getOutputStream();
        String last = "";
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String recipient = line.startsWith("RCPT TO:") ? line.substring("RCPT TO:".length()) : "";
            if (!recipient.isEmpty()) {
                last = recipient;
            }
            boolean isNext = line.startsWith("MAIL FROM:");
            if (recipient.startsWith("<refused@")) {
                answer(visitor, "550 5.1.1 " + recipient + ": Nobody of that name");
            } else if (recipient.startsWith("<greylisted@") && isInVain(recipient)) {
                answer(visitor, "451 4.7.1 " + recipient + ": Greylisted, come again");
            } else if (isNext && last.startsWith("<tired@")) {
                answer(visitor, "421 4.7.0 Enough for one connection");
                return;
            } else if (isNext && last.startsWith("<weary@")) {
                answer(visitor, "550 5.7.0 Enough for one connection");
            } else if (isNext && last.startsWith("<mute@")) {
                commands.readLine();
                return;
            } else if (last.startsWith("<hasty@") && line.equals("QUIT")
                    || recipient.startsWith("<cutoff@") && isInVain(recipient)) {
                reset(visitor);
                return;
            } else {
                out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        }
    }

    private boolean isInVain(String recipient) {
        return timesInVain.computeIfAbsent(recipient, _ -> new AtomicInteger()).incrementAndGet() <= TIMES_IN_VAIN;
    }

    private static void answer(Socket visitor, String answer) throws IOException {
        visitor.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Hangs up without a word: the other side sees its connection reset. */
    private static void reset(Socket visitor) {
        try {
            visitor.setSoLinger(true, 0);
            visitor.close();
        } catch (IOException e) {
            // It has gone already.
        }
    }
}
