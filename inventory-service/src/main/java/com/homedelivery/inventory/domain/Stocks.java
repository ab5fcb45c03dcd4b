package com.homedelivery.inventory.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The stock of every product that ever had some. */
public interface Stocks extends Repository<Stock, UUID> {

    Optional<Stock> findById(UUID productId);

    /** Those of these products that ever had stock. */
    List<Stock> findByProductIdIn(Collection<UUID> productIds);

    /** Locks the stock of these products, always in the same order, so that two orders never wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Stock s where s.productId in :productIds order by s.productId")
    List<Stock> lockAll(Collection<UUID> productIds);

    /** What the ledger says of these products; those that never had stock are missing. */
    @Query("""
            select new com.homedelivery.inventory.domain.LedgerLevel(s.productId, s.quantity - s.reserved, s.version)
            from Stock s where s.productId in :productIds
            """)
    List<LedgerLevel> levelsOf(Collection<UUID> productIds);

    /** What the ledger says of the products after this one, in the order of their ids. */
    @Query("""
            select new com.homedelivery.inventory.domain.LedgerLevel(s.productId, s.quantity - s.reserved, s.version)
            from Stock s where s.productId > :productId order by s.productId
            """)
    List<LedgerLevel> levelsAfter(UUID productId, Limit most);

    /** Makes an empty shelf unless there is one, and says how many were made. */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into stock (product_id, quantity, reserved, put_aside, low_stock_threshold, updated_at, version)
            values (:productId, 0, 0, 0, :lowStockThreshold, :now, 0)
            on conflict (product_id) do nothing
            """)
    int openShelf(UUID productId, int lowStockThreshold, Instant now);

    /** Scarcest first. */
    @Query("""
            select s from Stock s where :lowOnly = false or s.quantity - s.reserved <= s.lowStockThreshold
            order by s.quantity - s.reserved, s.productId
            """)
    List<Stock> list(boolean lowOnly, Pageable part);

    @Query("""
            select count(s) from Stock s where :lowOnly = false or s.quantity - s.reserved <= s.lowStockThreshold
            """)
    long count(boolean lowOnly);
}
