package com.homedelivery.dashboard.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTests {

    @TempDir
    Path folder;

    @Test
    void tellsComplaintsOfAllServicesNewestFirst() throws IOException {
        Files.writeString(folder.resolve("order-service.log"), """
                2026-07-01T12:00:00.000Z  INFO [] [main] c.h.order.OrderServiceApplication : Started
                2026-07-01T12:00:01.000Z  WARN [] [outbox-relay-kafka] c.h.s.m.outbox.OutboxRelay : outbox-relay-kafka: trying again until it works: gone
                2026-07-01T12:00:03.000Z ERROR [4bf92f3577b34da6a3ce929d0e0e4736] [tomcat-handler-7] c.h.shared.api.ApiExceptionHandler : Unforeseen
                java.lang.IllegalStateException: of what nobody thought
                	at com.homedelivery.order.Somewhere
                """);
        Files.writeString(
                folder.resolve("cart-service.log"),
                "2026-07-01T12:00:02.000Z  WARN [] [main] c.h.cart.Cart : Redis is slow\n");

        assertThat(new Logs(folder, List.of("order-service", "cart-service")).latestComplaints(10))
                .containsExactly(
                        new LogLine(
                                "2026-07-01T12:00:03.000Z",
                                "order-service",
                                "ERROR",
                                "4bf92f3577b34da6a3ce929d0e0e4736",
                                "c.h.shared.api.ApiExceptionHandler",
                                "Unforeseen"),
                        new LogLine(
                                "2026-07-01T12:00:02.000Z",
                                "cart-service",
                                "WARN",
                                "",
                                "c.h.cart.Cart",
                                "Redis is slow"),
                        new LogLine(
                                "2026-07-01T12:00:01.000Z",
                                "order-service",
                                "WARN",
                                "",
                                "c.h.s.m.outbox.OutboxRelay",
                                "outbox-relay-kafka: trying again until it works: gone"));
    }

    @Test
    void aServiceWithoutALogHasNoComplaints() {
        assertThat(new Logs(folder, List.of("order-service")).latestComplaints(10))
                .isEmpty();
    }

    @Test
    void readsTheEndOfALongLogOnly() throws IOException {
        String line = "2026-07-01T12:00:%02d.000Z  WARN [] [main] c.h.cart.Cart : %s\n";
        Files.writeString(
                folder.resolve("cart-service.log"),
                line.formatted(1, "first") + "x".repeat(200_000) + "\n" + line.formatted(2, "last"));

        assertThat(new Logs(folder, List.of("cart-service")).latestComplaints(10))
                .extracting(LogLine::message)
                .containsExactly("last");
    }
}
