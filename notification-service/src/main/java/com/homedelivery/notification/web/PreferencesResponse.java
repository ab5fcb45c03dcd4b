package com.homedelivery.notification.web;

import com.homedelivery.notification.application.ManagePreferences;
import com.homedelivery.notification.domain.Preferences;
import com.homedelivery.notification.domain.QuietHours;
import org.jspecify.annotations.Nullable;

/**
 * What I want to be told of, and how.
 *
 * @param quietHours when SMS and push messages wait; missing when they never do
 * @param reachable where messages arrive at all
 */
record PreferencesResponse(
        KindPreferences email,
        KindPreferences sms,
        KindPreferences push,
        @Nullable QuietHoursBody quietHours,
        Reachable reachable) {

    /**
     * @param email whether an address is known from which nothing has come back
     * @param sms whether the profile has a telephone number with its country that is confirmed and takes SMS
     * @param push whether a browser is subscribed
     */
    record Reachable(boolean email, boolean sms, boolean push) {}

    static PreferencesResponse of(ManagePreferences.View view) {
        Preferences preferences = view.preferences();
        QuietHours hours = preferences.quietHours();
        return new PreferencesResponse(
                KindPreferences.of(preferences.email()),
                KindPreferences.of(preferences.sms()),
                KindPreferences.of(preferences.push()),
                hours == null ? null : QuietHoursBody.of(hours),
                new Reachable(view.emailReachable(), view.smsReachable(), view.pushReachable()));
    }
}
