package com.homedelivery.order.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Promotions, and who has used them. */
public interface Promotions extends Repository<Promotion, UUID> {

    Promotion save(Promotion promotion);

    Promotion saveAndFlush(Promotion promotion);

    Optional<Promotion> findById(UUID id);

    Page<Promotion> findAll(Pageable page);

    List<Promotion> findByCodeIn(Collection<String> codes);

    /** Those that apply by themselves now. */
    @Query("select p from Promotion p"
            + " where p.code is null and (p.endsAt is null or p.endsAt > :now) and p.startsAt <= :now")
    List<Promotion> findAutomatic(Instant now);

    /** How often a customer uses a promotion, without what was given back. */
    @Query(nativeQuery = true, value = """
            select count(*) from promotion_uses
            where user_id = :userId and promotion_id = :id and returned_at is null
            """)
    int countUses(UUID id, UUID userId);

    /**
     * Counts one more use, unless all are taken. From then on nobody else counts uses of it until this transaction ends.
     *
     * @return 1, or 0 when all are taken
     */
    @Modifying
    @Query(nativeQuery = true, value = """
            update promotions set used = used + 1 where id = :id and (max_uses is null or used < max_uses)
            """)
    int countUse(UUID id);

    /**
     * Records who uses it, unless this customer may not, or no more. To be called once {@link #countUse} has counted.
     *
     * @return 1, or 0 when the customer may not
     */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into promotion_uses (promotion_id, order_id, user_id, used_at)
            select p.id, :orderId, :userId, :now from promotions p
            where p.id = :id
              and (p.max_uses_per_customer is null
                   or p.max_uses_per_customer > (select count(*) from promotion_uses u
                        where u.user_id = :userId and u.promotion_id = p.id and u.returned_at is null))
              and (not p.first_order_only
                   or not exists (select 1 from orders o
                        where o.user_id = :userId and o.id <> :orderId and o.status not in ('CANCELLED', 'FAILED')))
            """)
    int recordUse(UUID id, UUID orderId, UUID userId, Instant now);

    /** What an order uses and has not given back, in the order in which uses are counted. */
    @Query(nativeQuery = true, value = """
            select promotion_id from promotion_uses
            where order_id = :orderId and returned_at is null order by promotion_id
            """)
    List<UUID> findUsedBy(UUID orderId);

    @Modifying
    @Query(nativeQuery = true, value = "update promotions set used = used - 1 where id = :id")
    void uncountUse(UUID id);

    @Modifying
    @Query(nativeQuery = true, value = """
            update promotion_uses set returned_at = :now where order_id = :orderId and returned_at is null
            """)
    void returnUses(UUID orderId, Instant now);
}
