package com.homedelivery.user.domain;

import com.homedelivery.shared.event.EventTime;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a person tells about themselves. It is there, empty, from the first time somebody looks. */
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
     * Writes down what was sent, and when it makes a difference the time, which is later than that of the last change.
     *
     * @return whether it does
     * @throws com.homedelivery.shared.api.InvalidInput when the preferences get out of bounds
     */
    public boolean revise(ProfileChanges sent, Instant now) {
        String newFirstName = StringNormalizer.overwritten(firstName, sent.firstName());
        String newLastName = StringNormalizer.overwritten(lastName, sent.lastName());
        String newPhone = StringNormalizer.overwritten(phone, sent.phone());
        PostalAddress newAddress =
                sent.address() == null ? address() : address().overwrittenBy(sent.address());
        Preferences newPreferences =
                sent.preferences() == null ? preferences() : preferences().overwrittenBy(sent.preferences());

        boolean changed = !(Objects.equals(newFirstName, firstName)
                && Objects.equals(newLastName, lastName)
                && Objects.equals(newPhone, phone)
                && newAddress.equals(address())
                && newPreferences.equals(preferences()));
        if (changed) {
            firstName = newFirstName;
            lastName = newLastName;
            phone = newPhone;
            address = newAddress;
            preferences = newPreferences.values();
            updatedAt = EventTime.after(updatedAt, now);
        }
        return changed;
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
