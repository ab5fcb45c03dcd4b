package com.homedelivery.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.notification.support.Answer;
import com.homedelivery.shared.security.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ListingIT extends RunningNotificationService {

    @Test
    void oneSeesWhatOneWasToldNewestFirst() {
        Person ada = registered(Role.USER);
        for (int i = 0; i < 4; i++) {
            sendAndAwait(created(UUID.randomUUID(), ada));
        }
        Answer all = api.get("/notifications", ada.id());
        assertThat(all.data().isArray()).isTrue();
        assertThat(all.data().size()).isEqualTo(5);
        assertThat(all.data().get(4).path("template").asString()).isEqualTo("welcome");
        assertThat(all.body().has("pagination")).isFalse();

        Answer page = api.get("/notifications?page=3&limit=2", ada.id());
        assertThat(page.data().size()).isEqualTo(1);
        assertThat(page.data().get(0).path("template").asString()).isEqualTo("welcome");
        assertThat(page.body().path("pagination").toString())
                .isEqualTo("{\"page\":3,\"limit\":2,\"total\":5,\"totalPages\":3}");
        assertThat(api.get("/notifications?limit=2", ada.id()).data().size()).isEqualTo(2);
    }

    @Test
    void nobodyElseSeesIt() {
        registered(Role.USER);
        Answer other = api.get("/notifications", UUID.randomUUID());
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.data().isArray()).isTrue();
        assertThat(other.data().size()).isZero();
        Answer nobody = api.getAsNobody("/notifications");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.code()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void aPageThatCannotBeIsRefused() {
        for (String query : new String[] {"page=0", "limit=0", "limit=101", "page=x"}) {
            Answer answer = api.get("/notifications?" + query, UUID.randomUUID());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        }
    }
}
