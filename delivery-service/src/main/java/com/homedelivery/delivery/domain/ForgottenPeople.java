package com.homedelivery.delivery.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** People whose accounts were deleted, and what is still kept about them. */
public interface ForgottenPeople extends Repository<ForgottenPerson, UUID> {

    @Modifying
    @NativeQuery(
            "insert into forgotten_people (user_id, deleted_at) values (:userId, :deletedAt) on conflict do nothing")
    void insertIfAbsent(UUID userId, Instant deletedAt);

    /** Their deliveries that are over and not forgotten yet, locked; without those that somebody else has locked. */
    @NativeQuery("""
            select d.id from deliveries d join forgotten_people f on f.user_id = d.user_id
            where d.forgotten_at is null and d.finished_at is not null
            limit :most for update of d skip locked
            """)
    List<UUID> findDeliveriesToForget(int most);

    /**
     * Ends the shifts of those who are riders, and forgets where they were.
     *
     * @return who they are
     */
    @NativeQuery("""
            update riders r
            set online = false, online_since = null, lat = null, lng = null, located_at = null, version = version + 1
            where r.id in (select user_id from forgotten_people) and (r.online or r.located_at is not null)
            returning r.id
            """)
    List<UUID> forgetRiders();

    /**
     * Deletes those who were deleted before then and of whom nothing is left to forget.
     *
     * @param most how many at once
     * @return how many there were
     */
    @Modifying
    @NativeQuery("""
            delete from forgotten_people where user_id in (
                select user_id from forgotten_people f where f.deleted_at < :before and not exists (
                    select 1 from deliveries d where d.user_id = f.user_id and d.forgotten_at is null)
                limit :most for update skip locked)
            """)
    int deleteBefore(Instant before, int most);
}
