package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.SendStockNotices;
import com.homedelivery.inventory.application.StockNotices;
import com.homedelivery.shared.work.BatchedDeletion;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells customers that products can be had again, and forgets requests that are very old. */
@Component
class StockNoticeJob {

    private static final int BATCH = 100;
    private static final int MAX_BATCHES = 1_000;

    private final SendStockNotices send;
    private final StockNotices notices;
    private final InventoryProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StockNoticeJob(
            SendStockNotices send,
            StockNotices notices,
            InventoryProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.send = send;
        this.notices = notices;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = InventoryProperties.SEND_NOTICES_EVERY)
    void send() {
        for (int batch = 0; batch < MAX_BATCHES; batch++) {
            if (send.nextBatch(BATCH) < BATCH) {
                return;
            }
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forget() {
        BatchedDeletion.run(
                "stock notices",
                transaction,
                most -> notices.removeOlderThan(
                        clock.instant().minus(properties.notices().keep()), most));
    }
}
