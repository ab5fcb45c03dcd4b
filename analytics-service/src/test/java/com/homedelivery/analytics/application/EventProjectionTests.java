package com.homedelivery.analytics.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.homedelivery.analytics.application.FactChange.SetEarliest;
import com.homedelivery.analytics.application.FactChange.SetHighest;
import com.homedelivery.analytics.application.FactChange.SetValue;
import com.homedelivery.analytics.domain.DeliveryStage;
import com.homedelivery.analytics.domain.OrderStage;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventProjectionTests {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final UUID DELIVERY = UUID.randomUUID();
    private static final UUID ORDER = UUID.randomUUID();
    private static final UUID PRODUCT = UUID.randomUUID();

    @Test
    void aStageOfADeliveryIsAFactOfItsOrderToo() {
        assertThat(EventProjection.of(new DeliveryStarted(DELIVERY, ORDER, NOON, new GeoPoint(40.7, -74.0))))
                .containsExactly(
                        new Fact(
                                FactType.DELIVERY,
                                DELIVERY.toString(),
                                List.of(
                                        new SetEarliest("pickedUpAt", NOON),
                                        new SetHighest("stage", DeliveryStage.PICKED_UP.ordinal()),
                                        new SetValue("orderId", ORDER.toString()))),
                        new Fact(
                                FactType.ORDER,
                                ORDER.toString(),
                                List.of(
                                        new SetEarliest("pickedUpAt", NOON),
                                        new SetHighest("stage", OrderStage.SHIPPED.ordinal()))));
    }

    @Test
    void onlyAShortageOfStockIsAFact() {
        assertThat(EventProjection.of(new StockUpdated(PRODUCT, 3, 5, NOON))).isEmpty();
        assertThat(EventProjection.of(new StockLow(PRODUCT, 3, 5, NOON)))
                .extracting(Fact::type)
                .containsExactly(FactType.STOCK_ALERT);
    }

    @Test
    void refusesAnEventWithoutItsTime() {
        assertThatNullPointerException()
                .isThrownBy(() ->
                        EventProjection.of(new DeliveryStarted(DELIVERY, ORDER, null, new GeoPoint(40.7, -74.0))));
    }
}
