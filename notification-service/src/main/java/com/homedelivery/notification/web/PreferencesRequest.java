package com.homedelivery.notification.web;

import com.homedelivery.notification.domain.Preferences;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /notifications/preferences}: all of them; without quiet hours there are none. */
record PreferencesRequest(
        @Valid @NotNull @Nullable KindPreferences email,
        @Valid @NotNull @Nullable KindPreferences sms,
        @Valid @NotNull @Nullable KindPreferences push,
        @Valid @Nullable QuietHoursBody quietHours) {

    Preferences toPreferences() {
        return new Preferences(
                Objects.requireNonNull(email).toKinds(),
                Objects.requireNonNull(sms).toKinds(),
                Objects.requireNonNull(push).toKinds(),
                quietHours == null ? null : quietHours.toQuietHours());
    }
}
