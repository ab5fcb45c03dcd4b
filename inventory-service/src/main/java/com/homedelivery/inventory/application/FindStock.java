package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.StockLevel;
import com.homedelivery.inventory.domain.Stocks;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the stock of products. */
@Service
@Transactional(readOnly = true)
public class FindStock {

    public static final int MAX_WITHOUT_PAGE = 1000;

    /** The level of a product that never had stock. */
    public static final StockLevel NO_STOCK = new StockLevel(0, 0, 0);

    private final Stocks stocks;

    FindStock(Stocks stocks) {
        this.stocks = stocks;
    }

    public Optional<Stock> stockOf(UUID productId) {
        return stocks.findById(productId);
    }

    /** All zeros for a product that never had stock. */
    public StockLevel levelOf(UUID productId) {
        return stockOf(productId).map(Stock::level).orElse(NO_STOCK);
    }

    /** The level of each of these products, in one query; all zeros for one that never had stock. */
    public Map<UUID, StockLevel> levelsOf(Collection<UUID> productIds) {
        Map<UUID, StockLevel> levels = new HashMap<>();
        productIds.forEach(productId -> levels.put(productId, NO_STOCK));
        if (!productIds.isEmpty()) {
            stocks.findByProductIdIn(productIds).forEach(stock -> levels.put(stock.productId(), stock.level()));
        }
        return levels;
    }

    /** Scarcest first, {@value #MAX_WITHOUT_PAGE} at most. */
    public List<Stock> list(boolean lowOnly) {
        return stocks.findAll(lowOnly, PageRequest.of(0, MAX_WITHOUT_PAGE));
    }

    /**
     * One page of the list.
     *
     * @param page its number, from 1
     * @param limit how many products it has at most
     */
    public StockPage page(boolean lowOnly, int page, int limit) {
        return new StockPage(stocks.findAll(lowOnly, PageRequest.of(page - 1, limit)), stocks.count(lowOnly));
    }

    /** @param total how many products there are in all */
    public record StockPage(List<Stock> stock, long total) {}
}
