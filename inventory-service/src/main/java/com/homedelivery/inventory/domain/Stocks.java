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

/** The stock of every product that ever had some. A product without is missing in every result. */
public interface Stocks extends Repository<Stock, UUID> {

    Optional<Stock> findById(UUID productId);

    List<Stock> findByProductIdIn(Collection<UUID> productIds);

    /** The stock of these products, locked always in the same order, so that two transactions never wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Stock s where s.productId in :productIds order by s.productId")
    List<Stock> findAllByIdForUpdate(Collection<UUID> productIds);

    /** The levels of these products. */
    @Query("""
            select new com.homedelivery.inventory.domain.LedgerLevel(
                s.productId, s.quantity - s.reserved - s.safetyStock - s.expired, s.version)
            from Stock s where s.productId in :productIds
            """)
    List<LedgerLevel> findLevels(Collection<UUID> productIds);

    /** The levels of the products after this one, in the order of their ids. */
    @Query("""
            select new com.homedelivery.inventory.domain.LedgerLevel(
                s.productId, s.quantity - s.reserved - s.safetyStock - s.expired, s.version)
            from Stock s where s.productId > :productId order by s.productId
            """)
    List<LedgerLevel> findLevelsAfter(UUID productId, Limit most);

    /** Some products of which other services know another figure than {@link StockLevel#toldAvailable}, or none. */
    @Query(nativeQuery = true, value = """
            select product_id from stock
            where told_available is distinct from least(10, greatest(0, quantity - reserved - safety_stock - expired))
            limit :most
            """)
    List<UUID> findUntold(int most);

    /** Makes an empty stock unless the product has one. Returns how many were made. */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into stock (product_id, quantity, reserved, put_aside, low_stock_threshold, updated_at, version)
            values (:productId, 0, 0, 0, :lowStockThreshold, :now, 0)
            on conflict (product_id) do nothing
            """)
    int insertIfAbsent(UUID productId, int lowStockThreshold, Instant now);

    /** Scarcest first. */
    @Query("""
            select s from Stock s
            where :lowOnly = false or greatest(0, s.quantity - s.reserved - s.safetyStock - s.expired) <= s.lowStockThreshold
            order by s.quantity - s.reserved - s.safetyStock - s.expired, s.productId
            """)
    List<Stock> findAll(boolean lowOnly, Pageable page);

    @Query("""
            select count(s) from Stock s
            where :lowOnly = false or greatest(0, s.quantity - s.reserved - s.safetyStock - s.expired) <= s.lowStockThreshold
            """)
    long count(boolean lowOnly);
}
