package com.homedelivery.order.domain;

import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A time of the week in which the store delivers so many orders. It is ended, not deleted. */
@Entity
@Table(name = "slot_windows")
public class SlotWindow {

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private int dayOfWeek;
    private LocalTime startTime;
    private LocalTime endTime;
    private int capacity;
    private int cutOffMinutes;
    private @Nullable Instant endedAt;

    protected SlotWindow() {}

    /** @param cutOffMinutes how long before its start the last order may come */
    public SlotWindow(UUID id, DayOfWeek day, LocalTime startTime, LocalTime endTime, int capacity, int cutOffMinutes) {
        this.id = id;
        this.dayOfWeek = day.getValue();
        this.startTime = startTime;
        this.endTime = endTime;
        this.capacity = capacity;
        this.cutOffMinutes = cutOffMinutes;
    }

    /**
     * @throws ConflictException when it has another version than the one that is expected, unless that is null
     * @throws ValidationException when it would end before it begins
     */
    public void revise(
            LocalTime startTime, LocalTime endTime, int capacity, int cutOffMinutes, @Nullable Long expectedVersion) {
        requireVersion(expectedVersion);
        if (!endTime.isAfter(startTime)) {
            throw new ValidationException("end", "must be after start");
        }
        this.startTime = startTime;
        this.endTime = endTime;
        this.capacity = capacity;
        this.cutOffMinutes = cutOffMinutes;
    }

    public boolean hasTimes(LocalTime start, LocalTime end) {
        return startTime.equals(start) && endTime.equals(end);
    }

    public void end(Instant now) {
        endedAt = now;
        capacity = 0;
    }

    private void requireVersion(@Nullable Long expected) {
        if (expected != null && !expected.equals(version)) {
            throw new ConflictException("The window has been changed by somebody else");
        }
    }

    public UUID id() {
        return id;
    }

    /** 0 before it is saved, and of the first version. */
    public long version() {
        return version == null ? 0 : version;
    }

    public DayOfWeek day() {
        return DayOfWeek.of(dayOfWeek);
    }

    public LocalTime startTime() {
        return startTime;
    }

    public LocalTime endTime() {
        return endTime;
    }

    public int capacity() {
        return capacity;
    }

    public int cutOffMinutes() {
        return cutOffMinutes;
    }
}
