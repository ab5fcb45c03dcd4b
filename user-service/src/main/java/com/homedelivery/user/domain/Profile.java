package com.homedelivery.user.domain;

import com.homedelivery.shared.event.EventTime;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a customer has entered about themselves. It is created, empty, on the first read or update. */
@Entity
@Table(name = "profiles")
public class Profile {

    @Id
    private UUID id;

    private UUID userId;
    private @Nullable String firstName;
    private @Nullable String lastName;
    private @Nullable String phone;

    @Embedded
    private @Nullable PostalAddress address;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> preferences = new TreeMap<>();

    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    protected Profile() {}

    Profile(UUID id, UUID userId, Instant now) {
        this.id = id;
        this.userId = userId;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * Merges what was sent. A change is later than the one before, whatever the clock says.
     *
     * @return empty when nothing is different
     * @throws com.homedelivery.shared.api.error.ValidationException when the preferences get out of bounds
     */
    public Optional<UserProfileUpdated> revise(ProfileChanges sent, Instant now) {
        String newFirstName = StringNormalizer.merge(firstName, sent.firstName());
        String newLastName = StringNormalizer.merge(lastName, sent.lastName());
        String newPhone = StringNormalizer.merge(phone, sent.phone());
        PostalAddress newAddress =
                sent.address() == null ? address() : address().mergedWith(sent.address());
        Preferences newPreferences =
                sent.preferences() == null ? preferences() : preferences().mergedWith(sent.preferences());

        boolean changed = !(Objects.equals(newFirstName, firstName)
                && Objects.equals(newLastName, lastName)
                && Objects.equals(newPhone, phone)
                && newAddress.equals(address())
                && newPreferences.equals(preferences()));
        if (!changed) {
            return Optional.empty();
        }
        firstName = newFirstName;
        lastName = newLastName;
        phone = newPhone;
        address = newAddress;
        preferences = newPreferences.values();
        updatedAt = EventTime.after(updatedAt, now);
        return Optional.of(
                new UserProfileUpdated(userId, firstName, phone, newPreferences.wantsNotifications(), updatedAt, null));
    }

    public UUID id() {
        return id;
    }

    public UUID userId() {
        return userId;
    }

    public @Nullable String firstName() {
        return firstName;
    }

    public @Nullable String lastName() {
        return lastName;
    }

    public @Nullable String phone() {
        return phone;
    }

    public PostalAddress address() {
        return address == null ? PostalAddress.UNKNOWN : address;
    }

    public Preferences preferences() {
        return new Preferences(preferences);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
