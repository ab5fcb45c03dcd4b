package com.homedelivery.auth.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface KnownClients extends Repository<KnownClient, UUID> {

    boolean existsByAccountIdAndNetwork(UUID accountId, String network);

    boolean existsByAccountId(UUID accountId);

    boolean existsByAccountIdAndDevice(UUID accountId, String device);

    List<KnownClient> findByAccountIdOrderByLastSeenAtDesc(UUID accountId, Limit limit);

    /** @return 0 when the account does not know the client yet */
    @Modifying
    @NativeQuery("""
        update known_clients set last_seen_at = :now
        where account_id = :accountId and network = :#{#client.network()} and device = :#{#client.device()}
        """)
    int seeAgain(UUID accountId, Client client, Instant now);

    @Modifying
    @NativeQuery("""
        insert into known_clients (id, account_id, network, device, last_seen_at)
        values (:id, :accountId, :#{#client.network()}, :#{#client.device()}, :now)
        on conflict on constraint known_clients_unique do update set last_seen_at = excluded.last_seen_at
        """)
    void remember(UUID id, UUID accountId, Client client, Instant now);

    /** Forgets those that were used longest ago, beyond the {@code kept} that were used last. */
    @Modifying
    @NativeQuery("""
        delete from known_clients where id in (
            select id from known_clients where account_id = :accountId
            order by last_seen_at desc, id desc offset :kept)
        """)
    void forgetBeyond(UUID accountId, int kept);

    @Modifying
    @Query("delete from KnownClient c where c.accountId = :accountId")
    void deleteAllOf(UUID accountId);

    /** Deletes at most {@code batch} that were not seen since then, and returns how many. */
    @Modifying
    @NativeQuery("""
        delete from known_clients where id in (
            select id from known_clients where last_seen_at <= :since order by last_seen_at
            limit :batch for update skip locked)
        """)
    int deleteNotSeenSince(Instant since, int batch);
}
