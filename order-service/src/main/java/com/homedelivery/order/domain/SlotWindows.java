package com.homedelivery.order.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

public interface SlotWindows extends Repository<SlotWindow, UUID> {

    SlotWindow saveAndFlush(SlotWindow window);

    Optional<SlotWindow> findByIdAndEndedAtIsNull(UUID id);

    /** Those that have not ended, in the order of the week. */
    List<SlotWindow> findByEndedAtIsNullOrderByDayOfWeekAscStartTimeAsc();
}
