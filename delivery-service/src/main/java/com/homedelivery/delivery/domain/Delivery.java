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
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way of one order from the store to the door.
 *
 * <p>It begins when the order is confirmed. Riders near the store are offered it, a few at a time; the first who accepts
 * carries it, the other offers are withdrawn. The rider picks up, drives, and hands over against the customer's code.
 * Until pickup the rider may hand it back, and it can be called off without a trace; after that it ends at the door or
 * fails. When it fails, the goods count as gone until they are back in the store.
 *
 * <p>Where its rider is, is written down while there is one, and forgotten when it is over.
 *
 * <p>Whoever changes a delivery or its offers holds the lock on its row ({@link Deliveries#lock}), so that two riders
 * who accept at once come one after the other.
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
    @AttributeOverride(name = "lat", column = @Column(name = "pickup_lat"))
    @AttributeOverride(name = "lng", column = @Column(name = "pickup_lng"))
    private GeoPoint pickup;

    @Embedded
    @AttributeOverride(name = "lat", column = @Column(name = "dropoff_lat"))
    @AttributeOverride(name = "lng", column = @Column(name = "dropoff_lng"))
    private GeoPoint dropoff;

    @Embedded
    private DeliveryAddress address;

    @Embedded
    private Otp code;

    @Embedded
    @AttributeOverride(name = "lat", column = @Column(name = "current_lat"))
    @AttributeOverride(name = "lng", column = @Column(name = "current_lng"))
    private @Nullable GeoPoint current;

    private @Nullable Instant locatedAt;
    private double travelledKm;
    private @Nullable Instant announcedAt;

    private int searchRound;
    private Instant searchingSince;
    private Instant lookAgainAt;
    private boolean overdue;

    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable Instant pickedUpAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant returnedAt;

    private @Nullable Instant pickupRemindedAt;
    private @Nullable Instant delayedAt;

    @OneToMany(mappedBy = "delivery", cascade = CascadeType.ALL)
    @OrderBy("offeredAt, id")
    private List<Offer> offers = new ArrayList<>();

    protected Delivery() {}

    private Delivery(
            UUID orderId, UUID userId, DeliveryAddress address, GeoPoint pickup, GeoPoint dropoff, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.orderId = orderId;
        this.userId = userId;
        this.address = address;
        this.pickup = pickup;
        this.dropoff = dropoff;
        this.code = Otp.random();
        this.status = DeliveryStatus.PENDING;
        this.statusSince = now;
        this.searchingSince = now;
        this.lookAgainAt = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * A delivery that looks for its rider.
     *
     * @param pickup the store
     * @param dropoff the door
     */
    public static Delivery of(
            UUID orderId, UUID userId, DeliveryAddress address, GeoPoint pickup, GeoPoint dropoff, Instant now) {
        return new Delivery(orderId, userId, address, pickup, dropoff, now);
    }

    // ---- finding a rider

    /** Closes the offers whose time is up. */
    public void lapseOffers(Instant now) {
        offers.stream()
                .filter(offer -> offer.status() == OfferStatus.OPEN && !offer.isOpenAt(now))
                .forEach(offer -> offer.close(OfferStatus.EXPIRED, now));
    }

    /** How many riders can still say yes. */
    public int openOffers(Instant now) {
        return (int) offers.stream().filter(offer -> offer.isOpenAt(now)).count();
    }

    /**
     * Who is not to be asked: the customer, who may be a rider too, those who have an offer or said no, and for a while
     * those who said nothing.
     */
    public Set<UUID> notToBeAsked(Instant now, Duration askAgainAfter) {
        Set<UUID> riders = new HashSet<>();
        riders.add(userId);
        Instant silentSince = now.minus(askAgainAfter);
        offers.stream()
                .filter(offer -> offer.keepsFromAskingAgain(silentSince))
                .forEach(offer -> riders.add(offer.riderId()));
        return riders;
    }

    /**
     * Offers it to a rider.
     *
     * @param distanceKm from the rider to the store
     * @param lifetime how long the rider may think
     */
    public Offer offerTo(UUID rider, double distanceKm, Instant now, Duration lifetime) {
        requireStatus(DeliveryStatus.PENDING, "It is no longer looking for a rider");
        Offer offer = new Offer(this, rider, distanceKm, now, now.plus(lifetime));
        offers.add(offer);
        return offer;
    }

    /** Looks further around the store from now on. */
    public void widenSearch() {
        searchRound++;
    }

    /** Puts the next look at this search off: until the next offer expires, or for a while when there is none. */
    public void lookAgain(Instant now, Duration whenNobodyWasFound) {
        lookAgainAt = offers.stream()
                .filter(offer -> offer.isOpenAt(now))
                .map(Offer::expiresAt)
                .min(Instant::compareTo)
                .orElseGet(() -> now.plus(whenNobodyWasFound));
    }

    /** Takes an offer back from a rider who is no longer to be had. Says whether there was one. */
    public boolean withdrawOfferTo(UUID rider, Instant now) {
        Optional<Offer> open = openOfferTo(rider, now);
        open.ifPresent(offer -> offer.close(OfferStatus.WITHDRAWN, now));
        return open.isPresent();
    }

    /**
     * The rider takes it. The first one to say so gets it; saying so again changes nothing.
     *
     * @return what happened, or empty when this rider had it already
     * @throws NotFoundException when it was never offered to this rider
     * @throws ConflictException when another rider was faster or the offer has expired
     */
    public Optional<DeliveryAssigned> accept(UUID rider, Instant now) {
        if (isCarriedBy(rider) && status == DeliveryStatus.ASSIGNED) {
            return Optional.empty();
        }
        Offer offer = lastOfferTo(rider);
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
     * @return what happened when it was handed back, so that it looks for a rider again; empty when an offer was declined
     * @throws NotFoundException when it is neither offered nor assigned to this rider
     * @throws ConflictException when the rider has the goods already, or it is over
     */
    public Optional<DeliveryUnassigned> reject(UUID rider, Instant now) {
        if (isCarriedBy(rider)) {
            requireStatus(DeliveryStatus.ASSIGNED, "It can be handed back only before pickup");
            return Optional.of(unassign(rider, HANDED_BACK, now));
        }
        Offer offer = openOfferTo(rider, now).orElseThrow(() -> new NotFoundException("Offer"));
        offer.close(OfferStatus.REJECTED, now);
        return Optional.empty();
    }

    /** The rider is not asked again. */
    private DeliveryUnassigned unassign(UUID rider, String reason, Instant now) {
        Offer refused = offers.stream()
                .filter(offer -> offer.isFor(rider) && offer.status() == OfferStatus.ACCEPTED)
                .findFirst()
                .orElseGet(() -> {
                    Offer ofAdmin = new Offer(this, rider, 0, now, now);
                    offers.add(ofAdmin);
                    return ofAdmin;
                });
        refused.close(OfferStatus.REJECTED, now);
        become(DeliveryStatus.PENDING, now);
        riderId = null;
        forgetPosition();
        searchRound = 0;
        searchingSince = now;
        lookAgainAt = now;
        overdue = false;
        return new DeliveryUnassigned(id, orderId, userId, rider, reason, now);
    }

    /**
     * An admin gives it to a rider, also when another one has it but has not picked it up.
     *
     * @throws ConflictException when it has left the store or is over, or the rider is its customer
     */
    public DeliveryAssigned assignTo(UUID rider, Instant now) {
        if (rider.equals(userId)) {
            throw new ConflictException("Nobody delivers to themselves");
        }
        offers.stream()
                .filter(offer -> offer.status() == OfferStatus.ACCEPTED)
                .forEach(offer -> offer.close(OfferStatus.WITHDRAWN, now));
        return assign(rider, now);
    }

    private DeliveryAssigned assign(UUID rider, Instant now) {
        become(DeliveryStatus.ASSIGNED, now);
        riderId = rider;
        pickupRemindedAt = null;
        forgetPosition();
        withdrawOffers(now);
        return new DeliveryAssigned(id, orderId, userId, rider, now);
    }

    private void withdrawOffers(Instant now) {
        offers.stream()
                .filter(offer -> offer.status() == OfferStatus.OPEN)
                .forEach(offer -> offer.close(OfferStatus.WITHDRAWN, now));
    }

    // ---- carrying it

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
        become(DeliveryStatus.PICKED_UP, now);
        pickedUpAt = now;
        current = pickup;
        locatedAt = now;
        delayedAt = null;
        return Optional.of(new DeliveryStarted(id, orderId, now, pickup));
    }

    /**
     * Whether it matters at once that the rider is somewhere else: the goods leave the store, it is time for the next
     * event, or a silence that was reported ends. Else {@link #passThrough} may come a few seconds late.
     *
     * @param announceEvery at most one event in this time
     */
    public boolean awaitsPosition(Duration announceEvery, Instant now) {
        return status == DeliveryStatus.PICKED_UP
                || delayedAt != null
                || (status == DeliveryStatus.IN_TRANSIT && isAnnouncementDue(announceEvery, now));
    }

    private boolean isAnnouncementDue(Duration announceEvery, Instant now) {
        return announcedAt == null || !now.isBefore(announcedAt.plus(announceEvery));
    }

    /**
     * The rider is somewhere else now. The first such moment after pickup is when the goods leave the store.
     *
     * @param announceEvery at most one event in this time
     * @return what happened, or empty when it need not be announced
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when nobody is under way with it
     */
    public Optional<DeliveryInTransit> passThrough(UUID rider, GeoPoint at, Duration announceEvery, Instant now) {
        requireRider(rider);
        if (!status.isUnderWay()) {
            throw new ConflictException("It is not under way");
        }
        if (status.isCarried() && current != null) {
            travelledKm += current.distanceKmTo(at);
        }
        current = at;
        locatedAt = now;
        delayedAt = null;
        if (status == DeliveryStatus.PICKED_UP) {
            become(DeliveryStatus.IN_TRANSIT, now);
        }
        touch(now);
        if (status != DeliveryStatus.IN_TRANSIT || !isAnnouncementDue(announceEvery, now)) {
            return Optional.empty();
        }
        announcedAt = now;
        return Optional.of(new DeliveryInTransit(id, orderId, at, now));
    }

    /**
     * The customer has the goods and has told the code. Saying so again with the same code changes nothing.
     *
     * @return what happened, or empty when this rider had handed it over already
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when the rider does not have the goods
     * @throws InvalidOtpException when it is not the customer's code; the guess has been counted, which must be kept
     * @throws OtpLockedException after too many wrong codes, for a while
     */
    public Optional<DeliveryCompleted> handOver(UUID rider, String otp, OtpPolicy policy, Instant now) {
        requireRider(rider);
        if (status == DeliveryStatus.DELIVERED && code.is(otp)) {
            return Optional.empty();
        }
        requireCanBecome(DeliveryStatus.DELIVERED);
        code.check(otp, policy, now);
        finish(DeliveryStatus.DELIVERED, now);
        return Optional.of(new DeliveryCompleted(
                id,
                orderId,
                rider,
                now,
                dropoff,
                minutes(pickedUpAt == null ? now : pickedUpAt, now),
                rounded(travelledKm)));
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
     * An admin gives up for a rider who has the goods and of whom nothing is heard any more.
     *
     * @param reason in the admin's words
     * @throws ConflictException when it has not been picked up, for then another rider can take it, or when it is over
     */
    public DeliveryFailed writeOff(String reason, Instant now) {
        requireCanBecome(DeliveryStatus.FAILED);
        if (!status.isCarried()) {
            throw new ConflictException(
                    "It has not been picked up: reject it to hand it back, or let it be assigned to another");
        }
        failureReason = reason;
        finish(DeliveryStatus.FAILED, now);
        return new DeliveryFailed(id, orderId, reason, now);
    }

    /**
     * The order is off. Before pickup that ends the delivery; a rider who has the goods goes on, unless told not to hand
     * them over. When it is over, nothing changes.
     *
     * @param evenIfPickedUp whether a rider who has the goods is not to hand them over any more
     * @return what happened: a {@link DeliveryCancelled}, a {@link DeliveryFailed}, or nothing
     */
    public Optional<DeliveryEvent> stop(String reason, boolean evenIfPickedUp, Instant now) {
        return switch (status) {
            case PENDING, ASSIGNED -> Optional.of(callOff(reason, now));
            case PICKED_UP, IN_TRANSIT -> evenIfPickedUp ? Optional.of(writeOff(reason, now)) : Optional.empty();
            case DELIVERED, FAILED -> Optional.empty();
        };
    }

    private DeliveryCancelled callOff(String reason, Instant now) {
        failureReason = reason;
        withdrawOffers(now);
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

    // ---- when nothing moves

    /**
     * Looks whether it has stood still for too long: a search that finds nobody is reported once, a rider who does not
     * pick up is asked to and then loses it, and one who has the goods and is silent is reported once in each silence.
     *
     * @return what happened, or empty when all is well
     */
    public Optional<? extends DeliveryEvent> supervise(SupervisionLimits limits, Instant now) {
        return switch (status) {
            case PENDING -> superviseSearch(limits, now);
            case ASSIGNED -> supervisePickup(limits, now);
            case PICKED_UP, IN_TRANSIT -> superviseRide(limits, now);
            case DELIVERED, FAILED -> Optional.empty();
        };
    }

    private Optional<NoRiderFound> superviseSearch(SupervisionLimits limits, Instant now) {
        if (overdue || now.isBefore(searchingSince.plus(limits.noRiderAfter()))) {
            return Optional.empty();
        }
        overdue = true;
        touch(now);
        return Optional.of(new NoRiderFound(id, orderId, userId, searchingSince, now));
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

    private Optional<DeliveryDelayed> superviseRide(SupervisionLimits limits, Instant now) {
        Instant lastSeen = locatedAt == null ? statusSince : locatedAt;
        if (delayedAt != null || now.isBefore(lastSeen.plus(limits.silentAfter()))) {
            return Optional.empty();
        }
        delayedAt = now;
        touch(now);
        return Optional.of(new DeliveryDelayed(id, orderId, userId, Objects.requireNonNull(riderId), lastSeen, now));
    }

    private void finish(DeliveryStatus end, Instant now) {
        become(end, now);
        finishedAt = now;
        if (end != DeliveryStatus.DELIVERED) {
            code.forget();
        }
        forgetPosition();
    }

    private void forgetPosition() {
        current = null;
        locatedAt = null;
    }

    private void become(DeliveryStatus next, Instant now) {
        requireCanBecome(next);
        status = next;
        statusSince = now;
        touch(now);
    }

    private void touch(Instant now) {
        updatedAt = now;
    }

    private void requireCanBecome(DeliveryStatus next) {
        if (!status.canBecome(next)) {
            throw new ConflictException("A delivery that is " + status + " cannot become " + next);
        }
    }

    private void requireStatus(DeliveryStatus required, String otherwise) {
        if (status != required) {
            throw new ConflictException(otherwise);
        }
    }

    private void requireRider(UUID rider) {
        if (!isCarriedBy(rider)) {
            throw new NotFoundException(NAME);
        }
    }

    private Offer lastOfferTo(UUID rider) {
        return offers.reversed().stream()
                .filter(offer -> offer.isFor(rider))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(NAME));
    }

    private Optional<Offer> openOfferTo(UUID rider, Instant now) {
        return offers.stream()
                .filter(offer -> offer.isFor(rider) && offer.isOpenAt(now))
                .findFirst();
    }

    private static int minutes(Instant from, Instant to) {
        return (int) Math.ceilDiv(ChronoUnit.SECONDS.between(from, to), 60);
    }

    private static double rounded(double km) {
        return Math.round(km * 1000) / 1000.0;
    }

    // ---- what can be seen of it

    public boolean belongsTo(UUID user) {
        return userId.equals(user);
    }

    /** Whether it is, or at its end was, this rider's. */
    public boolean isCarriedBy(UUID rider) {
        return rider.equals(riderId);
    }

    /** Whether this rider is busy with it. */
    public boolean isUnderWayWith(UUID rider) {
        return isCarriedBy(rider) && status.isUnderWay();
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
        return pickup;
    }

    public GeoPoint dropoff() {
        return dropoff;
    }

    public DeliveryAddress address() {
        return address;
    }

    /** The customer's code, or null once it is over. */
    public @Nullable String otp() {
        return finishedAt == null ? code.digits() : null;
    }

    /** Where its rider was last written down, or null when nobody knows. */
    public @Nullable GeoPoint current() {
        return current;
    }

    public @Nullable Instant locatedAt() {
        return locatedAt;
    }

    /** Way since pickup in kilometres, from one sample that was written down to the next. */
    public double travelledKm() {
        return travelledKm;
    }

    public int searchRound() {
        return searchRound;
    }

    public Instant lookAgainAt() {
        return lookAgainAt;
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

    /** Whether it has looked for a rider for too long. */
    public boolean isOverdue() {
        return overdue;
    }

    /** How long it took from the confirmed order to the door, in minutes, or null before that. */
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
