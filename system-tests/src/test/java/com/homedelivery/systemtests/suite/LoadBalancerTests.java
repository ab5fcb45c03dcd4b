package com.homedelivery.systemtests.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadBalancerTests {

    private final List<ServerSocket> instances = new ArrayList<>();
    private int port;
    private LoadBalancer balancer;

    @BeforeEach
    void open() throws IOException {
        port = portWhereNobodyListens();
        balancer = new LoadBalancer(port);
    }

    @AfterEach
    void close() throws IOException {
        balancer.close();
        for (ServerSocket instance : instances) {
            instance.close();
        }
    }

    @Test
    void connectionsAreSharedInTurn() throws IOException {
        balancer.add(instanceThatSays('a'));
        balancer.add(instanceThatSays('b'));

        assertThat(List.of(answer(), answer(), answer(), answer())).containsExactlyInAnyOrder('a', 'b', 'a', 'b');
    }

    @Test
    void anInstanceThatRefusesIsPassedOver() throws IOException {
        balancer.add(instanceThatSays('a'));
        balancer.add(portWhereNobodyListens());

        assertThat(List.of(answer(), answer(), answer())).containsOnly('a');
    }

    @Test
    void whoIsDrainedKeepsItsConnectionsAndGetsNoNewOnes() throws IOException {
        int old = instanceThatSays('a');
        balancer.add(old);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(client.getInputStream().read()).isEqualTo('a');
            client.setSoTimeout(300);

            balancer.add(instanceThatSays('b'));
            balancer.drain(old);
            assertThat(List.of(answer(), answer())).containsOnly('b');
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            balancer.remove(old);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoLeavesTheRotationLosesItsConnections() throws IOException {
        int only = instanceThatSays('a');
        balancer.add(only);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(client.getInputStream().read()).isEqualTo('a');

            balancer.remove(only);

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void withoutAnInstanceNobodyListens() throws IOException {
        int only = instanceThatSays('a');
        for (int round = 0; round < 200; round++) {
            balancer.add(only);
            assertThat(answer()).isEqualTo('a');
            balancer.remove(only);
            assertThatThrownBy(this::answer).isInstanceOf(ConnectException.class);
        }
    }

    private static int portWhereNobodyListens() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private char answer() throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return (char) client.getInputStream().read();
        }
    }

    /** Greets every client with one character and waits until the client goes. */
    private int instanceThatSays(char greeting) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        instances.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    client.getOutputStream().write(greeting);
                    Thread.ofVirtual().start(() -> awaitEnd(client));
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return server.getLocalPort();
    }

    private static void awaitEnd(Socket client) {
        try (client) {
            client.getInputStream().read();
        } catch (IOException gone) {
            // As expected.
        }
    }
}
