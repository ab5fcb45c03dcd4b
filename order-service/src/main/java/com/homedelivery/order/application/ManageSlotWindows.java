package com.homedelivery.order.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.domain.SlotWindow;
import com.homedelivery.order.domain.SlotWindows;
import com.homedelivery.order.domain.Slots;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
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
        SlotWindow window = saveUnlessTaken(
                new SlotWindow(UuidCreator.getTimeOrderedEpoch(), day, start, end, capacity, cutOffMinutes));
        openAhead(window);
        return window;
    }

    /**
     * What a window is to be.
     *
     * @param start null to leave it as it is
     * @param end null to leave it as it is
     */
    public record Change(
            @Nullable LocalTime start, @Nullable LocalTime end, int capacity, int cutOffMinutes) {}

    /**
     * Slots that have not begun follow. Times only change as long as nobody has a place in one of them: no customer's delivery
     * moves unasked.
     *
     * @throws NotFoundException when there is no such window
     * @throws ConflictException when it has another version than the one that is expected, unless that is null; when there is a
     *     window of the new times; when places are ordered or held and the times would change
     * @throws ValidationException when it would end before it begins
     */
    @Transactional
    public SlotWindow revise(UUID id, Change change, @Nullable Long expectedVersion) {
        SlotWindow window = find(id);
        LocalTime start = Objects.requireNonNullElse(change.start(), window.startTime());
        LocalTime end = Objects.requireNonNullElse(change.end(), window.endTime());
        boolean moves = !window.hasTimes(start, end);
        window.revise(start, end, change.capacity(), change.cutOffMinutes(), expectedVersion);
        saveUnlessTaken(window);
        if (moves) {
            closeAhead(id);
            openAhead(window);
        } else {
            slots.follow(id, change.capacity(), change.cutOffMinutes(), clock.instant());
        }
        return window;
    }

    /** Slots of the old times are gone, also for those who still see them: they get others with other ids. */
    private void closeAhead(UUID windowId) {
        Instant now = clock.instant();
        List<UUID> ahead = slots.lockAhead(windowId, now);
        if (ahead.isEmpty()) {
            return;
        }
        long booked = slots.countBooked(ahead);
        long held = slots.countHolds(ahead, now);
        if (booked + held > 0) {
            throw new ConflictException(
                    "The times stay as they are: of the coming slots, %d places are ordered and %d held"
                            .formatted(booked, held));
        }
        slots.deleteHolds(ahead);
        slots.delete(ahead);
    }

    private SlotWindow saveUnlessTaken(SlotWindow window) {
        try {
            return windows.saveAndFlush(window);
        } catch (DataIntegrityViolationException taken) {
            throw new ConflictException("There is a window of these times");
        }
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
        windows.findForOpening().forEach(this::openAhead);
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
