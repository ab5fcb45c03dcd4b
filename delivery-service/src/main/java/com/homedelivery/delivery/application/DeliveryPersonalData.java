package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.DeliveryRecord;
import com.homedelivery.delivery.domain.Rider;
import com.homedelivery.delivery.domain.Riders;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.privacy.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What this service keeps about a person: as a customer, and as a rider. */
@Component
class DeliveryPersonalData implements PersonalData {

    private final Deliveries deliveries;
    private final Riders riders;

    DeliveryPersonalData(Deliveries deliveries, Riders riders) {
        this.deliveries = deliveries;
        this.riders = riders;
    }

    /**
     * @param deliveries to this person, the newest first
     * @param rider null when the person never was one
     * @param ridden deliveries that this person brought, the newest first
     */
    record Kept(List<DeliveryRecord> deliveries, @Nullable Shift rider, List<DeliveryRecord> ridden) {}

    /** A rider's shift, and where they were last seen. */
    record Shift(
            boolean online,
            @Nullable Instant onlineSince,
            @Nullable GeoPoint location) {

        static Shift of(Rider rider) {
            return new Shift(rider.isOnline(), rider.onlineSince(), rider.location());
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Kept of(UUID userId) {
        return new Kept(
                deliveries.findRecordsOfCustomer(userId),
                riders.findById(userId).map(Shift::of).orElse(null),
                deliveries.findRecordsOfRider(userId));
    }
}
