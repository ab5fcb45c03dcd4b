package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.SecurityEvent;
import com.homedelivery.auth.domain.SecurityEventType;
import java.time.Instant;
import java.util.UUID;

record SecurityEventResponse(UUID id, SecurityEventType type, String device, String address, Instant occurredAt) {

    static SecurityEventResponse of(SecurityEvent event) {
        return new SecurityEventResponse(event.id(), event.type(), event.device(), event.address(), event.occurredAt());
    }
}
