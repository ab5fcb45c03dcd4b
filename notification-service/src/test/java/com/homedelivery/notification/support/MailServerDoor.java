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

/** The door of the real mail server: it can be shut, and turns away mail for {@code refused@…}. */
public final class MailServerDoor {

    private final ServerSocket door;
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
    }

    private void watch() {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                Thread.ofVirtual().start(() -> receive(visitor));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void receive(Socket visitor) {
        TestServers.Mail mail = TestServers.current().mail();
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
        }
    }

    private static void passAnswers(Socket server, Socket visitor) {
        try {
            server.getInputStream().transferTo(visitor.getOutputStream());
        } catch (IOException e) {
            // Hung up.
        }
    }

    private static void passCommands(Socket visitor, Socket server) throws IOException {
        BufferedReader commands =
                new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = server.getOutputStream();
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (line.startsWith("RCPT TO:<refused@")) {
                String address = line.substring(line.indexOf('<'), line.indexOf('>') + 1);
                visitor.getOutputStream()
                        .write(("550 5.1.1 " + address + ": Nobody of that name\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            } else {
                out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        }
    }
}
