package com.homedelivery.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Delivery slots, their bookings and holds. Bookings and holds of a slot are decided one after the other, under its row's lock. */
public interface Slots extends Repository<Slot, UUID> {

    Optional<Slot> findById(UUID id);

    @Query("select s from Slot s where s.capacity > 0 and s.closesAt > :now"
            + " and s.startsAt > :now and s.startsAt < :until order by s.startsAt")
    List<Slot> findOpen(Instant now, Instant until);

    @Query(nativeQuery = true, value = """
            select slot_id, count(*) from slot_holds
            where slot_id in :slots and user_id <> :userId and expires_at > :now group by slot_id
            """)
    List<Object[]> countHoldsOfOthers(List<UUID> slots, UUID userId, Instant now);

    /** Locks the slot until this transaction ends. */
    @Query(nativeQuery = true, value = "select id from delivery_slots where id = :id for update")
    Optional<UUID> lock(UUID id);

    /**
     * Holds a place for a customer, in place of whatever they held. The slot has to be locked.
     *
     * @return 1, or 0 when it is full or closed
     */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into slot_holds (user_id, slot_id, expires_at)
            select :userId, s.id, :until from delivery_slots s
            where s.id = :id and s.closes_at > :now
              and s.booked + (select count(*) from slot_holds h
                    where h.slot_id = s.id and h.user_id <> :userId and h.expires_at > :now) < s.capacity
            on conflict (user_id) do update set slot_id = excluded.slot_id, expires_at = excluded.expires_at
            """)
    int hold(UUID id, UUID userId, Instant until, Instant now);

    /**
     * Books a place. The slot has to be locked. A place that is held for the customer is there, even if the capacity is smaller now.
     *
     * @return 1, or 0 when it is full or closed
     */
    @Modifying
    @Query(nativeQuery = true, value = """
            update delivery_slots s set booked = booked + 1
            where s.id = :id and s.closes_at > :now
              and (s.booked + (select count(*) from slot_holds h
                        where h.slot_id = s.id and h.user_id <> :userId and h.expires_at > :now) < s.capacity
                   or exists (select 1 from slot_holds h
                        where h.slot_id = s.id and h.user_id = :userId and h.expires_at > :now))
            """)
    int book(UUID id, UUID userId, Instant now);

    @Modifying
    @Query(nativeQuery = true, value = "delete from slot_holds where user_id = :userId and slot_id = :id")
    void releaseHold(UUID id, UUID userId);

    @Modifying
    @Query(nativeQuery = true, value = "update delivery_slots set booked = booked - 1 where id = :id")
    void unbook(UUID id);

    /** Makes a slot of a window, unless there is one. */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into delivery_slots (id, window_id, starts_at, ends_at, closes_at, capacity)
            values (:id, :windowId, :startsAt, :endsAt, :closesAt, :capacity)
            on conflict (window_id, starts_at) do nothing
            """)
    void open(UUID id, UUID windowId, Instant startsAt, Instant endsAt, Instant closesAt, int capacity);

    /** Slots that have not begun follow their window. Fewer places than are booked means that nothing more is. */
    @Modifying
    @Query(nativeQuery = true, value = """
            update delivery_slots set capacity = :capacity, closes_at = starts_at - make_interval(mins => :cutOffMinutes)
            where window_id = :windowId and starts_at > :now
            """)
    void follow(UUID windowId, int capacity, int cutOffMinutes, Instant now);

    /** Locks the slots of a window that have not begun until this transaction ends. */
    @Query(nativeQuery = true, value = """
            select id from delivery_slots where window_id = :windowId and starts_at > :now order by id for update
            """)
    List<UUID> lockAhead(UUID windowId, Instant now);

    /** How many orders have places in these slots. */
    @Query("select coalesce(sum(s.booked), 0) from Slot s where s.id in :slots")
    long countBooked(List<UUID> slots);

    /** How many places in these slots are held. */
    @Query(nativeQuery = true, value = "select count(*) from slot_holds where slot_id in :slots and expires_at > :now")
    long countHolds(List<UUID> slots, Instant now);

    @Modifying
    @Query(nativeQuery = true, value = "delete from slot_holds where slot_id in :slots")
    void deleteHolds(List<UUID> slots);

    /** Deletes slots that nobody has a place in. */
    @Modifying
    @Query(nativeQuery = true, value = "delete from delivery_slots where id in :slots")
    void delete(List<UUID> slots);

    /** Who holds places in a slot, and until when; what expires first before the others. */
    @Query(nativeQuery = true, value = """
            select user_id, expires_at from slot_holds where slot_id = :id and expires_at > :now order by expires_at, user_id
            """)
    List<Object[]> findHolds(UUID id, Instant now);

    @Modifying
    @Query(nativeQuery = true, value = "delete from slot_holds where expires_at < :now")
    void deleteExpiredHolds(Instant now);
}
