package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.SecurityEvent;
import com.homedelivery.auth.domain.SecurityEvents;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;

@Service
public class FindSecurityEvents {

    private final SecurityEvents events;

    FindSecurityEvents(SecurityEvents events) {
        this.events = events;
    }

    /**
     * The latest first.
     *
     * @param page from 1
     */
    public Page<SecurityEvent> of(UUID accountId, int page, int limit) {
        return events.findAllOf(accountId, PageRequest.of(page - 1, limit));
    }
}
