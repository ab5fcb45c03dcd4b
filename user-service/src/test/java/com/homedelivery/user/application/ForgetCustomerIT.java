package com.homedelivery.user.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.EventPublisher;
import com.homedelivery.user.UserServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is left of a customer whose account was deleted. */
class ForgetCustomerIT extends UserServiceTest {

    @Autowired
    private EventPublisher events;

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void nothingIsLeftOfThePerson() {
        enterEverything();

        delete();

        assertThat(everythingKept()).doesNotContain("Ann", "Smith", "5550100", "Main St", "Berlin", "Ring");
        assertThat(cached()).isEmpty();
        ann.get("/users/profile").hasError(404, "NOT_FOUND");
        assertThat(ann.get("/users/addresses").data()).isEmpty();
        assertThat(ann.get("/users/favourites").data()).isEmpty();
    }

    /** An access token may be good for a while after its account is gone. */
    @Test
    void nothingComesBack() {
        enterEverything();
        delete();

        ann.put("/users/profile", Map.of("firstName", "Ann")).hasError(404, "NOT_FOUND");
        addAddress().hasError(404, "NOT_FOUND");
        ann.put("/users/favourites/" + UUID.randomUUID(), null).hasError(404, "NOT_FOUND");
        ann.get("/users/me/export").hasError(404, "NOT_FOUND");

        assertThat(everythingKept()).doesNotContain("Ann", "Main St");
    }

    @Test
    void whoeverHadNoProfileGetsNoneAfterwards() {
        delete();

        ann.get("/users/profile").hasError(404, "NOT_FOUND");
    }

    @Test
    void theSameEventAgainChangesNothing() {
        enterEverything();
        delete();
        String before = everythingKept();

        delete();

        assertThat(everythingKept()).isEqualTo(before);
    }

    @Test
    void othersAreNotForgotten() {
        enterEverything();

        events.publishAndAwait(new UserDeleted(UUID.randomUUID(), Instant.now()));

        assertThat(ann.get("/users/profile").data("firstName")).isEqualTo("Ann");
    }

    @Test
    void whatIsAddedWhileTheCustomerIsForgottenDoesNotStay() {
        AtomicInteger number = new AtomicInteger();

        List<ApiResult> answers = AtOnce.run(9, () -> switch (number.getAndIncrement() % 3) {
            case 0 -> addAddress();
            case 1 -> ann.put("/users/favourites/" + UUID.randomUUID(), null);
            default -> {
                delete();
                yield ann.get("/users/addresses");
            }
        });

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 201, 404, 409));
        assertThat(ann.get("/users/addresses").data()).isEmpty();
        assertThat(ann.get("/users/favourites").data()).isEmpty();
    }

    private void enterEverything() {
        ann.put("/users/profile", """
                {"firstName": "Ann", "lastName": "Smith", "phone": "5550100", "timeZone": "Europe/Berlin",
                 "address": {"street": "123 Main St"}, "preferences": {"nickname": "Annie"}}""").hasStatus(200);
        addAddress().hasStatus(201);
        addAddress().hasStatus(201);
        ann.put("/users/favourites/" + UUID.randomUUID(), null).hasStatus(200);
        ann.get("/users/profile").hasStatus(200);
    }

    private ApiResult addAddress() {
        return ann.post("/users/addresses", """
                {"street": "123 Main St", "city": "New York", "state": "NY", "zipCode": "10001",
                 "instructions": "Ring twice"}""");
    }

    private void delete() {
        events.publishAndAwait(new UserDeleted(ann.userId(), Instant.now()));
    }

    private String cached() {
        String entry = redis.opsForValue().get("user-service:profile:v1:" + ann.userId());
        return entry == null ? "" : entry;
    }

    private String everythingKept() {
        return jdbc.sql("""
                        select p::text from profiles p where user_id = :user
                        union all select b::text from address_books b where user_id = :user
                        union all select a::text from saved_addresses a where user_id = :user
                        union all select f::text from favourites f where user_id = :user""")
                .param("user", ann.userId())
                .query(String.class)
                .list()
                .toString();
    }
}
