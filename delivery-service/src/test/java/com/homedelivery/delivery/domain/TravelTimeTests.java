package com.homedelivery.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TravelTimeTests {

    private static final TravelTime TRAVEL = new TravelTime(20, 1, Duration.ofMinutes(5));
    private static final GeoPoint STORE = new GeoPoint(0, 0);
    /** One degree of latitude is 111.2 km, so this is 2 km or 6 minutes away. */
    private static final GeoPoint DOOR = new GeoPoint(2 / 111.2, 0);

    private static final GeoPoint RIDER = new GeoPoint(-1 / 111.2, 0);

    @Test
    void withoutARiderItIsHandlingAndTheWay() {
        assertThat(TRAVEL.minutesToCustomer(DeliveryStatus.PENDING, STORE, DOOR, null))
                .isEqualTo(11);
    }

    @Test
    void beforePickupTheRiderHasToGetToTheStore() {
        assertThat(TRAVEL.minutesToCustomer(DeliveryStatus.ASSIGNED, STORE, DOOR, RIDER))
                .isEqualTo(14);
        assertThat(TRAVEL.minutesToCustomer(DeliveryStatus.ASSIGNED, STORE, DOOR, null))
                .isEqualTo(11);
    }

    @Test
    void onTheWayOnlyTheRestCounts() {
        GeoPoint halfway = new GeoPoint(1 / 111.2, 0);

        assertThat(TRAVEL.minutesToCustomer(DeliveryStatus.IN_TRANSIT, STORE, DOOR, halfway))
                .isEqualTo(3);
        assertThat(TRAVEL.minutesToCustomer(DeliveryStatus.PICKED_UP, STORE, DOOR, null))
                .isEqualTo(6);
    }

    @Test
    void atTheDoorIsAMinuteAway() {
        assertThat(TRAVEL.minutesToCustomer(DeliveryStatus.IN_TRANSIT, STORE, DOOR, DOOR))
                .isEqualTo(1);
    }

    @Test
    void roadsAreLongerThanLines() {
        TravelTime roads = new TravelTime(20, 1.5, Duration.ZERO);

        assertThat(roads.minutesToCustomer(DeliveryStatus.PICKED_UP, STORE, DOOR, STORE))
                .isEqualTo(9);
    }

    @Test
    void nothingIsEstimatedOnceItIsOver() {
        assertThat(TRAVEL.minutesToCustomer(DeliveryStatus.DELIVERED, STORE, DOOR, DOOR))
                .isNull();
        assertThat(TRAVEL.minutesToCustomer(DeliveryStatus.FAILED, STORE, DOOR, null))
                .isNull();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TravelTime(0, 1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new TravelTime(20, 0.5, Duration.ZERO));
    }
}
