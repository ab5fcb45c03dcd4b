package com.homedelivery.shared.ops;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.ops.audit.AuditEntry;
import com.homedelivery.shared.ops.audit.AuditLog;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that a destination refuses to take from this service. */
@RestController
@RequestMapping("/ops/quarantined")
class QuarantineController {

    private static final String ITEM = "quarantined";

    private final Optional<QuarantineStore> store;
    private final AuditLog audit;
    private final Clock clock;

    /** @param store empty in a service that publishes nothing */
    QuarantineController(Optional<QuarantineStore> store, AuditLog audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** Lists quarantined events, in the order in which they happened. The first hundred when no page was asked for. */
    @GetMapping
    ApiResponse<List<QuarantinedEvent>> list(@Valid PageQuery page) {
        OpsPage asked = OpsPage.of(page);
        List<QuarantinedEvent> found =
                store.map(kept -> kept.page(asked.offset(), asked.limit())).orElse(List.of()).stream()
                        .map(QuarantinedEvent::summary)
                        .toList();
        return page.isRequested()
                ? ApiResponse.page(
                        found,
                        Pagination.of(
                                page.pageOrFirst(),
                                page.limitOrDefault(),
                                store.map(QuarantineStore::count).orElse(0L)))
                : ApiResponse.of(found);
    }

    /** Gives a quarantined event with its data. */
    @GetMapping("/{id}")
    ApiResponse<QuarantinedEvent> get(@PathVariable String id) {
        return ApiResponse.of(find(id));
    }

    /** Sends a quarantined event again. */
    @PostMapping("/{id}/retry")
    ApiResponse<OpsResult> retry(@PathVariable String id, @AuthenticationPrincipal CurrentUser operator) {
        record(AuditEntry.Action.RETRY, find(id), null, operator);
        if (!store.map(kept -> kept.retry(id)).orElse(false)) {
            throw notFound();
        }
        return ApiResponse.of(new OpsResult(id, "sending"));
    }

    /** Gives a quarantined event up. Those that wait behind it go on. */
    @DeleteMapping("/{id}")
    ApiResponse<OpsResult> discard(
            @PathVariable String id,
            @RequestParam @NotBlank @Size(max = 500) String reason,
            @AuthenticationPrincipal CurrentUser operator) {
        record(AuditEntry.Action.DISCARD, find(id), reason, operator);
        if (!store.map(kept -> kept.discard(id)).orElse(false)) {
            throw notFound();
        }
        return ApiResponse.of(new OpsResult(id, "discarded"));
    }

    private QuarantinedEvent find(String id) {
        return store.flatMap(kept -> kept.find(id)).orElseThrow(QuarantineController::notFound);
    }

    private void record(
            AuditEntry.Action action, QuarantinedEvent event, @Nullable String reason, CurrentUser operator) {
        audit.record(new AuditEntry(
                clock.instant(),
                operator.id(),
                action,
                ITEM,
                event.id(),
                event.topic(),
                event.type(),
                event.eventId(),
                reason));
    }

    private static NotFoundException notFound() {
        return new NotFoundException("Quarantined event");
    }
}
