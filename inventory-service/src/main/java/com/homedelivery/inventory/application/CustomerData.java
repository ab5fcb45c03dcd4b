package com.homedelivery.inventory.application;

import com.homedelivery.shared.privacy.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What this service keeps about a customer. */
@Component
class CustomerData implements PersonalData {

    private final StockNotices notices;

    CustomerData(StockNotices notices) {
        this.notices = notices;
    }

    /** @param stockNotices products that the customer waits for */
    record Kept(List<Waiting> stockNotices) {}

    record Waiting(UUID productId, Instant requestedAt) {}

    @Override
    @Transactional(readOnly = true)
    public Kept of(UUID userId) {
        return new Kept(notices.findThoseOf(userId).stream()
                .map(notice -> new Waiting(notice.productId(), notice.requestedAt()))
                .toList());
    }
}
