package com.homedelivery.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiResult;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindNotificationsIT extends NotificationServiceTest {

    @Test
    void aUserSeesTheirNotificationsNewestFirst() {
        Person ada = registered(Role.USER);
        for (int i = 0; i < 4; i++) {
            events.publishAndAwait(created(UUID.randomUUID(), ada));
        }
        ApiResult all = api.as(ada.id()).get("/notifications");
        assertThat(all.data().isArray()).isTrue();
        assertThat(all.data().size()).isEqualTo(5);
        assertThat(all.data().get(4).path("template").asString()).isEqualTo("welcome");
        assertThat(all.body().has("pagination")).isFalse();

        ApiResult page = api.as(ada.id()).get("/notifications?page=3&limit=2");
        assertThat(page.data().size()).isEqualTo(1);
        assertThat(page.data().get(0).path("template").asString()).isEqualTo("welcome");
        assertThat(page.body().path("pagination").toString())
                .isEqualTo("{\"page\":3,\"limit\":2,\"total\":5,\"totalPages\":3}");
        assertThat(api.as(ada.id()).get("/notifications?limit=2").data().size()).isEqualTo(2);
    }

    @Test
    void nobodyElseSeesThem() {
        registered(Role.USER);
        ApiResult other = api.asCustomer().get("/notifications");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.data().isArray()).isTrue();
        assertThat(other.data().size()).isZero();
        api.anonymous().get("/notifications").hasError(401, "UNAUTHORIZED");
    }

    @Test
    void anInvalidPageIsRefused() {
        for (String query : new String[] {"page=0", "limit=0", "limit=101", "page=x"}) {
            api.asCustomer().get("/notifications?" + query).hasError(400, "VALIDATION_ERROR");
        }
    }
}
