package com.homedelivery.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.messaging.kafka.TopicNames;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import com.mongodb.ConnectionString;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

@IntegrationTest
@TestPropertySource(properties = "spring.kafka.consumer.group-id=" + DatabaseOutageIT.GROUP)
class DatabaseOutageIT {

    static final String GROUP = "analytics-outage";

    private static final URI DATABASE = URI.create(TestServers.current().mongoUri("analytics-outage"));
    private static final TcpProxy PROXY = new TcpProxy(DATABASE.getHost(), DATABASE.getPort());
    private static final Item COLA = new Item(UUID.randomUUID(), "Cola", 1, new BigDecimal("2.10"));

    @Autowired
    ApiClient api;

    @Autowired
    TopicNames topics;

    @Autowired
    KafkaConnectionDetails kafka;

    @TestConfiguration
    static class ThroughTheProxy {

        @Bean
        @Primary
        MongoConnectionDetails database() {
            return () -> new ConnectionString(
                    "mongodb://127.0.0.1:" + PROXY.port() + DATABASE.getPath() + "?directConnection=true");
        }
    }

    @Test
    void eventsWaitUntilTheDatabaseIsBack() throws Exception {
        Instant start = Instant.parse("2023-01-10T12:00:00Z");
        try (KafkaEventPublisher events =
                new KafkaEventPublisher(String.join(",", kafka.getBootstrapServers()), topics)) {
            OrderStory.of(UUID.randomUUID(), start, COLA).events().forEach(events::publish);
            events.awaitConsumed(GROUP);
            assertThat(orders()).isEqualTo(1);

            PROXY.cut();
            OrderStory.of(UUID.randomUUID(), start, COLA).paid().events().forEach(events::publish);

            ApiResult answer = summary().hasError(503, "SERVICE_ERROR");
            assertThat(answer.text()).doesNotContain("mongo", "127.0.0.1");
            api.get("/health").hasStatus(503);
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !events.isConsumed(GROUP));

            PROXY.mend();
            events.awaitConsumed(GROUP);
            assertThat(orders()).isEqualTo(2);
            api.get("/health").hasStatus(200);
        }
    }

    private int orders() {
        return summary().data().path("orders").asInt();
    }

    private ApiResult summary() {
        return api.asAdmin().get("/analytics/summary?from=2023-01-01&to=2023-01-31");
    }
}
