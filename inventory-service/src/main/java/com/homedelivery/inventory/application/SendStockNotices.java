package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.StockNotices.Notice;
import com.homedelivery.shared.event.InventoryEvent.BackInStock;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells customers that a product can be had again: those who have waited longest first, and not more of them at a time than
 * there are units. The next ones are told some time later, if there are units left then. A request leaves in the transaction
 * that publishes its event, so that nobody is told twice.
 */
@Service
public class SendStockNotices {

    private static final int AT_ONCE = 500;

    private final StockNotices notices;
    private final FindStock find;
    private final ProductNames names;
    private final Outbox outbox;
    private final InventoryProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SendStockNotices(
            StockNotices notices,
            FindStock find,
            ProductNames names,
            Outbox outbox,
            InventoryProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.notices = notices;
        this.find = find;
        this.names = names;
        this.outbox = outbox;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Tells of some products. Any number of instances may do so at once.
     *
     * @param most how many products at most
     * @return how many products there were
     */
    public int nextBatch(int most) {
        Instant now = clock.instant();
        Instant since = now.minus(properties.notices().interval());
        List<UUID> productIds = notices.findProductsToTell(since, most);
        Map<UUID, String> known = names.of(productIds);
        productIds.forEach(productId -> tell(productId, known.get(productId), since, now));
        return productIds.size();
    }

    /** After a crash in between, those who are left are told in the next round. */
    private void tell(UUID productId, @Nullable String name, Instant since, Instant now) {
        int left = find.levelOf(productId).available();
        boolean begins = true;
        while (left > 0) {
            int some = Math.min(left, AT_ONCE);
            boolean first = begins;
            int told = transaction.execute(
                    _ -> !first || notices.beginRound(productId, since, now) ? tell(productId, name, some, now) : 0);
            begins = false;
            left = told < some ? 0 : left - told;
        }
    }

    private int tell(UUID productId, @Nullable String name, int most, Instant now) {
        List<Notice> first = notices.takeFirst(productId, most);
        outbox.publishAll(first.stream()
                .map(notice -> new BackInStock(productId, name, notice.userId(), notice.requestedAt(), now))
                .toList());
        return first.size();
    }
}
