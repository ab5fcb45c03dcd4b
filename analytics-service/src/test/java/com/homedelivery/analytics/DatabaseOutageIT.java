package com.homedelivery.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.messaging.kafka.Topics;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import com.mongodb.ConnectionString;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
@TestPropertySource(properties = "spring.kafka.consumer.group-id=" + DatabaseOutageIT.GROUP)
class DatabaseOutageIT {

    static final String GROUP = "analytics-outage";

    private static final URI DATABASE = URI.create(TestServers.current().mongoUri("analytics-outage"));
    private static final TcpProxy PROXY = new TcpProxy(DATABASE.getHost(), DATABASE.getPort());
    private static final Item COLA = new Item(UUID.randomUUID(), "Cola", 1, new BigDecimal("2.10"));

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    @Autowired
    Topics topics;

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
        try (EventRecorder recorder = new EventRecorder(String.join(",", kafka.getBootstrapServers()), topics);
                HttpClient client = HttpClient.newHttpClient()) {
            OrderStory.of(UUID.randomUUID(), start, COLA).events().forEach(recorder::record);
            recorder.awaitRead(GROUP);
            assertThat(orders(ask(client, "/analytics/summary"))).isEqualTo(1);

            PROXY.cut();
            OrderStory.of(UUID.randomUUID(), start, COLA).paid().events().forEach(recorder::record);

            HttpResponse<String> answer = ask(client, "/analytics/summary");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"SERVICE_ERROR\"").doesNotContain("mongo", "127.0.0.1");
            assertThat(ask(client, "/health").statusCode()).isEqualTo(503);
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !recorder.isRead(GROUP));

            PROXY.mend();
            recorder.awaitRead(GROUP);
            assertThat(orders(ask(client, "/analytics/summary"))).isEqualTo(2);
            assertThat(ask(client, "/health").statusCode()).isEqualTo(200);
        }
    }

    private static int orders(HttpResponse<String> summary) {
        return JsonMapper.shared()
                .readTree(summary.body())
                .path("data")
                .path("orders")
                .asInt();
    }

    private HttpResponse<String> ask(HttpClient client, String path) throws Exception {
        String token = tokens.issueFor(new CurrentUser(UUID.randomUUID(), "a@example.org", Role.ADMIN));
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path + "?from=2023-01-01&to=2023-01-31"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
