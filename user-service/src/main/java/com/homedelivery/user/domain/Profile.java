package com.homedelivery.user.domain;

import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.event.EventTime;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has entered about themselves. It is created, empty, on the first read or update. When the account is deleted
 * everything in it is forgotten; the row stays, so that nothing which comes late begins it anew.
 */
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

    private @Nullable String language;
    private @Nullable String timeZone;
    private @Nullable Instant forgottenAt;

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
     * @throws ValidationException when the preferences get out of bounds, or what was sent is no language or time zone
     */
    public Optional<UserProfileUpdated> revise(ProfileChanges sent, Instant now) {
        String newFirstName = StringNormalizer.merge(firstName, sent.firstName());
        String newLastName = StringNormalizer.merge(lastName, sent.lastName());
        String newPhone = StringNormalizer.merge(phone, sent.phone());
        PostalAddress newAddress = sent.address() == null
                ? address()
                : sent.address().map(address()::mergedWith).orElse(PostalAddress.UNKNOWN);
        Preferences newPreferences = sent.preferences() == null
                ? preferences()
                : sent.preferences().map(preferences()::mergedWith).orElse(Preferences.NONE);
        String newLanguage = sentLanguage(StringNormalizer.merge(language, sent.language()));
        String newTimeZone = sentTimeZone(StringNormalizer.merge(timeZone, sent.timeZone()));

        boolean changed = !(Objects.equals(newFirstName, firstName)
                && Objects.equals(newLastName, lastName)
                && Objects.equals(newPhone, phone)
                && newAddress.equals(address())
                && newPreferences.equals(preferences())
                && Objects.equals(newLanguage, language)
                && Objects.equals(newTimeZone, timeZone));
        if (!changed) {
            return Optional.empty();
        }
        firstName = newFirstName;
        lastName = newLastName;
        phone = newPhone;
        address = newAddress;
        preferences = newPreferences.values();
        language = newLanguage;
        timeZone = newTimeZone;
        updatedAt = EventTime.after(updatedAt, now);
        return Optional.of(new UserProfileUpdated(
                userId, firstName, phone, newPreferences.wantsNotifications(), updatedAt, language()));
    }

    /** Forgets everything but whose it was. Again: nothing. */
    public void forget(Instant now) {
        if (isForgotten()) {
            return;
        }
        firstName = null;
        lastName = null;
        phone = null;
        address = PostalAddress.UNKNOWN;
        preferences = new TreeMap<>();
        language = null;
        timeZone = null;
        forgottenAt = now;
        updatedAt = EventTime.after(updatedAt, now);
    }

    public boolean isForgotten() {
        return forgottenAt != null;
    }

    private static @Nullable String sentLanguage(@Nullable String tag) {
        return tag == null ? null : Language.canonicalTag(tag);
    }

    private static @Nullable String sentTimeZone(@Nullable String zone) {
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new ValidationException("timeZone", "must be a time zone of IANA like Europe/Berlin");
        }
        return zone;
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

    /** In which to write to the customer, as BCP 47 says it: of the profile, else of the preferences; null when it is not known. */
    public @Nullable String language() {
        return language == null ? preferences().language().orElse(null) : language;
    }

    /** Where the customer's clock is, as IANA calls it. */
    public @Nullable String timeZone() {
        return timeZone;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
