package com.homedelivery.inventory.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.inventory.domain.Batch;
import com.homedelivery.inventory.domain.GoodsReceipt;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.security.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Receives goods, each line as a batch with its expiry date. */
@Service
public class ReceiveGoods {

    private final GoodsReceipts receipts;
    private final Batches batches;
    private final StockLocker stockLocker;
    private final StoreCalendar calendar;
    private final Clock clock;

    ReceiveGoods(
            GoodsReceipts receipts, Batches batches, StockLocker stockLocker, StoreCalendar calendar, Clock clock) {
        this.receipts = receipts;
        this.batches = batches;
        this.stockLocker = stockLocker;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * Goods as they are stated to have come in.
     *
     * @param number by which the receipt is known
     * @param reference number of the supplier's delivery note for example
     */
    public record Arrival(String number, @Nullable String reference, List<Line> lines) {}

    /**
     * @param quantity 1 to 1,000,000
     * @param expiresOn the last day on which they may be sold; null when they do not expire
     * @param lot what the producer calls them
     */
    public record Line(
            UUID productId,
            int quantity,
            @Nullable LocalDate expiresOn,
            @Nullable String lot) {

        static Line of(Batch batch) {
            return new Line(batch.productId(), batch.received(), batch.expiresOn(), batch.lot());
        }
    }

    /**
     * Receives goods once, however often they are stated under their number. A product that never had stock has some from
     * now on.
     *
     * @throws ConflictException when other goods were received under this number
     * @throws ValidationException when a line has expired, or there would be too many units of a product
     */
    @Transactional
    public GoodsReceipt receive(Arrival arrival, CurrentUser by) {
        Instant now = clock.instant();
        ChangeCause cause = ChangeCause.of(by, MovementReason.RECEIVED, "goods receipt", arrival.number());
        if (receipts.addIfNew(new GoodsReceipt(arrival.number(), arrival.reference(), cause.actor(), now, List.of()))) {
            LocalDate today = calendar.today();
            for (int i = 0; i < arrival.lines().size(); i++) {
                LocalDate expiresOn = arrival.lines().get(i).expiresOn();
                if (expiresOn != null && expiresOn.isBefore(today)) {
                    throw new ValidationException("lines[" + i + "].expiresOn", "must not be past");
                }
            }
            add(arrival, cause, now);
        }
        GoodsReceipt receipt = receiptOf(arrival.number());
        if (!receipt.batches().stream().map(Line::of).toList().equals(arrival.lines())) {
            throw new ConflictException("Other goods were received under this number");
        }
        return receipt;
    }

    private void add(Arrival arrival, ChangeCause cause, Instant now) {
        List<Batch> arriving = arrival.lines().stream()
                .map(line -> Batch.arriving(
                        UuidCreator.getTimeOrderedEpoch(),
                        line.productId(),
                        arrival.number(),
                        line.lot(),
                        line.expiresOn(),
                        line.quantity()))
                .toList();
        TreeSet<UUID> productIds =
                arriving.stream().map(Batch::productId).collect(Collectors.toCollection(TreeSet::new));
        productIds.forEach(productId -> stockLocker.createIfAbsent(productId, now));
        stockLocker.change(productIds, cause, now, stock -> {
            // Only once the stock is locked: a batch refers to its product, whose row it would lock before, in another
            // order.
            batches.save(arriving, List.of(), now);
            arriving.forEach(batch -> stock.of(batch.productId()).receive(batch.received(), batch.id(), now));
        });
    }

    /** @throws NotFoundException when there is none with this number */
    @Transactional(readOnly = true)
    public GoodsReceipt receiptOf(String number) {
        return receipts.find(number).orElseThrow(() -> new NotFoundException("Goods receipt"));
    }

    /** One page of the receipts, newest first, without their batches. */
    @Transactional(readOnly = true)
    public ReceiptPage page(int offset, int limit) {
        return new ReceiptPage(receipts.find(offset, limit), receipts.count());
    }

    /** @param total how many receipts there are in all */
    public record ReceiptPage(List<GoodsReceipt> receipts, long total) {}
}
