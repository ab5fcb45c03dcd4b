package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProxyTests {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int SOON_MS = 20_000;
    private static final int A_MOMENT_MS = 200;

    private final ServerSocket server = echo();
    private final TcpProxy proxy = new TcpProxy(HERE.getHostAddress(), server.getLocalPort());

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passesOnWhatIsSaid() throws IOException {
        try (Socket client = connect()) {
            assertThat(echoOf(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void holdsBackWhatIsSaidWhileItIsFrozen() throws IOException {
        try (Socket before = connect()) {
            assertThat(echoOf(before, 1)).isEqualTo(1);
            proxy.freeze();

            try (Socket after = connect()) {
                for (Socket client : new Socket[] {before, after}) {
                    client.setSoTimeout(A_MOMENT_MS);
                    assertThatThrownBy(() -> echoOf(client, 2)).isInstanceOf(SocketTimeoutException.class);
                }

                proxy.mend();
                for (Socket client : new Socket[] {before, after}) {
                    client.setSoTimeout(SOON_MS);
                    assertThat(client.getInputStream().read()).isEqualTo(2);
                }
            }
        }
    }

    @Test
    void breaksConnectionsAndAdmitsNoneWhileItIsCut() throws IOException {
        try (Socket before = connect()) {
            assertThat(echoOf(before, 1)).isEqualTo(1);
            proxy.cut();
            assertThat(isBroken(before)).isTrue();
        }
        try (Socket after = connect()) {
            assertThat(isBroken(after)).isTrue();
        }

        proxy.mend();
        passesOnWhatIsSaid();
    }

    @Test
    void breaksFrozenConnectionsToo() throws IOException {
        try (Socket client = connect()) {
            assertThat(echoOf(client, 1)).isEqualTo(1);
            proxy.freeze();
            client.getOutputStream().write(2);

            proxy.cut();

            assertThat(isBroken(client)).isTrue();
        }
    }

    @Test
    void listensNoLongerOnceItIsClosed() {
        for (int i = 0; i < 100; i++) {
            TcpProxy closed = new TcpProxy(HERE.getHostAddress(), server.getLocalPort());
            int port = closed.port();
            closed.close();

            assertThatThrownBy(() -> new Socket(HERE, port)).isInstanceOf(ConnectException.class);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(HERE, proxy.port());
        client.setSoTimeout(SOON_MS);
        return client;
    }

    private static int echoOf(Socket client, int b) throws IOException {
        client.getOutputStream().write(b);
        return client.getInputStream().read();
    }

    private static boolean isBroken(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private static ServerSocket echo() {
        try {
            ServerSocket server = new ServerSocket(0, 50, HERE);
            Thread.ofVirtual().start(() -> answer(server));
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> repeat(client));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private static void repeat(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // Hung up.
        }
    }
}
