package com.homedelivery.notification.domain;

import com.homedelivery.shared.security.Role;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who may get notifications. Their registration, their profile and events about them come in any order. When
 * the account is deleted nothing is left of the person but the id and that it is gone.
 */
@Entity
@Table(name = "recipients")
public class Recipient {

    private static final int NAME_LENGTH = 100;
    private static final Set<NotificationKind> ALL_KINDS =
            EnumSet.range(NotificationKind.ORDER, NotificationKind.STOCK);

    @Id
    private UUID userId;

    private @Nullable String email;
    private @Nullable Instant emailChangedAt;
    private boolean emailUndeliverable;

    private @Nullable String phone;
    private boolean phoneUndeliverable;
    private @Nullable Instant phoneConfirmedAt;
    private boolean pushSubscribed;

    @Enumerated(EnumType.STRING)
    private @Nullable Role role;

    private @Nullable Instant roleChangedAt;

    private @Nullable String firstName;
    private @Nullable String language;
    private boolean notificationsEnabled;
    private @Nullable Instant profileUpdatedAt;

    @Convert(converter = KindsConverter.class)
    private @Nullable Set<NotificationKind> emailKinds;

    @Convert(converter = KindsConverter.class)
    private @Nullable Set<NotificationKind> smsKinds;

    @Convert(converter = KindsConverter.class)
    private @Nullable Set<NotificationKind> pushKinds;

    @Embedded
    private @Nullable QuietHours quietHours;

    private @Nullable Instant deletedAt;

    protected Recipient() {}

    /** @return whether this was not known before */
    public boolean register(String email, Role role) {
        if (isDeleted()) {
            return false;
        }
        boolean first = this.email == null;
        if (emailChangedAt == null) {
            this.email = email;
        }
        if (roleChangedAt == null) {
            this.role = role;
        }
        return first;
    }

    /**
     * Sets the address unless a later one is known. The new one is not known to be undeliverable.
     *
     * @return whether it is new
     */
    public boolean changeEmail(String email, Instant changedAt) {
        if (isDeleted() || emailChangedAt != null && emailChangedAt.isAfter(changedAt)) {
            return false;
        }
        boolean changed = !email.equals(this.email);
        this.email = email;
        this.emailChangedAt = changedAt;
        if (changed) {
            emailUndeliverable = false;
        }
        return changed;
    }

    /** Sets the role unless a later one is known. */
    public void changeRole(Role role, Instant changedAt) {
        if (!isDeleted() && (roleChangedAt == null || !roleChangedAt.isAfter(changedAt))) {
            this.role = role;
            this.roleChangedAt = changedAt;
        }
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /**
     * Sets the profile unless a later one is known.
     *
     * @param phone as the person has written it; without its country there are no SMS
     * @param language BCP 47, or null
     */
    public void updateProfile(
            @Nullable String firstName,
            @Nullable String phone,
            @Nullable String language,
            boolean notificationsEnabled,
            Instant updatedAt) {
        if (isDeleted() || profileUpdatedAt != null && profileUpdatedAt.isAfter(updatedAt)) {
            return;
        }
        String number = PhoneNumber.parse(phone).map(PhoneNumber::e164).orElse(null);
        if (!Objects.equals(number, this.phone)) {
            this.phone = number;
            phoneUndeliverable = false;
            phoneConfirmedAt = null;
        }
        this.firstName = firstName == null ? null : oneLine(firstName);
        this.language = language == null ? null : Language.of(language).toString();
        this.notificationsEnabled = notificationsEnabled;
        this.profileUpdatedAt = updatedAt;
    }

    /** The person has shown that the number is theirs. */
    public void confirmPhone(Instant now) {
        phoneConfirmedAt = now;
        phoneUndeliverable = false;
    }

    public boolean isPhoneConfirmed() {
        return phoneConfirmedAt != null;
    }

    /** What the person has chosen, or the defaults: everything by e-mail and in subscribed browsers, nothing by SMS. */
    public Preferences preferences() {
        return new Preferences(
                Objects.requireNonNullElse(emailKinds, ALL_KINDS),
                Objects.requireNonNullElse(smsKinds, Set.of()),
                Objects.requireNonNullElse(pushKinds, ALL_KINDS),
                quietHours);
    }

    public void choose(Preferences preferences) {
        emailKinds = preferences.email();
        smsKinds = preferences.sms();
        pushKinds = preferences.push();
        quietHours = preferences.quietHours();
    }

    /** Whether there are browsers that take push messages for this person. */
    public void subscribeToPush(boolean subscribed) {
        pushSubscribed = subscribed && !isDeleted();
    }

    /** Whether the person gets notifications of this template on this channel, as soon as there is an address. */
    public boolean wants(Template template, Channel channel) {
        if (isDeleted()) {
            return false;
        }
        boolean enabled = notificationsEnabled || template.isEssential();
        NotificationKind kind = template.kind();
        return switch (channel) {
            case EMAIL ->
                template.isEssential()
                        || enabled
                                && (!kind.isChoosable() || preferences().email().contains(kind));
            case SMS ->
                enabled && address(channel) != null && preferences().sms().contains(kind);
            case PUSH -> enabled && pushSubscribed && preferences().push().contains(kind);
        };
    }

    /** When a message of this template may be sent at the earliest: now, unless it would disturb the person's night. */
    public Instant earliest(Template template, Channel channel, Instant now) {
        return quietHours == null || template.isUrgent() || !channel.disturbs() ? now : quietHours.endIfWithin(now);
    }

    /** Nothing can be delivered there: nothing is sent there again until the address changes. */
    public void bounce(Channel channel, String address) {
        switch (channel) {
            case EMAIL -> emailUndeliverable |= address.equals(email);
            case SMS -> phoneUndeliverable |= address.equals(phone);
            case PUSH -> {}
        }
    }

    /** Forgets the person. */
    public void forget(Instant deletedAt) {
        this.deletedAt = deletedAt;
        email = null;
        phone = null;
        phoneConfirmedAt = null;
        firstName = null;
        language = null;
        role = null;
        pushSubscribed = false;
        emailKinds = null;
        smsKinds = null;
        pushKinds = null;
        quietHours = null;
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    private static String oneLine(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= NAME_LENGTH ? line : line.substring(0, NAME_LENGTH);
    }

    public UUID userId() {
        return userId;
    }

    /** Where to reach the person on a channel, or null when that is not known yet, or nothing arrives there. */
    public @Nullable String address(Channel channel) {
        return switch (channel) {
            case EMAIL -> emailUndeliverable ? null : email;
            case SMS -> phoneUndeliverable ? null : phone;
            case PUSH -> pushSubscribed ? userId.toString() : null;
        };
    }

    /** The same, even if nothing arrives there; empty when it is not known. */
    public String anyAddress(Channel channel) {
        return switch (channel) {
            case EMAIL -> Objects.requireNonNullElse(email, "");
            case SMS -> Objects.requireNonNullElse(phone, "");
            case PUSH -> userId.toString();
        };
    }

    /** The person's e-mail address, or null when that is not known yet. */
    public @Nullable String email() {
        return email;
    }

    /** In E.164, or null. */
    public @Nullable String phone() {
        return phone;
    }

    /** Whether what is sent to the e-mail address comes back. */
    public boolean isEmailUndeliverable() {
        return emailUndeliverable;
    }

    /** Whether the telephone number takes no SMS. */
    public boolean isPhoneUndeliverable() {
        return phoneUndeliverable;
    }

    public Language language() {
        return Language.of(language);
    }

    /** What to call the person, or null. */
    public @Nullable String firstName() {
        return firstName;
    }
}
