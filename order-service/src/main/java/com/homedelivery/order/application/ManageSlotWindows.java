package com.homedelivery.order.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.domain.SlotWindow;
import com.homedelivery.order.domain.SlotWindows;
import com.homedelivery.order.domain.Slots;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The weekly template of delivery slots, and the slots of the days ahead that are made of it. */
@Service
public class ManageSlotWindows {

    private final SlotWindows windows;
    private final Slots slots;
    private final ZoneId zone;
    private final int daysAhead;
    private final Clock clock;

    ManageSlotWindows(SlotWindows windows, Slots slots, OrderProperties properties, Clock clock) {
        this.windows = windows;
        this.slots = slots;
        this.zone = properties.slots().zone();
        this.daysAhead = properties.slots().daysAhead();
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<SlotWindow> list() {
        return windows.findByEndedAtIsNullOrderByDayOfWeekAscStartTimeAsc();
    }

    /** @throws ConflictException when there is a window of the same times */
    @Transactional
    public SlotWindow add(DayOfWeek day, LocalTime start, LocalTime end, int capacity, int cutOffMinutes) {
        try {
            SlotWindow window = windows.saveAndFlush(
                    new SlotWindow(UuidCreator.getTimeOrderedEpoch(), day, start, end, capacity, cutOffMinutes));
            openAhead(window);
            return window;
        } catch (DataIntegrityViolationException taken) {
            throw new ConflictException("There is a window of these times");
        }
    }

    /**
     * Slots that have not begun follow.
     *
     * @throws NotFoundException when there is no such window
     * @throws ConflictException when it has another version than the one that is expected, unless that is null
     */
    @Transactional
    public SlotWindow revise(UUID id, int capacity, int cutOffMinutes, @Nullable Long expectedVersion) {
        SlotWindow window = find(id);
        window.revise(capacity, cutOffMinutes, expectedVersion);
        slots.follow(id, capacity, cutOffMinutes, clock.instant());
        return windows.saveAndFlush(window);
    }

    /**
     * Nothing more is booked; orders that have its slots keep them.
     *
     * @throws NotFoundException when there is no such window
     */
    @Transactional
    public void end(UUID id) {
        SlotWindow window = find(id);
        window.end(clock.instant());
        slots.follow(id, 0, window.cutOffMinutes(), clock.instant());
    }

    /** Makes the slots of the days ahead that are not there yet, and forgets holds that have expired. */
    @Transactional
    public void openAhead() {
        list().forEach(this::openAhead);
        slots.deleteExpiredHolds(clock.instant());
    }

    private void openAhead(SlotWindow window) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        for (int day = 0; day <= daysAhead; day++) {
            LocalDate date = today.plusDays(day);
            Instant start = date.atTime(window.startTime()).atZone(zone).toInstant();
            if (date.getDayOfWeek() == window.day() && start.isAfter(now)) {
                slots.open(
                        UuidCreator.getTimeOrderedEpoch(),
                        window.id(),
                        start,
                        date.atTime(window.endTime()).atZone(zone).toInstant(),
                        start.minus(Duration.ofMinutes(window.cutOffMinutes())),
                        window.capacity());
            }
        }
    }

    private SlotWindow find(UUID id) {
        return windows.findByIdAndEndedAtIsNull(id).orElseThrow(() -> new NotFoundException("Window"));
    }
}
