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
 * Somebody who delivers: on a shift or not, and where last seen. Whether a rider is busy is not written here: it is so
 * as long as there is a delivery under way with them.
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
     * Begins a shift, or goes on with it.
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

    /** Ends the shift. A delivery under way stays the rider's. */
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

    /** Where the rider was last written down, or null when never. */
    public @Nullable GeoPoint location() {
        return location;
    }

    /** Whether no position of the rider was written down since then. */
    public boolean isSilentSince(Instant then) {
        return locatedAt == null || locatedAt.isBefore(then);
    }
}
