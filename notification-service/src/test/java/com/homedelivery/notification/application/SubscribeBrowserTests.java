package com.homedelivery.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.notification.NotificationPropertiesFixtures;
import com.homedelivery.shared.api.error.ConflictException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubscribeBrowserTests {

    @Test
    void noHostIsLookedUpWherePushMessagesAreNotSetUp() {
        List<String> lookedUp = new ArrayList<>();
        SubscribeBrowser subscribe = new SubscribeBrowser(
                lookedUp::add,
                new ManagePush(null, null, NotificationPropertiesFixtures.defaults(), Clock.systemUTC()));
        assertThatThrownBy(() -> subscribe.subscribe(UUID.randomUUID(), "https://push.example.com/1", "key", "secret"))
                .isInstanceOf(ConflictException.class);
        assertThat(lookedUp).isEmpty();
    }
}
