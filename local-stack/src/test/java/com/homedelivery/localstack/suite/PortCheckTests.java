package com.homedelivery.localstack.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.localstack.client.LocalStackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTests {

    @Test
    void knowsWhoListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortCheck.isTaken(socket.getLocalPort())).isTrue();
            assertThat(PortCheck.listener(socket.getLocalPort())).contains(ProcessHandle.current());
        }
    }

    @Test
    void aPortLeftIsFree() throws IOException {
        ServerSocket socket = new ServerSocket(0);
        socket.close();

        assertThat(PortCheck.isTaken(socket.getLocalPort())).isFalse();
        assertThat(PortCheck.listener(socket.getLocalPort())).isEmpty();
    }

    @Test
    void takenPortsAreNamedAllTogether() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            assertThatThrownBy(() -> PortCheck.demandFree(
                            Map.of(one.getLocalPort(), "order-service", other.getLocalPort(), "postgres")))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining("Port " + one.getLocalPort() + ", wanted by order-service")
                    .hasMessageContaining("Port " + other.getLocalPort() + ", wanted by postgres")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }
}
