package com.homedelivery.inventory.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.inventory.application.StockTakes.LineState;
import com.homedelivery.inventory.application.StockTakes.Moment;
import com.homedelivery.inventory.domain.CorrectionImpossibleException;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.Reservation.StockLookup;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.StockCount;
import com.homedelivery.inventory.domain.StockTake;
import com.homedelivery.inventory.domain.StockTakeStatus;
import com.homedelivery.inventory.domain.Stocks;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.security.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stock takes. A count remembers what was expected at its own moment, so that the shop goes on selling while it is counted:
 * approval corrects by the difference, and what was sold or came in since the count stays sold and stays there.
 */
@Service
public class TakeStock {

    /** A transaction corrects all of them. */
    static final int MAX_PRODUCTS = 10_000;

    private final StockTakes takes;
    private final Stocks stocks;
    private final StockLocker stockLocker;
    private final Clock clock;

    TakeStock(StockTakes takes, Stocks stocks, StockLocker stockLocker, Clock clock) {
        this.takes = takes;
        this.stocks = stocks;
        this.stockLocker = stockLocker;
        this.clock = clock;
    }

    /**
     * Opens a stock take.
     *
     * @param productIds what is counted; null for all products that have stock
     * @throws ConflictException when one of them is being counted already, or there is nothing to count, or too much
     */
    @Transactional
    public StockTake open(@Nullable Set<UUID> productIds, @Nullable String note, CurrentUser by) {
        Instant now = clock.instant();
        if (productIds != null) {
            new TreeSet<>(productIds).forEach(productId -> stockLocker.createIfAbsent(productId, now));
        }
        int wanted = productIds == null ? takes.countProducts() : productIds.size();
        if (wanted == 0 || wanted > MAX_PRODUCTS) {
            throw new ConflictException("A stock take is of 1 to " + MAX_PRODUCTS + " products");
        }
        StockTake take =
                StockTake.open(UuidCreator.getTimeOrderedEpoch(), note, by.id().toString(), now);
        takes.add(take);
        if (takes.addLines(take.id(), productIds) < wanted) {
            throw new ConflictException("Some of the products are being counted in another stock take");
        }
        return take;
    }

    /**
     * What somebody has counted.
     *
     * @param quantity units that were there
     * @param countedAt when, if that was before it is entered
     */
    public record Entry(
            UUID productId, int quantity, @Nullable Instant countedAt) {}

    /**
     * Enters counts, the last one of a product counts. The same by the same person again changes nothing, unless it says
     * that it was counted at another time.
     *
     * @throws NotFoundException when there is no such stock take
     * @throws ConflictException when it is over
     * @throws ValidationException when a product is not counted in it, or a time is not within it
     */
    @Transactional
    public void enter(UUID takeId, List<Entry> entries, CurrentUser by) {
        StockTake take = takes.findForCounting(takeId).orElseThrow(TakeStock::notFound);
        take.requireOpen();
        Set<UUID> productIds = entries.stream().map(Entry::productId).collect(Collectors.toSet());
        Set<UUID> known = new HashSet<>(takes.productsOf(takeId, productIds));
        Instant latest = clock.instant();
        for (int i = 0; i < entries.size(); i++) {
            Instant countedAt = entries.get(i).countedAt();
            if (!known.contains(entries.get(i).productId())) {
                throw new ValidationException("counts[" + i + "].productId", "is not counted in this stock take");
            }
            if (countedAt != null && (countedAt.isBefore(take.openedAt()) || countedAt.isAfter(latest))) {
                throw new ValidationException("counts[" + i + "].countedAt", "must lie within the stock take");
            }
        }
        Map<UUID, Integer> quantities = stocks.findAllByIdForUpdate(productIds).stream()
                .collect(Collectors.toMap(
                        Stock::productId, stock -> stock.level().quantity()));
        Instant now = clock.instant();
        Map<UUID, StockCount> before = takes.counts(takeId, productIds).stream()
                .collect(Collectors.toMap(StockCount::productId, Function.identity()));
        List<Entry> changed = entries.stream()
                .filter(entry -> !isRepeated(entry, before.get(entry.productId()), by))
                .toList();
        takes.save(takeId, countsOf(changed, quantities, by, now));
    }

    private static boolean isRepeated(Entry entry, @Nullable StockCount before, CurrentUser by) {
        return before != null
                && before.counted() == entry.quantity()
                && before.countedBy().equals(by.id().toString())
                && (entry.countedAt() == null || entry.countedAt().equals(before.countedAt()));
    }

    private List<StockCount> countsOf(List<Entry> entries, Map<UUID, Integer> quantities, CurrentUser by, Instant now) {
        List<Moment> past = entries.stream()
                .filter(entry -> entry.countedAt() != null)
                .map(entry -> new Moment(entry.productId(), Objects.requireNonNull(entry.countedAt())))
                .toList();
        Iterator<Integer> expectedThen = (past.isEmpty() ? List.<Integer>of() : takes.quantitiesAt(past)).iterator();
        return entries.stream()
                .map(entry -> new StockCount(
                        entry.productId(),
                        entry.countedAt() == null
                                ? Objects.requireNonNull(quantities.get(entry.productId()))
                                : expectedThen.next(),
                        entry.quantity(),
                        by.id().toString(),
                        Objects.requireNonNullElse(entry.countedAt(), now)))
                .toList();
    }

    /**
     * Corrects all differences, and closes the stock take. What was not counted stays as it is. Approved again, it changes
     * nothing.
     *
     * @throws NotFoundException when there is no such stock take
     * @throws ConflictException when it was cancelled
     * @throws CorrectionImpossibleException when fewer units would remain than are reserved
     */
    @Transactional
    public StockTake approve(UUID takeId, CurrentUser by) {
        StockTake take = takes.findForClosing(takeId).orElseThrow(TakeStock::notFound);
        if (take.status() == StockTakeStatus.APPROVED) {
            return take;
        }
        Instant now = clock.instant();
        StockTake approved = take.approve(by.id().toString(), now);
        List<StockCount> differences = takes.differences(takeId);
        stockLocker.change(
                differences.stream().map(StockCount::productId).toList(),
                ChangeCause.of(by, MovementReason.STOCK_TAKE, "stock take", takeId.toString()),
                now,
                stock -> correct(differences, stock, now));
        takes.close(approved);
        return approved;
    }

    private static void correct(List<StockCount> differences, StockLookup stock, Instant now) {
        List<CorrectionImpossibleException.Line> impossible = differences.stream()
                .filter(count -> !stock.of(count.productId()).canBeCorrectedBy(count.difference()))
                .map(count -> lineOf(count, stock.of(count.productId())))
                .toList();
        if (!impossible.isEmpty()) {
            throw new CorrectionImpossibleException(impossible);
        }
        differences.forEach(count -> stock.of(count.productId()).correct(count.difference(), now));
    }

    private static CorrectionImpossibleException.Line lineOf(StockCount count, Stock stock) {
        return new CorrectionImpossibleException.Line(
                count.productId(), stock.level().quantity(), stock.level().reserved(), count.difference());
    }

    /**
     * Closes the stock take without correcting anything. Cancelled again, it changes nothing.
     *
     * @throws NotFoundException when there is no such stock take
     * @throws ConflictException when it was approved
     */
    @Transactional
    public StockTake cancel(UUID takeId, CurrentUser by) {
        StockTake take = takes.findForClosing(takeId).orElseThrow(TakeStock::notFound);
        if (take.status() == StockTakeStatus.CANCELLED) {
            return take;
        }
        StockTake cancelled = take.cancel(by.id().toString(), clock.instant());
        takes.close(cancelled);
        return cancelled;
    }

    /** @throws NotFoundException when there is no such stock take */
    @Transactional(readOnly = true)
    public Progress progressOf(UUID takeId) {
        return new Progress(
                takes.find(takeId).orElseThrow(TakeStock::notFound),
                takes.countLines(takeId, LineState.ALL),
                takes.countLines(takeId, LineState.COUNTED),
                takes.countLines(takeId, LineState.DIFFERENT));
    }

    /**
     * @param products how many are counted in it
     * @param counted how many of them were counted
     * @param different how many of these have a difference
     */
    public record Progress(StockTake take, long products, long counted, long different) {}

    /**
     * One page of its lines.
     *
     * @throws NotFoundException when there is no such stock take
     */
    @Transactional(readOnly = true)
    public LinePage linesOf(UUID takeId, LineState state, int offset, int limit) {
        takes.find(takeId).orElseThrow(TakeStock::notFound);
        return new LinePage(takes.lines(takeId, state, offset, limit), takes.countLines(takeId, state));
    }

    /** @param total how many lines there are in all */
    public record LinePage(List<StockTakes.Line> lines, long total) {}

    /** One page of the stock takes, newest first. */
    @Transactional(readOnly = true)
    public TakePage page(int offset, int limit) {
        return new TakePage(takes.find(offset, limit), takes.count());
    }

    /** @param total how many stock takes there are in all */
    public record TakePage(List<StockTake> takes, long total) {}

    private static NotFoundException notFound() {
        return new NotFoundException("Stock take");
    }
}
