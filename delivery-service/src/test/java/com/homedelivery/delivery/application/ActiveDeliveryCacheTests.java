package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.domain.DeliveryFixtures.OTHER;
import static com.homedelivery.delivery.domain.DeliveryFixtures.RIDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.application.LiveUpdate.StatusChanged;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.DeliveryFixtures;
import com.homedelivery.delivery.domain.DeliveryStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ActiveDeliveryCacheTests {

    private final Delivery delivery = DeliveryFixtures.inTransit();
    private final ActiveDeliveryCache cache = new ActiveDeliveryCache(
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("defaults", DeliveryProperties.class));

    @Test
    void knowsWhoIsUnderWayWithTheGoods() {
        cache.put(delivery);

        assertThat(cache.find(delivery.id(), RIDER)).containsSame(delivery);
        assertThat(cache.find(delivery.id(), OTHER)).isEmpty();
        assertThat(cache.find(OTHER, RIDER)).isEmpty();
    }

    @Test
    void remembersNobodyWhoCanStillLoseTheDelivery() {
        Delivery assigned = DeliveryFixtures.assigned();

        cache.put(assigned);

        assertThat(cache.find(assigned.id(), RIDER)).isEmpty();
    }

    @Test
    void whatIsOverIsForgottenAndDoesNotComeBackWithAPositionThatHasReadItBefore() {
        cache.put(delivery);

        cache.onUpdate(changedTo(DeliveryStatus.DELIVERED));
        cache.put(delivery);

        assertThat(cache.find(delivery.id(), RIDER)).isEmpty();
    }

    @Test
    void whatIsNotOverIsKept() {
        cache.put(delivery);

        cache.onUpdate(changedTo(DeliveryStatus.IN_TRANSIT));

        assertThat(cache.find(delivery.id(), RIDER)).isPresent();
    }

    private StatusChanged changedTo(DeliveryStatus status) {
        return new StatusChanged(delivery.id(), delivery.orderId(), status, Instant.now(), null);
    }
}
