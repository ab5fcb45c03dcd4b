package com.homedelivery.auth.domain;

import java.time.Instant;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Counts of requests, shared by all instances. */
public interface RequestCounts extends Repository<RequestCount, String> {

    /** Counts one more, in a new span of time when the last one is over, and gives the count. */
    @NativeQuery("""
            insert into request_counts as c (key_hash, requests, window_ends_at) values (:keyHash, 1, :nextEnd)
            on conflict (key_hash) do update set
                requests = case when c.window_ends_at > :now then c.requests + 1 else 1 end,
                window_ends_at = case when c.window_ends_at > :now then c.window_ends_at else excluded.window_ends_at end
            returning c.*
            """)
    RequestCount count(String keyHash, Instant now, Instant nextEnd);

    /** Deletes at most {@code batch} whose time is over, and returns how many. */
    @Modifying
    @NativeQuery("""
            delete from request_counts where key_hash in (
                select key_hash from request_counts where window_ends_at <= :now order by window_ends_at
                limit :batch for update skip locked)
            """)
    int deleteEnded(Instant now, int batch);
}
