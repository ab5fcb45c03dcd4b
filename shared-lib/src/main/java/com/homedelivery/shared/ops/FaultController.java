package com.homedelivery.shared.ops;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.fault.Fault;
import com.homedelivery.shared.fault.FaultSwitches;
import com.homedelivery.shared.ops.audit.AuditEntry;
import com.homedelivery.shared.ops.audit.AuditLog;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Breaks things on purpose, for a while. Only there with the demo data. */
@RestController
@RequestMapping("/ops/faults")
class FaultController {

    private static final String ITEM = "fault";

    /** An event has its stream there. */
    private static final String NO_STREAM = "";

    private final FaultSwitches switches;
    private final AuditLog audit;
    private final Clock clock;

    FaultController(FaultSwitches switches, AuditLog audit, Clock clock) {
        this.switches = switches;
        this.audit = audit;
        this.clock = clock;
    }

    /** Lists what can be broken in this service, and what is. */
    @GetMapping
    ApiResponse<List<FaultState>> list() {
        return ApiResponse.of(switches.all().stream().map(this::state).toList());
    }

    /** Breaks something for a while. It mends itself; asked again, the time begins anew. */
    @PutMapping("/{name}")
    ApiResponse<FaultState> switchOn(
            @PathVariable String name,
            @RequestBody @Valid FaultRequest request,
            @AuthenticationPrincipal CurrentUser operator) {
        Fault fault = find(name);
        record(AuditEntry.Action.SWITCH_ON, fault, "for " + request.seconds() + " s", operator);
        switches.switchOn(fault, Duration.ofSeconds(request.seconds()));
        return ApiResponse.of(state(fault));
    }

    /** Mends what was broken, before its time is over. */
    @DeleteMapping("/{name}")
    ApiResponse<FaultState> switchOff(@PathVariable String name, @AuthenticationPrincipal CurrentUser operator) {
        Fault fault = find(name);
        record(AuditEntry.Action.SWITCH_OFF, fault, null, operator);
        switches.switchOff(fault);
        return ApiResponse.of(state(fault));
    }

    /** @param seconds for how long, at most a quarter of an hour */
    record FaultRequest(@Min(1) @Max(900) int seconds) {}

    /**
     * A fault and its switch.
     *
     * @param name what it is switched on by
     * @param effect what happens while it is on
     * @param until when it ends by itself; absent while it is off
     */
    record FaultState(String name, String effect, @Nullable Instant until) {}

    private FaultState state(Fault fault) {
        return new FaultState(fault.name(), fault.effect(), switches.end(fault).orElse(null));
    }

    private Fault find(String name) {
        return switches.all().stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Fault"));
    }

    private void record(AuditEntry.Action action, Fault fault, @Nullable String reason, CurrentUser operator) {
        audit.record(new AuditEntry(
                clock.instant(), operator.id(), action, ITEM, fault.name(), NO_STREAM, null, null, reason));
    }
}
