package com.homedelivery.localstack.trainer.gateway;

import com.homedelivery.localstack.trainer.Training;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Spring Cloud Gateway with one route, which leads back to itself. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ReactiveEcho.class)
public class GatewayTrainer {

    /** Starts, rehearses through the route, ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = freePort();
        Training.run(GatewayTrainer.class, "classpath:training/gateway.yaml", Map.of("TRAINER_PORT", port));
        System.exit(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
