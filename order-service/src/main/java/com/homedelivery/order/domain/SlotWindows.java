package com.homedelivery.order.domain;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface SlotWindows extends Repository<SlotWindow, UUID> {

    SlotWindow saveAndFlush(SlotWindow window);

    /** One that has not ended, locked until this transaction ends: nobody makes slots of it meanwhile. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<SlotWindow> findByIdAndEndedAtIsNull(UUID id);

    /** Those that have not ended, in the order of the week. */
    List<SlotWindow> findByEndedAtIsNullOrderByDayOfWeekAscStartTimeAsc();

    /** The same, locked so that they stay as they are until this transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select w from SlotWindow w where w.endedAt is null order by w.id")
    List<SlotWindow> findForOpening();
}
