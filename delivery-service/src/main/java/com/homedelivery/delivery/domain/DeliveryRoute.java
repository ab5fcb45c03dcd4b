package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From where to where a {@link Delivery} goes, where its rider is, and how far the goods have come. */
@Embeddable
class DeliveryRoute {

    @Embedded
    @AttributeOverride(name = "lat", column = @Column(name = "pickup_lat"))
    @AttributeOverride(name = "lng", column = @Column(name = "pickup_lng"))
    private GeoPoint pickup;

    @Embedded
    @AttributeOverride(name = "lat", column = @Column(name = "dropoff_lat"))
    @AttributeOverride(name = "lng", column = @Column(name = "dropoff_lng"))
    private GeoPoint dropoff;

    @Embedded
    @AttributeOverride(name = "lat", column = @Column(name = "current_lat"))
    @AttributeOverride(name = "lng", column = @Column(name = "current_lng"))
    private @Nullable GeoPoint current;

    private @Nullable Instant locatedAt;
    private double travelledKm;
    private @Nullable Instant announcedAt;

    protected DeliveryRoute() {}

    DeliveryRoute(GeoPoint pickup, GeoPoint dropoff) {
        this.pickup = pickup;
        this.dropoff = dropoff;
    }

    /** The rider is in the store, and the goods with them. */
    void start(Instant now) {
        locate(pickup, now);
    }

    /** The goods have come this far. */
    void travelTo(GeoPoint at, Instant now) {
        if (current != null) {
            travelledKm += current.distanceKmTo(at);
        }
        locate(at, now);
    }

    /** The rider is here, without the goods. */
    void locate(GeoPoint at, Instant now) {
        current = at;
        locatedAt = now;
    }

    void forgetPosition() {
        current = null;
        locatedAt = null;
    }

    /** As if it had gone nowhere: the store is no secret. */
    void forgetDropoff() {
        dropoff = pickup;
    }

    boolean isAnnouncementDue(Duration announceEvery, Instant now) {
        return announcedAt == null || !now.isBefore(announcedAt.plus(announceEvery));
    }

    void announced(Instant now) {
        announcedAt = now;
    }

    GeoPoint pickup() {
        return pickup;
    }

    GeoPoint dropoff() {
        return dropoff;
    }

    @Nullable
    GeoPoint current() {
        return current;
    }

    @Nullable
    Instant locatedAt() {
        return locatedAt;
    }

    double travelledKm() {
        return travelledKm;
    }

    /** The kilometres to the metre. */
    double travelledKmRounded() {
        return Math.round(travelledKm * 1000) / 1000.0;
    }
}
