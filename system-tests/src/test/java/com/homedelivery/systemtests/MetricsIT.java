package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Rider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/** What boards and alerts ask for is there to be scraped from a suite in which an order was delivered. */
@DisabledIfSystemProperty(
        named = RunningSuite.ELSEWHERE,
        matches = ".+",
        disabledReason = "asks the management ports, which are not published")
class MetricsIT extends SystemTest {

    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_]+)[{ ]");

    /** What Prometheus adds, and what is not there before something has gone wrong. */
    private static final Set<String> NOT_NOW = Set.of("up", "homedelivery_delivery_stalled_total");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyMetricOfABoardOrAnAlertIsThere() {
        Rider rider = shop.riderAtTheStore();
        Customer customer = shop.customer();
        JsonNode apples = shop.product(10);
        String orderId = shop.confirmedOrder(customer, apples, 1);
        shop.pickUpAndDeliver(rider, customer, orderId, shop.acceptOffer(rider, orderId));

        Awaitility.await()
                .untilAsserted(() -> assertThat(scrapedFromAll())
                        .containsAll(PromQl.metrics().stream()
                                .filter(metric -> !NOT_NOW.contains(metric))
                                .toList()));
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    private Set<String> scrapedFromAll() {
        return suite.services().stream()
                .map(suite::managementAddress)
                .flatMap(address -> scraped(address).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> scraped(URI service) {
        HttpRequest request =
                HttpRequest.newBuilder(service.resolve("/actuator/prometheus")).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s", request.uri()).isEqualTo(200);
            return SERIES.matcher(answer.body())
                    .results()
                    .map((MatchResult series) -> series.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
