package com.homedelivery.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.StubService;
import com.homedelivery.shared.testing.StubService.Response;
import com.homedelivery.user.UserServiceTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Everything that is kept about a person, for that person. */
class ExportIT extends UserServiceTest {

    private static final String EXPORT = "/users/me/export";

    private static final StubService ORDER = StubService.start(request -> request.isFromService()
            ? Response.ok(Map.of("orders", List.of(Map.of("of", request.pathSegment(1)))))
            : Response.error(403, "FORBIDDEN"));
    private static final StubService OTHERS = StubService.start(_ -> Response.ok(Map.of()));

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        List.of("AUTH", "INVENTORY", "CART", "PAYMENT", "DELIVERY", "NOTIFICATION", "ANALYTICS")
                .forEach(service -> registry.add(service + "_SERVICE_URL", OTHERS::url));
        registry.add("ORDER_SERVICE_URL", ORDER::url);
    }

    @AfterEach
    void recover() {
        ORDER.recover();
        OTHERS.recover();
    }

    @Test
    void hasWhatEveryServiceKeeps() {
        ann.put("/users/profile", Map.of("firstName", "Ann"));
        ann.put("/users/favourites/" + UUID.randomUUID(), null);

        ApiResult export = ann.get(EXPORT);

        assertThat(export.data("userId")).isEqualTo(ann.userId().toString());
        JsonNode services = export.data().path("services");
        assertThat(services.propertyNames())
                .containsExactlyInAnyOrder(
                        "auth",
                        "user",
                        "inventory",
                        "cart",
                        "order",
                        "payment",
                        "delivery",
                        "notification",
                        "analytics");
        assertThat(services.at("/user/profile/firstName").asString()).isEqualTo("Ann");
        assertThat(services.at("/user/favourites")).hasSize(1);
        assertThat(services.at("/order/orders/0/of").asString())
                .isEqualTo(ann.userId().toString());
        assertThat(export.data().path("missing")).isEmpty();
    }

    @Test
    void isAFileToSave() {
        ApiResult export = ann.get(EXPORT);

        assertThat(export.header(HttpHeaders.CONTENT_DISPOSITION))
                .matches("attachment; filename=\"home-delivery-data-\\d{4}-\\d\\d-\\d\\d\\.json\"");
        assertThat(export.header(HttpHeaders.CACHE_CONTROL)).contains("no-store");
    }

    @Test
    void namesTheServiceThatDoesNotAnswer() {
        ORDER.goDown();

        ApiResult export = ann.get(EXPORT);

        assertThat(export.data().path("missing").get(0).asString()).isEqualTo("order");
        assertThat(export.data().path("missing")).hasSize(1);
        assertThat(export.data().path("services").has("order")).isFalse();
        assertThat(export.data().path("services").has("payment")).isTrue();
    }

    @Test
    void isThereInTimeThoughAServiceHangs() {
        ORDER.hold();

        ApiResult export = ann.withHeader("X-Request-Timeout-Ms", "2000").get(EXPORT);

        assertThat(export.data().path("missing").get(0).asString()).isEqualTo("order");
        assertThat(export.data().path("services").has("payment")).isTrue();
    }

    @Test
    void isNotGivenTooOftenHoweverManyAskAtOnce() {
        List<ApiResult> answers = AtOnce.run(6, () -> ann.get(EXPORT));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 200).allSatisfy(answer -> {
            answer.hasError(429, "RATE_LIMIT_EXCEEDED");
            assertThat(answer.header(HttpHeaders.RETRY_AFTER)).isEqualTo("60");
        });
        api.asCustomer().get(EXPORT).hasStatus(200);
    }

    @Test
    void isForNobodyElse() {
        api.anonymous().get(EXPORT).hasError(401, "UNAUTHORIZED");
        api.asService("order-service").get(EXPORT).hasError(403, "FORBIDDEN");
    }

    @Test
    void otherServicesReadThisOnesPart() {
        ann.put("/users/profile", Map.of("firstName", "Ann"));

        JsonNode kept = api.asService("user-service")
                .get("/personal-data/" + ann.userId())
                .data();

        assertThat(kept.at("/profile/firstName").asString()).isEqualTo("Ann");
        assertThat(kept.path("addresses").isArray()).isTrue();
        ann.get("/personal-data/" + ann.userId()).hasError(403, "FORBIDDEN");
    }

    @Test
    void nothingIsKeptAboutAStranger() {
        UUID stranger = UUID.randomUUID();

        JsonNode kept =
                api.asService("order-service").get("/personal-data/" + stranger).data();

        assertThat(kept.has("profile")).isFalse();
        assertThat(kept.path("addresses")).isEmpty();
    }
}
