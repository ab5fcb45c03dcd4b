package com.homedelivery.delivery.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.delivery.tracking.StompDestination.DeliveryTopic;
import com.homedelivery.delivery.tracking.StompDestination.OfferQueue;
import com.homedelivery.delivery.tracking.StompDestination.RiderLocation;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StompDestinationTests {

    private static final UUID ID = UUID.fromString("0198a9f2-0000-7000-8000-00000000abcd");

    @Test
    void thereAreThree() {
        assertThat(StompDestination.parse("/topic/deliveries/" + ID)).contains(new DeliveryTopic(ID));
        assertThat(StompDestination.parse("/user/queue/offers")).contains(new OfferQueue());
        assertThat(StompDestination.parse("/app/deliveries/" + ID + "/location"))
                .contains(new RiderLocation(ID));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/topic",
                "/topic/deliveries/",
                "/topic/deliveries/*",
                "/topic/deliveries/**",
                "/topic/deliveries/{id}",
                "/topic/deliveries/0198A9F2-0000-7000-8000-00000000ABCD",
                "/topic/deliveries/0198a9f2-0000-7000-8000-00000000abcd/",
                "/topic/deliveries/------------------------------------",
                "/topic/**",
                "/queue/offers",
                "/queue/offers-user0198a9f2",
                "/user/somebody/queue/offers",
                "/user/queue/errors",
                "/app/deliveries/x/location",
            })
    void everythingElseDoesNotExist(String destination) {
        assertThat(StompDestination.parse(destination)).isEmpty();
    }
}
