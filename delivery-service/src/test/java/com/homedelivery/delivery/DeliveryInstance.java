package com.homedelivery.delivery;

import com.homedelivery.delivery.application.DeliveryWorkflow;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.MovableClock;
import com.homedelivery.shared.testing.RealServers;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One more instance of the service, on the same servers, with settings of its own. */
public final class DeliveryInstance implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final DeliveryScenario scenario;

    private DeliveryInstance(ConfigurableApplicationContext context) {
        this.context = context;
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        this.scenario = new DeliveryScenario(
                ApiClient.to(port, context.getBean(AccessTokens.class)),
                context.getBean(DeliveryWorkflow.class),
                context.getBean(JdbcClient.class));
    }

    /** @param settings as {@code name=value} */
    public static DeliveryInstance start(String... settings) {
        return start(new RealServers(), settings);
    }

    public static DeliveryInstance start(
            ApplicationContextInitializer<ConfigurableApplicationContext> servers, String... settings) {
        Stream<String> arguments = Stream.concat(Stream.of("server.port=0"), Arrays.stream(settings))
                .map(setting -> "--" + setting);
        return new DeliveryInstance(new SpringApplicationBuilder(DeliveryServiceApplication.class, MovableClock.class)
                .initializers(servers)
                .run(arguments.toArray(String[]::new)));
    }

    public DeliveryScenario scenario() {
        return scenario;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
