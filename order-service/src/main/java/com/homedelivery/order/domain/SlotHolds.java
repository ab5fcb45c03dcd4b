package com.homedelivery.order.domain;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Places in slots that are kept for customers, by customer. */
public interface SlotHolds extends Repository<Slot, UUID> {

    /** Beginning and end of the slot in which a customer has a place, and until when it is kept. */
    @NativeQuery("""
            select s.starts_at, s.ends_at, h.expires_at
            from slot_holds h join delivery_slots s on s.id = h.slot_id where h.user_id = :userId
            """)
    List<Object[]> findThoseOf(UUID userId);

    @Modifying
    @NativeQuery("delete from slot_holds where user_id in (:userIds)")
    void deleteThoseOf(Collection<UUID> userIds);
}
