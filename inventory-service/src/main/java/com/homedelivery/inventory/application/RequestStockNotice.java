package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.StockNotices.Notice;
import com.homedelivery.shared.api.error.ConflictException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What customers ask to be told about: products that they could not have. */
@Service
public class RequestStockNotice {

    private final StockNotices notices;
    private final FindStock find;
    private final InventoryProperties properties;
    private final Clock clock;

    RequestStockNotice(StockNotices notices, FindStock find, InventoryProperties properties, Clock clock) {
        this.notices = notices;
        this.find = find;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Asks for a notice, once: who has asked before keeps the place.
     *
     * @return all that the customer waits for
     * @throws ConflictException when the product can be had, or the customer waits for as many as one may
     */
    @Transactional
    public List<Notice> request(UUID productId, UUID userId) {
        notices.lockThoseOf(userId);
        List<Notice> before = notices.findThoseOf(userId);
        if (before.stream().anyMatch(notice -> notice.productId().equals(productId))) {
            return before;
        }
        if (!find.levelOf(productId).isOut()) {
            throw new ConflictException("The product is in stock");
        }
        int most = properties.notices().maxPerCustomer();
        if (before.size() >= most) {
            throw new ConflictException("Nobody waits for more than " + most + " products");
        }
        notices.addIfNew(new Notice(productId, userId, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        return notices.findThoseOf(userId);
    }

    /**
     * Takes a request back; nothing happens when there is none.
     *
     * @return all that the customer still waits for
     */
    @Transactional
    public List<Notice> withdraw(UUID productId, UUID userId) {
        notices.remove(productId, userId);
        return notices.findThoseOf(userId);
    }

    /** All that the customer waits for, the earliest first. */
    @Transactional(readOnly = true)
    public List<Notice> noticesOf(UUID userId) {
        return notices.findThoseOf(userId);
    }
}
