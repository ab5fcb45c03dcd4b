package com.homedelivery.order.application;

import com.homedelivery.order.domain.Quote;
import com.homedelivery.order.domain.Quotes;
import com.homedelivery.order.domain.SlotHolds;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads what is kept about a customer besides orders. */
@Service
@Transactional(readOnly = true)
public class FindCustomerData {

    private final Quotes quotes;
    private final SlotHolds holds;

    FindCustomerData(Quotes quotes, SlotHolds holds) {
        this.quotes = quotes;
        this.holds = holds;
    }

    /** A place in the slot between these times that is kept until then. */
    public record HeldPlace(Instant start, Instant end, Instant heldUntil) {}

    /** What a customer was told that orders would cost, what is valid longest first. */
    public List<Quote> quotesOf(UUID userId) {
        return quotes.findByUserIdOrderByExpiresAtDesc(userId);
    }

    public List<HeldPlace> heldPlacesOf(UUID userId) {
        return holds.findThoseOf(userId).stream()
                .map(row -> new HeldPlace((Instant) row[0], (Instant) row[1], (Instant) row[2]))
                .toList();
    }
}
