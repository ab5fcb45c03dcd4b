package com.homedelivery.delivery;

import com.homedelivery.delivery.domain.OtpPolicy;
import com.homedelivery.delivery.domain.SearchCircle;
import com.homedelivery.delivery.domain.SupervisionLimits;
import com.homedelivery.delivery.domain.TravelTime;
import com.homedelivery.shared.geo.GeoPoint;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about deliveries.
 *
 * @param store where orders are picked up
 * @param dispatch how riders are found
 * @param supervision how long a delivery may make no progress
 * @param travel how travel times are estimated
 * @param handover how the customer's code is checked
 * @param riders when riders count as on duty
 * @param locations how often positions are kept
 * @param tracking limits of live tracking
 * @param keepOffers how long the offers of deliveries that are over are kept
 * @param keepStoppedOrders how long orders that were stopped before they were confirmed are remembered; longer than a
 *     confirmation can be late
 * @param keepPositions how long a rider's last position stays in Redis, where it is fresher than in the database
 * @param redisTimeout how long Redis is waited for with positions and live updates
 */
@ConfigurationProperties("homedelivery.delivery")
public record DeliveryProperties(
        @DefaultValue Store store,
        @DefaultValue Dispatch dispatch,
        @DefaultValue Supervision supervision,
        @DefaultValue Travel travel,
        @DefaultValue Handover handover,
        @DefaultValue Riders riders,
        @DefaultValue Locations locations,
        @DefaultValue Tracking tracking,
        @DefaultValue("30d") Duration keepOffers,
        @DefaultValue("30d") Duration keepStoppedOrders,
        @DefaultValue("10m") Duration keepPositions,
        @DefaultValue("1s") Duration redisTimeout) {

    private static final String BEAN = "@'homedelivery.delivery-com.homedelivery.delivery.DeliveryProperties'";

    /** For {@code @Scheduled}: {@link Dispatch#sweepEvery}. */
    public static final String DISPATCH_SWEEP_EVERY = "#{" + BEAN + ".dispatch().sweepEvery()}";
    /** For {@code @Scheduled}: {@link Supervision#sweepEvery}. */
    public static final String SUPERVISION_SWEEP_EVERY = "#{" + BEAN + ".supervision().sweepEvery()}";
    /** For {@code @Scheduled}: {@link Locations#keepEvery}. */
    public static final String KEEP_LOCATIONS_EVERY = "#{" + BEAN + ".locations().keepEvery()}";
    /** For {@code @Scheduled}: {@link Tracking#lookForDeliveriesEvery}. */
    public static final String LOOK_FOR_DELIVERIES_EVERY = "#{" + BEAN + ".tracking().lookForDeliveriesEvery()}";

    public DeliveryProperties {
        if (locations.keepEvery().compareTo(riders.speaksAgainAfter()) >= 0) {
            throw new IllegalArgumentException("A rider whose position waits to be written down is not silent yet");
        }
        if (locations.trustFor().compareTo(riders.speaksAgainAfter()) >= 0) {
            throw new IllegalArgumentException("A rider whose delivery need not be read again is not silent yet");
        }
    }

    /**
     * The store.
     *
     * @param lat latitude in degrees
     * @param lng longitude in degrees
     */
    public record Store(
            @DefaultValue("40.7128") double lat,
            @DefaultValue("-74.0060") double lng) {

        public GeoPoint location() {
            return new GeoPoint(lat, lng);
        }
    }

    /**
     * How riders are found.
     *
     * @param offersAtOnce how many riders are asked at the same time for one delivery
     * @param openOffersPerRider a rider with so many open offers gets no more; two searches at the same moment do not
     *     see each other's
     * @param firstRadiusKm radius of the first search around the store
     * @param widestRadiusKm radius that a search does not exceed
     * @param widenBy what each round's radius is multiplied with
     * @param offerLifetime how long a rider may think
     * @param lookAgainAfter when a search that found nobody is tried again
     * @param askAgainAfter when a rider who let an offer expire may be asked again
     * @param sweepAtMost how many searches that are due are taken at once
     * @param sweepEvery how often the searches that are due are run
     */
    public record Dispatch(
            @DefaultValue("3") int offersAtOnce,
            @DefaultValue("3") int openOffersPerRider,
            @DefaultValue("3") double firstRadiusKm,
            @DefaultValue("25") double widestRadiusKm,
            @DefaultValue("2") double widenBy,
            @DefaultValue("30s") Duration offerLifetime,
            @DefaultValue("10s") Duration lookAgainAfter,
            @DefaultValue("2m") Duration askAgainAfter,
            @DefaultValue("50") int sweepAtMost,
            @DefaultValue("1s") Duration sweepEvery) {

        public SearchCircle circle() {
            return new SearchCircle(firstRadiusKm, widestRadiusKm, widenBy);
        }
    }

    /**
     * How long a delivery may make no progress before something is done about it.
     *
     * @param noRiderAfter a search that takes so long is reported to the admins; it continues
     * @param pickupWithin a rider who has accepted and has not picked up after so long is asked to
     * @param unassignAfter a rider who has not picked up after so long loses the delivery, and another is looked for;
     *     longer than {@code pickupWithin}
     * @param silentAfter a rider who has the goods and has sent no position for so long is reported
     * @param grace how long riders have to send a position after this service has started, or could not work, before
     *     their silence counts
     * @param atOnce how many deliveries that are due are taken at once
     * @param sweepEvery how often the deliveries that are due are checked
     */
    public record Supervision(
            @DefaultValue("20m") Duration noRiderAfter,
            @DefaultValue("15m") Duration pickupWithin,
            @DefaultValue("25m") Duration unassignAfter,
            @DefaultValue("10m") Duration silentAfter,
            @DefaultValue("1m") Duration grace,
            @DefaultValue("50") int atOnce,
            @DefaultValue("5s") Duration sweepEvery) {

        public SupervisionLimits limits() {
            return new SupervisionLimits(noRiderAfter, pickupWithin, unassignAfter, silentAfter);
        }
    }

    /**
     * How travel times are estimated.
     *
     * @param speedKmh how fast riders are in town
     * @param detour how much longer the way is than the straight line
     * @param handling how long the store takes to hand an order out
     */
    public record Travel(
            @DefaultValue("20") double speedKmh,
            @DefaultValue("1.3") double detour,
            @DefaultValue("5m") Duration handling) {

        public TravelTime time() {
            return new TravelTime(speedKmh, detour, handling);
        }
    }

    /**
     * How the customer's code is checked.
     *
     * @param wrongTries how many wrong codes lock the handover
     * @param lockedFor for how long
     */
    public record Handover(
            @DefaultValue("5") int wrongTries,
            @DefaultValue("10m") Duration lockedFor) {

        public OtpPolicy policy() {
            return new OtpPolicy(wrongTries, lockedFor);
        }
    }

    /**
     * When riders count as on duty.
     *
     * @param silentAfter a rider without a position for so long gets no offers
     * @param shiftEndsAfter a rider without a position for so long is taken to have gone home
     */
    public record Riders(
            @DefaultValue("2m") Duration silentAfter,
            @DefaultValue("30m") Duration shiftEndsAfter) {

        /** After a silence of this length a position is written at once, so that nobody counts as silent who sends positions. */
        public Duration speaksAgainAfter() {
            return silentAfter.dividedBy(2);
        }
    }

    /**
     * How often positions are stored. Each is sent to clients of live tracking; the database and Kafka get a selection.
     *
     * @param keepEvery how long positions are buffered before the last one of each rider is written to the database; at most one
     *     sample a rider in this time goes to Kafka. Less than half of {@link Riders#silentAfter}
     * @param announceEvery at most one {@code delivery.in_transit} a delivery in this time
     * @param trustFor how long a delivery that was read with the goods on their way need not be read again. Less than half
     *     of {@link Riders#silentAfter}
     */
    public record Locations(
            @DefaultValue("5s") Duration keepEvery,
            @DefaultValue("30s") Duration announceEvery,
            @DefaultValue("10s") Duration trustFor) {}

    /**
     * Limits of live tracking, for each instance.
     *
     * @param allowedOrigins which web pages may connect; tokens come in CONNECT, never in a cookie, so all may by default
     * @param maxSessions how many clients may be connected
     * @param sessionsPerPerson how many of them may be the same person's
     * @param subscriptionsPerSession how many subscriptions a client may have
     * @param connectWithin how long a client may take to send CONNECT
     * @param idleAfter a session on which nothing is sent, not even a heart-beat, is closed
     * @param samplesApart positions of one client that follow closer upon each other are dropped
     * @param lookForDeliveriesEvery how often the database is asked for deliveries that subscriptions wait for
     */
    public record Tracking(
            @DefaultValue("*") List<String> allowedOrigins,
            @DefaultValue("1500") int maxSessions,
            @DefaultValue("5") int sessionsPerPerson,
            @DefaultValue("20") int subscriptionsPerSession,
            @DefaultValue("10s") Duration connectWithin,
            @DefaultValue("60s") Duration idleAfter,
            @DefaultValue("200ms") Duration samplesApart,
            @DefaultValue("5s") Duration lookForDeliveriesEvery) {}
}
