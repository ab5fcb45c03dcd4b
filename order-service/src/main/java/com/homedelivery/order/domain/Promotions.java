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

    /** Those that apply by themselves now, and the coupons with these codes, whatever has become of them. */
    @Query("select p from Promotion p where p.code in :codes"
            + " or p.code is null and (p.endsAt is null or p.endsAt > :now) and p.startsAt <= :now")
    List<Promotion> findApplicable(Collection<String> codes, Instant now);

    /** How often a customer uses each of these promotions, without what was given back; those that are not used are missing. */
    @Query(nativeQuery = true, value = """
            select promotion_id, count(*) from promotion_uses
            where user_id = :userId and promotion_id in (:ids) and returned_at is null group by promotion_id
            """)
    List<Object[]> countUsesOf(UUID userId, Collection<UUID> ids);

    /** How often each of these promotions is used by anybody, likewise. */
    @Query(nativeQuery = true, value = """
            select promotion_id, count(*) from promotion_uses
            where promotion_id in (:ids) and returned_at is null group by promotion_id
            """)
    List<Object[]> countUses(Collection<UUID> ids);

    /** The promotion, locked until this transaction ends: orders that use it, or give uses back, wait. */
    @Query(nativeQuery = true, value = "select * from promotions where id = :id for update")
    Optional<Promotion> findByIdForUpdate(UUID id);

    /**
     * What orders are about to use, in the order in which uses are counted. Until this transaction ends no admin changes it;
     * other orders do not wait.
     */
    @Query(nativeQuery = true, value = "select * from promotions where id in (:ids) order by id for key share")
    List<Promotion> findToUse(Collection<UUID> ids);

    /** What orders use and have not given back, likewise. */
    @Query(nativeQuery = true, value = """
            select * from promotions where id in (
                select promotion_id from promotion_uses where order_id in (:orderIds) and returned_at is null)
            order by id for key share
            """)
    List<Promotion> findUsedBy(Collection<UUID> orderIds);

    /**
     * Whatever is limited for each customer is decided for one order of a customer after the other: others wait until this
     * transaction ends.
     */
    @Query(nativeQuery = true, value = """
            select 1 from (select pg_advisory_xact_lock(hashtextextended('promotions of ' || :userId, 0))) as locked
            """)
    int lockCustomer(String userId);

    /**
     * Counts one more use of a promotion with a limit, unless all are taken. From then on nobody else counts uses of it until
     * this transaction ends.
     *
     * @return 1, or 0 when all are taken
     */
    @Modifying
    @Query(nativeQuery = true, value = """
            update promotions set used = used + 1 where id = :id and used < max_uses
            """)
    int countUse(UUID id);

    /**
     * Records who uses it, unless this customer may not, or no more. When that is limited, the customer has to be locked.
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

    /** Counts what these orders give back of a promotion with a limit; to be called before {@link #returnUses}. */
    @Modifying
    @Query(nativeQuery = true, value = """
            update promotions set used = used - (select count(*) from promotion_uses
                where promotion_id = :id and order_id in (:orderIds) and returned_at is null)
            where id = :id
            """)
    void uncountUses(UUID id, Collection<UUID> orderIds);

    @Modifying
    @Query(nativeQuery = true, value = """
            update promotion_uses set returned_at = :now where order_id in (:orderIds) and returned_at is null
            """)
    void returnUses(Collection<UUID> orderIds, Instant now);

    /** Counts all uses of a promotion that may not have had a limit before. It has to be locked. */
    @Modifying
    @Query(nativeQuery = true, value = """
            update promotions set used = (select count(*) from promotion_uses
                where promotion_id = :id and returned_at is null)
            where id = :id
            """)
    void recountUses(UUID id);
}
