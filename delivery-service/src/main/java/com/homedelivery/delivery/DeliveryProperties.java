package com.homedelivery.delivery;

import com.homedelivery.delivery.domain.OtpPolicy;
import com.homedelivery.delivery.domain.SearchCircle;
import com.homedelivery.delivery.domain.SupervisionLimits;
import com.homedelivery.delivery.domain.TravelTime;
import com.homedelivery.shared.geo.GeoPoint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

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
 * @param keepOffers how long the offers of deliveries that are over are kept; shorter keeps the table small
 * @param redisTimeout how long an answer of Redis is waited for with positions and live updates; longer than this, and the
 *     service does without: searches go by the database, and each instance tells its own clients
 */
@ConfigurationProperties("homedelivery.delivery")
@Validated
public record DeliveryProperties(
        @DefaultValue @Valid Store store,
        @DefaultValue @Valid Dispatch dispatch,
        @DefaultValue @Valid Supervision supervision,
        @DefaultValue @Valid Travel travel,
        @DefaultValue @Valid Handover handover,
        @DefaultValue @Valid Riders riders,
        @DefaultValue @Valid Locations locations,
        @DefaultValue @Valid Tracking tracking,
        @DefaultValue("30d") @DurationMin(days = 1) Duration keepOffers,

        @DefaultValue("1s") @DurationMin(millis = 50) @DurationMax(seconds = 10)
        Duration redisTimeout) {

    private static final String BEAN = "@'homedelivery.delivery-com.homedelivery.delivery.DeliveryProperties'";

    /** For {@code @Scheduled}: {@link Dispatch#sweepEvery}. */
    public static final String DISPATCH_SWEEP_EVERY = "#{" + BEAN + ".dispatch().sweepEvery()}";
    /** For {@code @Scheduled}: {@link Supervision#sweepEvery}. */
    public static final String SUPERVISION_SWEEP_EVERY = "#{" + BEAN + ".supervision().sweepEvery()}";
    /** For {@code @Scheduled}: {@link Locations#flushInterval}. */
    public static final String FLUSH_INTERVAL = "#{" + BEAN + ".locations().flushInterval()}";
    /** For {@code @Scheduled}: {@link Tracking#lookForDeliveriesEvery}. */
    public static final String LOOK_FOR_DELIVERIES_EVERY = "#{" + BEAN + ".tracking().lookForDeliveriesEvery()}";

    /** A rider who sends positions must not count as silent because one waits to be written, or its delivery to be read. */
    public DeliveryProperties {
        requireShorter("homedelivery.delivery.locations.flush-interval", locations.flushInterval(), riders);
        requireShorter("homedelivery.delivery.locations.max-staleness", locations.maxStaleness(), riders);
    }

    private static void requireShorter(String property, Duration value, Riders riders) {
        if (value.compareTo(riders.speaksAgainAfter()) >= 0) {
            throw new IllegalArgumentException(
                    property + " must be less than half of homedelivery.delivery.riders.max-position-age");
        }
    }

    /**
     * The store.
     *
     * @param lat latitude of the store in degrees
     * @param lng longitude of the store in degrees
     */
    public record Store(
            @DefaultValue("40.7128") @Min(-90) @Max(90) double lat,
            @DefaultValue("-74.0060") @Min(-180) @Max(180) double lng) {

        public GeoPoint location() {
            return new GeoPoint(lat, lng);
        }
    }

    /**
     * How riders are found.
     *
     * @param offersAtOnce how many riders are offered a delivery at the same time; more find one sooner, and let more riders
     *     decide in vain
     * @param openOffersPerRider how many open offers a rider may have before they get no more; two searches at the same moment
     *     do not see each other's, and may exceed it
     * @param firstRadiusKm how far from the store riders are searched for at first, in kilometres; each further round looks
     *     twice as far. Larger finds somebody sooner where riders are few, and sends them further
     * @param widestRadiusKm how far from the store riders are searched for at most, in kilometres; not less than
     *     {@code homedelivery.delivery.dispatch.first-radius-km}
     * @param offerLifetime how long a rider may think about an offer; shorter asks the next rider sooner
     * @param lookAgainAfter how long after a search that found no rider the next one begins; shorter costs the database more
     * @param askAgainAfter how long after an offer that a rider let expire the same rider may be asked again for that delivery
     * @param sweepEvery how often searches that are due are looked for; longer costs the database less and finds riders later
     */
    public record Dispatch(
            @DefaultValue("3") @Min(1) int offersAtOnce,
            @DefaultValue("3") @Min(1) int openOffersPerRider,
            @DefaultValue("3") @Positive double firstRadiusKm,
            @DefaultValue("25") @Positive double widestRadiusKm,
            @DefaultValue("30s") @DurationMin(seconds = 1) Duration offerLifetime,
            @DefaultValue("10s") @DurationMin(seconds = 1) Duration lookAgainAfter,
            @DefaultValue("2m") @DurationMin Duration askAgainAfter,
            @DefaultValue("1s") @DurationMin(millis = 10) Duration sweepEvery) {

        public Dispatch {
            if (widestRadiusKm < firstRadiusKm) {
                throw new IllegalArgumentException(
                        "homedelivery.delivery.dispatch.widest-radius-km must not be less than "
                                + "homedelivery.delivery.dispatch.first-radius-km");
            }
        }

        public SearchCircle circle() {
            return new SearchCircle(firstRadiusKm, widestRadiusKm);
        }
    }

    /**
     * How long a delivery may make no progress before something is done about it.
     *
     * @param noRiderAfter after how long a delivery without a rider is reported to the admins; the search goes on
     * @param pickupWithin how long after accepting a rider may take to pick up before being reminded
     * @param unassignAfter how long after accepting a rider may take to pick up before losing the delivery, for which another
     *     rider is then looked for; longer than {@code homedelivery.delivery.supervision.pickup-within}
     * @param silentAfter how long a rider who has the goods may send no position before customer and admins are told
     * @param grace how long riders have to send a position after this service has started, or could not work, before their
     *     silence counts; shorter reports riders who could not be heard
     * @param sweepEvery how often deliveries that stand still are looked for; longer costs the database less and reports them
     *     later
     */
    public record Supervision(
            @DefaultValue("20m") @DurationMin(seconds = 1) Duration noRiderAfter,
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration pickupWithin,
            @DefaultValue("25m") @DurationMin(seconds = 1) Duration unassignAfter,
            @DefaultValue("10m") @DurationMin(seconds = 1) Duration silentAfter,
            @DefaultValue("1m") @DurationMin Duration grace,
            @DefaultValue("5s") @DurationMin(millis = 10) Duration sweepEvery) {

        public Supervision {
            if (unassignAfter.compareTo(pickupWithin) <= 0) {
                throw new IllegalArgumentException(
                        "homedelivery.delivery.supervision.unassign-after must be longer than "
                                + "homedelivery.delivery.supervision.pickup-within");
            }
        }

        public SupervisionLimits limits() {
            return new SupervisionLimits(noRiderAfter, pickupWithin, unassignAfter, silentAfter);
        }
    }

    /**
     * How travel times are estimated.
     *
     * @param speedKmh how fast riders are in town, in kilometres an hour: to be lowered when arrivals are later than estimated
     * @param detour how many times as long as the straight line the way is: to be raised when arrivals are later than estimated
     * @param handling how long the store takes to hand an order out: to be raised when riders wait there for longer
     */
    public record Travel(
            @DefaultValue("20") @Positive double speedKmh,
            @DefaultValue("1.3") @Min(1) double detour,
            @DefaultValue("5m") @DurationMin Duration handling) {

        public TravelTime time() {
            return new TravelTime(speedKmh, detour, handling);
        }
    }

    /**
     * How the customer's code is checked.
     *
     * @param wrongTries how many wrong codes lock the handover of a delivery; more forgive more typing errors, and let more be guessed of four
     *     digits
     * @param lockedFor how long a handover stays locked after {@code homedelivery.delivery.handover.wrong-tries} wrong codes
     */
    public record Handover(
            @DefaultValue("5") @Min(1) @Max(100) int wrongTries,
            @DefaultValue("10m") @DurationMin(seconds = 1) Duration lockedFor) {

        public OtpPolicy policy() {
            return new OtpPolicy(wrongTries, lockedFor);
        }
    }

    /**
     * When riders count as on duty.
     *
     * @param maxPositionAge how old a rider's last position may be for them to get offers; longer also asks riders whose app
     *     is seldom heard of
     * @param shiftEndsAfter how old a rider's last position may become before their shift ends by itself
     */
    public record Riders(
            @DefaultValue("2m") @DurationMin(seconds = 1) Duration maxPositionAge,
            @DefaultValue("30m") @DurationMin(minutes = 1) Duration shiftEndsAfter) {

        /** After a silence of this length a position is written at once, so that nobody counts as silent who sends positions. */
        public Duration speaksAgainAfter() {
            return maxPositionAge.dividedBy(2);
        }
    }

    /**
     * How often positions are stored. Each is sent to clients of live tracking; the database and Kafka get a selection.
     *
     * @param flushInterval how long positions are buffered before the last one of each rider is written to the database, and at
     *     most one sample a rider goes to Kafka; longer costs database and Kafka less, and a crash loses more. Less than half of
     *     {@code homedelivery.delivery.riders.max-position-age}
     * @param announceEvery how often at most a delivery publishes {@code delivery.in_transit}; longer means fewer events
     * @param maxStaleness how long a delivery that was read with the goods on their way is not read again; longer costs the
     *     database less, and an instance that was not told takes positions of a delivery for as long after its end. Less than half of
     *     {@code homedelivery.delivery.riders.max-position-age}
     */
    public record Locations(
            @DefaultValue("5s") @DurationMin(millis = 10) Duration flushInterval,
            @DefaultValue("30s") @DurationMin(seconds = 1) Duration announceEvery,
            @DefaultValue("10s") @DurationMin Duration maxStaleness) {}

    /**
     * Limits of live tracking, for each instance.
     *
     * @param allowedOrigins origins of the web pages that may connect to live tracking; tokens come in CONNECT, never in a
     *     cookie, so all may by default
     * @param maxSessions how many clients an instance keeps connected to live tracking; further ones are refused. More need
     *     more memory
     * @param sessionsPerPerson how many clients of one person an instance keeps connected to live tracking
     * @param subscriptionsPerSession how many subscriptions a client of live tracking may have
     * @param idleAfter how long nothing, not even a heart-beat, may be sent on a session of live tracking before it is closed;
     *     longer bears worse networks, and dead clients stay in the way for longer
     * @param lookForDeliveriesEvery how often the database is asked for deliveries that subscriptions wait for; longer costs it
     *     less, and clients that subscribe early see their delivery later
     */
    public record Tracking(
            @DefaultValue("*") List<String> allowedOrigins,
            @DefaultValue("1500") @Min(1) int maxSessions,
            @DefaultValue("5") @Min(1) int sessionsPerPerson,
            @DefaultValue("20") @Min(1) int subscriptionsPerSession,
            @DefaultValue("60s") @DurationMin(seconds = 1) Duration idleAfter,
            @DefaultValue("5s") @DurationMin(millis = 10) Duration lookForDeliveriesEvery) {}
}
