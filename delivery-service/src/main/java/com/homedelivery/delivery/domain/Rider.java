package com.homedelivery.delivery.domain;

import com.homedelivery.shared.geo.GeoPoint;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who delivers: on a shift or not, and where last seen. Whether a rider is busy is not stored here: it follows from
 * the deliveries.
 */
@Entity
@Table(name = "riders")
public class Rider {

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private boolean online;
    private @Nullable Instant onlineSince;

    @Embedded
    @AttributeOverride(name = "lat", column = @Column(name = "lat"))
    @AttributeOverride(name = "lng", column = @Column(name = "lng"))
    private @Nullable GeoPoint location;

    private @Nullable Instant locatedAt;

    protected Rider() {}

    private Rider(UUID id) {
        this.id = id;
    }

    /** A rider seen for the first time, off duty. */
    public static Rider newcomer(UUID id) {
        return new Rider(id);
    }

    /**
     * Begins a shift, or continues it.
     *
     * @return whether it began
     */
    public boolean comeOnline(GeoPoint at, Instant now) {
        boolean begins = !online;
        if (begins) {
            online = true;
            onlineSince = now;
        }
        location = at;
        locatedAt = now;
        return begins;
    }

    /** Ends the shift. A delivery that the rider is busy with stays theirs. */
    public void goOffline() {
        online = false;
        onlineSince = null;
    }

    public UUID id() {
        return id;
    }

    public boolean isOnline() {
        return online;
    }

    public @Nullable Instant onlineSince() {
        return onlineSince;
    }

    /** The last recorded position, or null when there is none. */
    public @Nullable GeoPoint location() {
        return location;
    }

    /** Whether no position was recorded since then. */
    public boolean isSilentSince(Instant then) {
        return locatedAt == null || locatedAt.isBefore(then);
    }
}
