package com.homedelivery.delivery.domain;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** To whom a {@link Delivery} was offered, and what became of it. */
@Embeddable
class Offers {

    @OneToMany(mappedBy = "delivery", cascade = CascadeType.ALL)
    @OrderBy("offeredAt, id")
    private List<Offer> offers = new ArrayList<>();

    void add(Offer offer) {
        offers.add(offer);
    }

    /** Closes those whose time is up. */
    void expire(Instant now) {
        close(offer -> offer.status() == OfferStatus.OPEN && !offer.isOpenAt(now), OfferStatus.EXPIRED, now);
    }

    /** Takes back those that nobody has answered, and those whose time is up. */
    void withdrawUnanswered(Instant now) {
        close(offer -> offer.status() == OfferStatus.OPEN, OfferStatus.WITHDRAWN, now);
    }

    void withdrawAccepted(Instant now) {
        close(offer -> offer.status() == OfferStatus.ACCEPTED, OfferStatus.WITHDRAWN, now);
    }

    private void close(Predicate<Offer> which, OfferStatus outcome, Instant now) {
        offers.stream().filter(which).forEach(offer -> offer.close(outcome, now));
    }

    int countOpen(Instant now) {
        return (int) open(now).count();
    }

    /** When the next open offer expires, or empty when there is none. */
    Optional<Instant> nextExpiry(Instant now) {
        return open(now).map(Offer::expiresAt).min(Instant::compareTo);
    }

    Optional<Offer> findOpen(UUID rider, Instant now) {
        return open(now).filter(offer -> offer.isFor(rider)).findFirst();
    }

    Optional<Offer> findAccepted(UUID rider) {
        return offers.stream()
                .filter(offer -> offer.isFor(rider) && offer.status() == OfferStatus.ACCEPTED)
                .findFirst();
    }

    /** The latest offer to a rider, whatever became of it. */
    Optional<Offer> findLatest(UUID rider) {
        return offers.reversed().stream().filter(offer -> offer.isFor(rider)).findFirst();
    }

    /** Riders who have an offer or said no, and those whose offers have expired since then. */
    Set<UUID> ridersNotToAsk(Instant expiredSince) {
        return offers.stream()
                .filter(offer -> offer.excludesRider(expiredSince))
                .map(Offer::riderId)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Stream<Offer> open(Instant now) {
        return offers.stream().filter(offer -> offer.isOpenAt(now));
    }
}
