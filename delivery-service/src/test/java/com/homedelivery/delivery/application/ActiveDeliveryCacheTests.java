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
    private final ActiveDeliveryCache activeDeliveryCache = new ActiveDeliveryCache(
            new Binder(new MapConfigurationPropertySource()).bindOrCreate("defaults", DeliveryProperties.class));

    @Test
    void knowsWhoIsUnderWayWithTheGoods() {
        activeDeliveryCache.remember(delivery);

        assertThat(activeDeliveryCache.find(delivery.id(), RIDER)).containsSame(delivery);
        assertThat(activeDeliveryCache.find(delivery.id(), OTHER)).isEmpty();
        assertThat(activeDeliveryCache.find(OTHER, RIDER)).isEmpty();
    }

    @Test
    void remembersNobodyWhoCanStillLoseTheDelivery() {
        Delivery assigned = DeliveryFixtures.assigned();

        activeDeliveryCache.remember(assigned);

        assertThat(activeDeliveryCache.find(assigned.id(), RIDER)).isEmpty();
    }

    @Test
    void whatIsOverIsForgottenAndDoesNotComeBackWithAPositionThatHasReadItBefore() {
        activeDeliveryCache.remember(delivery);

        activeDeliveryCache.hear(changedTo(DeliveryStatus.DELIVERED));
        activeDeliveryCache.remember(delivery);

        assertThat(activeDeliveryCache.find(delivery.id(), RIDER)).isEmpty();
    }

    @Test
    void whatIsNotOverIsKept() {
        activeDeliveryCache.remember(delivery);

        activeDeliveryCache.hear(changedTo(DeliveryStatus.IN_TRANSIT));

        assertThat(activeDeliveryCache.find(delivery.id(), RIDER)).isPresent();
    }

    private StatusChanged changedTo(DeliveryStatus status) {
        return new StatusChanged(delivery.id(), delivery.orderId(), status, Instant.now(), null);
    }
}
