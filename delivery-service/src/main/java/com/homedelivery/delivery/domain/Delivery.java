package com.homedelivery.delivery.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryDelayed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.NoRiderFound;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.geo.GeoPoint;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings the goods of one order from the store to the customer.
 *
 * <p>It begins when the order is confirmed. Riders near the store are offered it, a few at a time; the first who accepts
 * carries it, the other offers are withdrawn. The rider picks up, drives, and hands over against the customer's code.
 * Until pickup the rider may hand it back, and it can be called off; after that it is delivered or fails. When it fails, the
 * goods count as gone until they are back in the store.
 *
 * <p>The position of its rider is stored while there is one, and deleted when it is over; so is what only the rider needs to
 * know. When the customer's account is deleted, it is forgotten where it went.
 *
 * <p>Whoever changes a delivery or its offers holds the lock on its row ({@link Deliveries#findByIdForUpdate}), so that two
 * riders who accept at once come one after the other.
 */
@Entity
@Table(name = "deliveries")
public class Delivery {

    private static final String NAME = "Delivery";
    private static final String HANDED_BACK = "handed-back";
    private static final String NOT_PICKED_UP = "not-picked-up";

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private UUID orderId;
    private UUID userId;
    private @Nullable UUID riderId;

    @Enumerated(EnumType.STRING)
    private DeliveryStatus status;

    private Instant statusSince;
    private @Nullable String failureReason;

    @Embedded
    private DeliveryRoute route;

    @Embedded
    private DeliveryAddress address;

    @Embedded
    private Otp otp;

    @Embedded
    private RiderSearch search;

    @Embedded
    private Offers offers;

    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable Instant pickedUpAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant returnedAt;

    private @Nullable Instant pickupRemindedAt;
    private @Nullable Instant delayedAt;

    private @Nullable Instant forgottenAt;

    protected Delivery() {}

    private Delivery(
            UUID orderId, UUID userId, DeliveryAddress address, GeoPoint pickup, GeoPoint dropoff, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.orderId = orderId;
        this.userId = userId;
        this.address = address;
        this.route = new DeliveryRoute(pickup, dropoff);
        this.otp = Otp.random();
        this.search = new RiderSearch(now);
        this.offers = new Offers();
        this.status = DeliveryStatus.PENDING;
        this.statusSince = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * A delivery that needs a rider.
     *
     * @param pickup where the store is
     * @param dropoff where the customer is
     */
    public static Delivery of(
            UUID orderId, UUID userId, DeliveryAddress address, GeoPoint pickup, GeoPoint dropoff, Instant now) {
        return new Delivery(orderId, userId, address, pickup, dropoff, now);
    }

    // ---- finding a rider

    /** Closes the offers whose time is up. */
    public void expireOffers(Instant now) {
        offers.expire(now);
    }

    /** How many riders can still accept. */
    public int openOffers(Instant now) {
        return offers.countOpen(now);
    }

    /**
     * Who is not to be asked: the customer, who may be a rider too, those who have an offer or said no, and for a while
     * those who said nothing.
     */
    public Set<UUID> excludedRiders(Instant now, Duration askAgainAfter) {
        Set<UUID> riders = offers.ridersNotToAsk(now.minus(askAgainAfter));
        riders.add(userId);
        return riders;
    }

    /**
     * Offers it to a rider.
     *
     * @param distanceKm from the rider to the store
     * @param lifetime how long the rider can accept
     */
    public Offer offerTo(UUID rider, double distanceKm, Instant now, Duration lifetime) {
        requireStatus(DeliveryStatus.PENDING, "It is no longer looking for a rider");
        Offer offer = new Offer(this, rider, distanceKm, now, now.plus(lifetime));
        offers.add(offer);
        return offer;
    }

    /** Searches in a wider circle around the store from now on. */
    public void widenSearch() {
        search.widen();
    }

    /** Schedules the next search: when the next offer expires, or after a while when no offer is open. */
    public void scheduleNextSearch(Instant now, Duration whenNobodyWasFound) {
        search.continueAt(offers.nextExpiry(now).orElseGet(() -> now.plus(whenNobodyWasFound)));
    }

    /** Takes back the open offer to a rider who is not available any more, if there is one. */
    public void withdrawOfferTo(UUID rider, Instant now) {
        offers.findOpen(rider, now).ifPresent(offer -> offer.close(OfferStatus.WITHDRAWN, now));
    }

    /**
     * The rider takes it. The first one to say so gets it; saying so again changes nothing.
     *
     * @return what happened, or empty when this rider had it already
     * @throws NotFoundException when it was never offered to this rider
     * @throws ConflictException when another rider was faster or the offer has expired
     */
    public Optional<DeliveryAssigned> accept(UUID rider, Instant now) {
        if (isAssignedTo(rider) && status == DeliveryStatus.ASSIGNED) {
            return Optional.empty();
        }
        Offer offer = offers.findLatest(rider).orElseThrow(() -> new NotFoundException(NAME));
        requireStatus(DeliveryStatus.PENDING, "It is no longer to be had");
        if (!offer.isOpenAt(now)) {
            throw new ConflictException("The offer is no longer open");
        }
        offer.close(OfferStatus.ACCEPTED, now);
        return Optional.of(assign(rider, now));
    }

    /**
     * The rider does not want it: declines the offer, or hands the assignment back before pickup.
     *
     * @return what happened when it was handed back, so that it needs a rider again; empty when an offer was declined
     * @throws NotFoundException when it is neither offered nor assigned to this rider
     * @throws ConflictException when the rider has the goods already, or it is over
     */
    public Optional<DeliveryUnassigned> reject(UUID rider, Instant now) {
        if (isAssignedTo(rider)) {
            requireStatus(DeliveryStatus.ASSIGNED, "It can be handed back only before pickup");
            return Optional.of(unassign(rider, HANDED_BACK, now));
        }
        Offer offer = offers.findOpen(rider, now).orElseThrow(() -> new NotFoundException("Offer"));
        offer.close(OfferStatus.REJECTED, now);
        return Optional.empty();
    }

    /** The rider is not asked again. */
    private DeliveryUnassigned unassign(UUID rider, String reason, Instant now) {
        offers.findAccepted(rider)
                .orElseGet(() -> offerWithoutAsking(rider, now))
                .close(OfferStatus.REJECTED, now);
        transitionTo(DeliveryStatus.PENDING, now);
        riderId = null;
        route.forgetPosition();
        search = new RiderSearch(now);
        return new DeliveryUnassigned(id, orderId, userId, rider, reason, now);
    }

    private Offer offerWithoutAsking(UUID rider, Instant now) {
        Offer offer = new Offer(this, rider, 0, now, now);
        offers.add(offer);
        return offer;
    }

    /**
     * An admin gives it to a rider, also when another one has it but has not picked it up.
     *
     * @throws ConflictException when it has left the store or is over, or the rider is its customer
     */
    public Assignment assignTo(UUID rider, Instant now) {
        if (rider.equals(userId)) {
            throw new ConflictException("Nobody delivers to themselves");
        }
        UUID formerRider = riderId;
        offers.withdrawAccepted(now);
        return new Assignment(assign(rider, now), formerRider);
    }

    private DeliveryAssigned assign(UUID rider, Instant now) {
        transitionTo(DeliveryStatus.ASSIGNED, now);
        riderId = rider;
        pickupRemindedAt = null;
        route.forgetPosition();
        offers.withdrawUnanswered(now);
        return new DeliveryAssigned(id, orderId, userId, rider, now);
    }

    // ---- on the way

    /**
     * The rider has the goods. Saying so again, before they are handed over, changes nothing.
     *
     * @return what happened, or empty when this rider had picked it up already
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when it is over
     */
    public Optional<DeliveryStarted> pickUp(UUID rider, Instant now) {
        requireRider(rider);
        if (status.isCarried()) {
            return Optional.empty();
        }
        transitionTo(DeliveryStatus.PICKED_UP, now);
        pickedUpAt = now;
        route.start(now);
        delayedAt = null;
        return Optional.of(new DeliveryStarted(id, orderId, now, route.pickup()));
    }

    /**
     * Whether a position of the rider has to be recorded at once: the goods leave the store, it is time for the next event,
     * or a silence that was reported ends. Otherwise {@link #recordPosition} may come a few seconds late.
     *
     * @param announceEvery at most one event in this time
     */
    public boolean needsPositionAtOnce(Duration announceEvery, Instant now) {
        return status == DeliveryStatus.PICKED_UP
                || delayedAt != null
                || (status == DeliveryStatus.IN_TRANSIT && route.isAnnouncementDue(announceEvery, now));
    }

    /**
     * The rider has moved. With the first position after pickup the goods leave the store.
     *
     * @param announceEvery at most one event in this time
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when no rider is busy with it
     */
    public Movement recordPosition(UUID rider, GeoPoint at, Duration announceEvery, Instant now) {
        requireRider(rider);
        return switch (status) {
            case ASSIGNED -> {
                route.locate(at, now);
                yield moved(false, Optional.empty(), now);
            }
            case PICKED_UP -> {
                route.travelTo(at, now);
                transitionTo(DeliveryStatus.IN_TRANSIT, now);
                yield moved(true, announce(at, announceEvery, now), now);
            }
            case IN_TRANSIT -> {
                route.travelTo(at, now);
                yield moved(false, announce(at, announceEvery, now), now);
            }
            case PENDING, DELIVERED, FAILED -> throw new ConflictException("It is not under way");
        };
    }

    private Movement moved(boolean leftStore, Optional<DeliveryInTransit> event, Instant now) {
        delayedAt = null;
        touch(now);
        return new Movement(leftStore, event);
    }

    private Optional<DeliveryInTransit> announce(GeoPoint at, Duration announceEvery, Instant now) {
        if (!route.isAnnouncementDue(announceEvery, now)) {
            return Optional.empty();
        }
        route.announced(now);
        return Optional.of(new DeliveryInTransit(id, orderId, at, now));
    }

    /**
     * The customer has the goods and has told the rider the code. Saying so again with the same code changes nothing.
     *
     * @return what happened, or empty when this rider had handed it over already
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when the rider does not have the goods
     * @throws InvalidOtpException when it is not the customer's code; the guess has been counted, which must be kept
     * @throws OtpLockedException after too many wrong codes, for a while
     */
    public Optional<DeliveryCompleted> handOver(UUID rider, String guess, OtpPolicy policy, Instant now) {
        requireRider(rider);
        if (status == DeliveryStatus.DELIVERED && otp.matches(guess)) {
            return Optional.empty();
        }
        requireTransition(DeliveryStatus.DELIVERED);
        otp.verify(guess, policy, now);
        finish(DeliveryStatus.DELIVERED, now);
        return Optional.of(new DeliveryCompleted(
                id,
                orderId,
                rider,
                now,
                route.dropoff(),
                minutes(pickedUpAt == null ? now : pickedUpAt, now),
                route.travelledKmRounded()));
    }

    /**
     * The rider has the goods and gives up.
     *
     * @param reason in the rider's words
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when it has not been picked up, for then it is handed back, or when it is over
     */
    public DeliveryFailed fail(UUID rider, String reason, Instant now) {
        requireRider(rider);
        return writeOff(reason, now);
    }

    /**
     * An admin gives up for a rider who has the goods and does not answer any more.
     *
     * @param reason in the admin's words
     * @throws ConflictException when it has not been picked up, for then another rider can take it, or when it is over
     */
    public DeliveryFailed writeOff(String reason, Instant now) {
        requireTransition(DeliveryStatus.FAILED);
        if (!status.isCarried()) {
            throw new ConflictException(
                    "It has not been picked up: reject it to hand it back, or let it be assigned to another");
        }
        failureReason = reason;
        finish(DeliveryStatus.FAILED, now);
        return new DeliveryFailed(id, orderId, reason, now);
    }

    /**
     * The order was cancelled or has failed. Before pickup that ends the delivery; a rider who has the goods continues, unless
     * told not to hand them over. When it is over, nothing changes.
     *
     * @param evenIfPickedUp whether a rider who has the goods is not to hand them over any more
     */
    public StopDecision stop(String reason, boolean evenIfPickedUp, Instant now) {
        return switch (status) {
            case PENDING, ASSIGNED -> StopDecision.stopped(StopOutcome.STOPPED, callOff(reason, now));
            case PICKED_UP, IN_TRANSIT ->
                evenIfPickedUp
                        ? StopDecision.stopped(StopOutcome.STOPPED_ON_THE_WAY, writeOff(reason, now))
                        : StopDecision.unchanged(StopOutcome.PICKED_UP);
            case DELIVERED -> StopDecision.unchanged(StopOutcome.DELIVERED);
            case FAILED -> StopDecision.unchanged(wasCalledOff() ? StopOutcome.STOPPED : StopOutcome.FAILED);
        };
    }

    private DeliveryCancelled callOff(String reason, Instant now) {
        failureReason = reason;
        offers.withdrawUnanswered(now);
        finish(DeliveryStatus.FAILED, now);
        return new DeliveryCancelled(id, orderId, reason, now);
    }

    /**
     * The goods of a delivery that failed on the way are back in the store.
     *
     * @return what happened, or empty when that was known
     * @throws ConflictException when it has not failed after pickup
     */
    public Optional<DeliveryReturned> returnGoods(Instant now) {
        return switch (goods()) {
            case RETURNED -> Optional.empty();
            case IN_STORE, WITH_CUSTOMER -> throw new ConflictException("Its goods are not on the way");
            case WITH_RIDER -> {
                requireStatus(DeliveryStatus.FAILED, "Its goods are still on the way to the customer");
                returnedAt = now;
                touch(now);
                yield Optional.of(new DeliveryReturned(id, orderId, now));
            }
        };
    }

    // ---- supervision

    /**
     * Checks whether it has made no progress for too long: a search that finds nobody is reported once, a rider who does not
     * pick up is asked to and then loses it, and one who has the goods and is silent is reported once in each silence.
     *
     * @return what happened, or empty when nothing is due
     */
    public Optional<? extends DeliveryEvent> supervise(SupervisionLimits limits, Instant now) {
        return switch (status) {
            case PENDING -> superviseSearch(limits, now);
            case ASSIGNED -> supervisePickup(limits, now);
            case PICKED_UP, IN_TRANSIT -> superviseTransport(limits, now);
            case DELIVERED, FAILED -> Optional.empty();
        };
    }

    private Optional<NoRiderFound> superviseSearch(SupervisionLimits limits, Instant now) {
        if (!search.becomesOverdue(limits.noRiderAfter(), now)) {
            return Optional.empty();
        }
        touch(now);
        return Optional.of(new NoRiderFound(id, orderId, userId, search.since(), now));
    }

    private Optional<? extends DeliveryEvent> supervisePickup(SupervisionLimits limits, Instant now) {
        UUID rider = Objects.requireNonNull(riderId);
        if (pickupRemindedAt == null) {
            if (now.isBefore(statusSince.plus(limits.pickupWithin()))) {
                return Optional.empty();
            }
            pickupRemindedAt = now;
            touch(now);
            return Optional.of(new PickupOverdue(id, orderId, userId, rider, statusSince, now));
        }
        return now.isBefore(pickupRemindedAt.plus(limits.afterReminder()))
                ? Optional.empty()
                : Optional.of(unassign(rider, NOT_PICKED_UP, now));
    }

    private Optional<DeliveryDelayed> superviseTransport(SupervisionLimits limits, Instant now) {
        Instant lastSeen = Objects.requireNonNullElse(route.locatedAt(), statusSince);
        if (delayedAt != null || now.isBefore(lastSeen.plus(limits.silentAfter()))) {
            return Optional.empty();
        }
        delayedAt = now;
        touch(now);
        return Optional.of(new DeliveryDelayed(id, orderId, userId, Objects.requireNonNull(riderId), lastSeen, now));
    }

    private void finish(DeliveryStatus end, Instant now) {
        transitionTo(end, now);
        finishedAt = now;
        if (end != DeliveryStatus.DELIVERED) {
            otp.forget();
        }
        route.forgetPosition();
        address = address.withoutContact();
    }

    /**
     * Forgets where it went and what was said about it.
     *
     * @throws ConflictException when it is not over
     */
    public void forgetCustomer(Instant now) {
        if (finishedAt == null) {
            throw new ConflictException("It is under way");
        }
        address = DeliveryAddress.FORGOTTEN;
        route.forgetDropoff();
        otp.forget();
        failureReason = null;
        forgottenAt = now;
        touch(now);
    }

    private void transitionTo(DeliveryStatus next, Instant now) {
        requireTransition(next);
        status = next;
        statusSince = now;
        touch(now);
    }

    private void touch(Instant now) {
        updatedAt = now;
    }

    private void requireTransition(DeliveryStatus next) {
        if (!status.canTransitionTo(next)) {
            throw new ConflictException("A delivery that is " + status + " cannot become " + next);
        }
    }

    private void requireStatus(DeliveryStatus required, String otherwise) {
        if (status != required) {
            throw new ConflictException(otherwise);
        }
    }

    private void requireRider(UUID rider) {
        if (!isAssignedTo(rider)) {
            throw new NotFoundException(NAME);
        }
    }

    private static int minutes(Instant from, Instant to) {
        return (int) Math.ceilDiv(ChronoUnit.SECONDS.between(from, to), 60);
    }

    // ---- what is known of it

    public boolean belongsTo(UUID user) {
        return userId.equals(user);
    }

    /** Whether it is, or at its end was, this rider's. */
    public boolean isAssignedTo(UUID rider) {
        return rider.equals(riderId);
    }

    /** Whether this rider is busy with it. */
    public boolean isActiveFor(UUID rider) {
        return isAssignedTo(rider) && status.isActive();
    }

    public UUID id() {
        return id;
    }

    public UUID orderId() {
        return orderId;
    }

    public UUID userId() {
        return userId;
    }

    public @Nullable UUID riderId() {
        return riderId;
    }

    public DeliveryStatus status() {
        return status;
    }

    /** When it reached its status. */
    public Instant statusSince() {
        return statusSince;
    }

    public @Nullable String failureReason() {
        return failureReason;
    }

    public GeoPoint pickup() {
        return route.pickup();
    }

    public GeoPoint dropoff() {
        return route.dropoff();
    }

    public DeliveryAddress address() {
        return address;
    }

    /** The customer's code, or null once it is over. */
    public @Nullable String otp() {
        return finishedAt == null ? otp.digits() : null;
    }

    /** The last recorded position of its rider, or null when none is known. */
    public @Nullable GeoPoint current() {
        return route.current();
    }

    public @Nullable Instant locatedAt() {
        return route.locatedAt();
    }

    /** Distance since pickup in kilometres, from one recorded position to the next. */
    public double travelledKm() {
        return route.travelledKm();
    }

    public int searchRound() {
        return search.round();
    }

    public Instant nextSearchAt() {
        return search.nextAt();
    }

    /** Where the goods are. */
    public GoodsLocation goods() {
        return switch (status) {
            case PENDING, ASSIGNED -> GoodsLocation.IN_STORE;
            case PICKED_UP, IN_TRANSIT -> GoodsLocation.WITH_RIDER;
            case DELIVERED -> GoodsLocation.WITH_CUSTOMER;
            case FAILED -> {
                if (pickedUpAt == null) {
                    yield GoodsLocation.IN_STORE;
                }
                yield returnedAt == null ? GoodsLocation.WITH_RIDER : GoodsLocation.RETURNED;
            }
        };
    }

    /** Whether it was called off before the goods left the store. */
    public boolean wasCalledOff() {
        return status == DeliveryStatus.FAILED && pickedUpAt == null;
    }

    /** Whether no rider has been found for too long. */
    public boolean isOverdue() {
        return search.isOverdue();
    }

    /** Minutes from the confirmed order to the handover, or null before that. */
    public @Nullable Integer actualMinutes() {
        return status == DeliveryStatus.DELIVERED && finishedAt != null
                ? Integer.valueOf(minutes(createdAt, finishedAt))
                : null;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
