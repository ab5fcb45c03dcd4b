package com.homedelivery.inventory.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Customers who want to know when a product can be had again, once for each product. */
public interface StockNotices {

    /** @param requestedAt when the customer asked for it */
    record Notice(UUID productId, UUID userId, Instant requestedAt) {}

    /** Lets the changes of a customer's notices in this transaction wait for those of others. */
    void lockThoseOf(UUID userId);

    /** Keeps the earlier one when the customer has asked before. */
    void addIfNew(Notice notice);

    /** The earliest first. */
    List<Notice> findThoseOf(UUID userId);

    void remove(UUID productId, UUID userId);

    void removeThoseOf(UUID userId);

    /** Some products that can be had, that customers wait for, and of which nobody was told since a time. */
    List<UUID> findProductsToTell(Instant since, int most);

    /** Begins to tell of a product, unless another instance has since this time. */
    boolean beginRound(UUID productId, Instant since, Instant now);

    /** Removes those who have waited longest for a product, and gives them. */
    List<Notice> takeFirst(UUID productId, int most);

    /** Removes some that were requested before a time, and rounds that were. Returns how many notices. */
    int removeOlderThan(Instant time, int most);
}
