package com.homedelivery.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Customers who were forgotten a while ago. */
public interface ForgottenCustomers extends Repository<ForgottenCustomer, UUID> {

    @Modifying
    @NativeQuery(
            "insert into forgotten_customers (user_id, forgotten_at) values (:userId, :now) on conflict do nothing")
    void insertIfAbsent(UUID userId, Instant now);

    /** Those with a higher id, in its order. */
    @Query("select c.userId from ForgottenCustomer c where c.userId > :after order by c.userId")
    List<UUID> findAfter(UUID after, Limit most);

    @Modifying
    @Query("delete from ForgottenCustomer c where c.forgottenAt < :before")
    void deleteBefore(Instant before);
}
