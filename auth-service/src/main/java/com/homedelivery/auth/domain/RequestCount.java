package com.homedelivery.auth.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** How often something was asked for in a span of time. */
@Entity
@Table(name = "request_counts")
public class RequestCount {

    @Id
    private String keyHash;

    private int requests;
    private Instant windowEndsAt;

    protected RequestCount() {}

    /** The id of a count: what is counted, and by whom or for whom. */
    public static String keyOf(String what, String whose) {
        return Sha256.of(what + ":" + whose);
    }

    /** How long until one more is granted, this one included in the count: zero when it is. */
    public Duration waitAbove(int limit, Instant now) {
        return requests <= limit ? Duration.ZERO : Duration.between(now, windowEndsAt);
    }
}
