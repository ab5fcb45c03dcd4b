package com.homedelivery.order.web;

import com.homedelivery.order.application.BookSlots;
import com.homedelivery.order.application.ManageSlotWindows;
import com.homedelivery.order.domain.Slot;
import com.homedelivery.order.domain.SlotWindow;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.conditional.EntityTag;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders/slots")
class SlotController {

    private final BookSlots slots;
    private final ManageSlotWindows windows;

    SlotController(BookSlots slots, ManageSlotWindows windows) {
        this.slots = slots;
        this.windows = windows;
    }

    /**
     * @param orderBy until when it can be ordered
     * @param left places that one could have
     */
    record SlotResponse(UUID id, Instant start, Instant end, Instant orderBy, long left) {

        static SlotResponse of(BookSlots.Offered offered) {
            Slot slot = offered.slot();
            return new SlotResponse(slot.id(), slot.startsAt(), slot.endsAt(), slot.closesAt(), offered.left());
        }
    }

    record HoldResponse(UUID slotId, Instant heldUntil) {}

    /**
     * @param cutOffMinutes how long before its start the last order may come
     * @param version changes with every change; for {@code If-Match}
     */
    record WindowResponse(
            UUID id, long version, DayOfWeek day, LocalTime start, LocalTime end, int capacity, int cutOffMinutes) {

        static WindowResponse of(SlotWindow window) {
            return new WindowResponse(
                    window.id(),
                    window.version(),
                    window.day(),
                    window.startTime(),
                    window.endTime(),
                    window.capacity(),
                    window.cutOffMinutes());
        }
    }

    /**
     * @param start in the store's time zone
     * @param capacity orders that can be delivered in it
     * @param cutOffMinutes how long before its start the last order may come
     */
    record WindowRequest(
            @NotNull DayOfWeek day,
            @NotNull LocalTime start,
            @NotNull LocalTime end,
            @NotNull @PositiveOrZero @Max(10_000) Integer capacity,
            @NotNull @PositiveOrZero @Max(10_080) Integer cutOffMinutes) {}

    /**
     * @param start in the store's time zone; null to leave it as it is
     * @param end null to leave it as it is
     * @param cutOffMinutes how long before its start the last order may come
     */
    record WindowChange(
            @Nullable LocalTime start,
            @Nullable LocalTime end,
            @NotNull @PositiveOrZero @Max(10_000) Integer capacity,
            @NotNull @PositiveOrZero @Max(10_080) Integer cutOffMinutes) {}

    /** Lists the delivery slots that can still be ordered, with the places that are left. */
    @GetMapping
    ApiResponse<List<SlotResponse>> list(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(
                slots.find(user.id()).stream().map(SlotResponse::of).toList());
    }

    /** Keeps a place in a slot for ten minutes. In place of what was kept before. */
    @PostMapping("/{id}/hold")
    ApiResponse<HoldResponse> hold(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return ApiResponse.of(new HoldResponse(id, slots.hold(id, user.id())));
    }

    /** Gives back the place that is kept for oneself in a slot, if there is one. */
    @DeleteMapping("/{id}/hold")
    ApiResponse<List<SlotResponse>> release(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        slots.release(id, user.id());
        return list(user);
    }

    /** @param until when it is everybody's again */
    record HeldResponse(UUID userId, Instant until) {

        static HeldResponse of(BookSlots.Held held) {
            return new HeldResponse(held.userId(), held.until());
        }
    }

    /** Lists whom places in a slot are kept for that have not ordered yet. */
    @GetMapping("/{id}/holds")
    ApiResponse<List<HeldResponse>> holds(@PathVariable UUID id) {
        return ApiResponse.of(slots.holdsOf(id).stream().map(HeldResponse::of).toList());
    }

    /** Gives back the place that is kept for a customer in a slot, if there is one. They may order it as long as there are others. */
    @DeleteMapping("/{id}/holds/{userId}")
    ApiResponse<List<HeldResponse>> releaseOf(@PathVariable UUID id, @PathVariable UUID userId) {
        slots.release(id, userId);
        return holds(id);
    }

    /** Lists the weekly windows of which slots are made. */
    @GetMapping("/windows")
    ApiResponse<List<WindowResponse>> windows() {
        return ApiResponse.of(windows.list().stream().map(WindowResponse::of).toList());
    }

    /** Adds a weekly window. Its slots of the days ahead can be ordered at once. */
    @PostMapping("/windows")
    ResponseEntity<ApiResponse<WindowResponse>> add(@Valid @RequestBody WindowRequest request) {
        if (!request.end().isAfter(request.start())) {
            throw new ValidationException("end", "must be after start");
        }
        return answer(
                HttpStatus.CREATED,
                windows.add(
                        request.day(), request.start(), request.end(), request.capacity(), request.cutOffMinutes()));
    }

    /**
     * Changes times, capacity and cut-off of a window. Slots that have not begun follow. Times only change while no place in these is
     * ordered or held.
     */
    @PutMapping("/windows/{id}")
    ResponseEntity<ApiResponse<WindowResponse>> revise(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody WindowChange request) {
        return answer(
                HttpStatus.OK,
                windows.revise(
                        id,
                        new ManageSlotWindows.Change(
                                request.start(), request.end(), request.capacity(), request.cutOffMinutes()),
                        EntityTag.parseIfMatch(ifMatch)));
    }

    /** Ends a window. Orders that have its slots keep them. */
    @DeleteMapping("/windows/{id}")
    ApiResponse<List<WindowResponse>> end(@PathVariable UUID id) {
        windows.end(id);
        return windows();
    }

    private static ResponseEntity<ApiResponse<WindowResponse>> answer(HttpStatus status, SlotWindow window) {
        return ResponseEntity.status(status)
                .eTag(new EntityTag(window.version()).toString())
                .body(ApiResponse.of(WindowResponse.of(window)));
    }
}
