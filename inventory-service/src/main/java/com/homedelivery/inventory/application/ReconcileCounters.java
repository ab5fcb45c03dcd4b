package com.homedelivery.inventory.application;

import com.homedelivery.inventory.application.StockCounters.Load;
import com.homedelivery.inventory.domain.LedgerLevel;
import com.homedelivery.inventory.domain.Stocks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/**
 * Compares the counters with the ledger, quantity − reserved, and corrects those that differ: when Redis has lost data, or an
 * instance has crashed between a commit and the counters.
 *
 * <p>A counter is read before the ledger, and loaded only if it has not changed since: what is committed and applied in
 * between is never undone. What is committed, but not applied yet, is in the level of the ledger already; the counter leaves
 * it out by its version.
 */
@Service
public class ReconcileCounters {

    private static final Logger log = LoggerFactory.getLogger(ReconcileCounters.class);
    private static final int PAGE = 1000;
    private static final UUID BEFORE_FIRST = new UUID(0, 0);

    private final StockCounters counters;
    private final Stocks stocks;
    private final Counter drift;
    private Map<UUID, Integer> wrongBefore = Map.of();

    ReconcileCounters(StockCounters counters, Stocks stocks, MeterRegistry meters) {
        this.counters = counters;
        this.stocks = stocks;
        this.drift = Counter.builder("homedelivery.inventory.counters.drift")
                .description("Units by which counters were wrong when they were put right")
                .register(meters);
    }

    /**
     * Corrects every loaded counter that is wrong by as much as it was the last time: by then all that was committed is
     * applied, unless it never will be.
     */
    public synchronized void all() {
        Map<UUID, Integer> wrongBy = new HashMap<>();
        UUID last = BEFORE_FIRST;
        List<LedgerLevel> page;
        do {
            page = stocks.findLevelsAfter(last, Limit.of(PAGE));
            if (!page.isEmpty()) {
                wrongBy.putAll(wrongIn(page));
                last = page.getLast().productId();
            }
        } while (page.size() == PAGE);
        load(wrongBy.entrySet().stream()
                .filter(wrong -> wrong.getValue().equals(wrongBefore.get(wrong.getKey())))
                .map(Map.Entry::getKey)
                .toList());
        wrongBefore = wrongBy;
    }

    /** Loads those of these counters that are not loaded. */
    public void loadMissing(Collection<UUID> productIds) {
        load(counters.read(productIds).entrySet().stream()
                .filter(counter -> counter.getValue().level() == null)
                .map(Map.Entry::getKey)
                .toList());
    }

    /** Loads the counters of these products from the ledger, unless they are loaded and correct. */
    public void load(Collection<UUID> productIds) {
        Map<UUID, StockCounters.Counter> seen = productIds.isEmpty() ? Map.of() : counters.read(productIds);
        if (seen.isEmpty()) {
            return;
        }
        Map<UUID, LedgerLevel> ledger = byProduct(stocks.findLevels(productIds));
        List<Comparison> wrong = seen.entrySet().stream()
                .map(counter -> new Comparison(
                        counter.getValue(), ledger.getOrDefault(counter.getKey(), LedgerLevel.none(counter.getKey()))))
                .filter(Comparison::isWrong)
                .toList();
        if (wrong.isEmpty()) {
            return;
        }
        Set<UUID> loaded = counters.load(wrong.stream().map(Comparison::load).toList());
        wrong.stream()
                .filter(comparison -> loaded.contains(comparison.ledger().productId()))
                .forEach(this::report);
    }

    /** By how many units loaded counters are wrong, by product id. */
    private Map<UUID, Integer> wrongIn(List<LedgerLevel> page) {
        Map<UUID, StockCounters.Counter> seen =
                counters.read(page.stream().map(LedgerLevel::productId).toList());
        Map<UUID, Integer> wrongBy = new HashMap<>();
        page.forEach(level -> {
            StockCounters.Counter counter = seen.get(level.productId());
            if (counter != null && counter.level() != null && new Comparison(counter, level).isWrong()) {
                wrongBy.put(
                        level.productId(), level.available() - counter.level().available());
            }
        });
        return wrongBy;
    }

    private record Comparison(StockCounters.Counter counter, LedgerLevel ledger) {

        /** Also one of a later version than the ledger's, which was restored from a backup. */
        boolean isWrong() {
            LedgerLevel level = counter.level();
            return level == null || level.available() != ledger.available() || level.version() > ledger.version();
        }

        Load load() {
            return new Load(ledger, counter.revision());
        }
    }

    private void report(Comparison comparison) {
        LedgerLevel before = comparison.counter().level();
        if (before != null) {
            int now = comparison.ledger().available();
            drift.increment(Math.abs(before.available() - now));
            log.info(
                    "The counter of product {} was {} and is {} now, as the ledger says",
                    before.productId(),
                    before.available(),
                    now);
        }
    }

    private static Map<UUID, LedgerLevel> byProduct(List<LedgerLevel> levels) {
        return levels.stream().collect(Collectors.toMap(LedgerLevel::productId, Function.identity()));
    }
}
