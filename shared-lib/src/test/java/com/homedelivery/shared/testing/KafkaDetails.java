package com.homedelivery.shared.testing;

import java.util.List;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/** Loaded only where there is Kafka. */
record KafkaDetails(String brokers) implements KafkaConnectionDetails {

    static void register(ConfigurableApplicationContext context, TestServers servers) {
        context.getBeanFactory().registerSingleton("realKafka", new KafkaDetails(servers.kafkaBrokers()));
    }

    @Override
    public List<String> getBootstrapServers() {
        return List.of(brokers);
    }
}
