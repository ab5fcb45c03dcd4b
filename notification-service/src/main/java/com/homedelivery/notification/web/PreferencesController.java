package com.homedelivery.notification.web;

import com.homedelivery.notification.application.ManagePreferences;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/notifications/preferences")
class PreferencesController {

    private final ManagePreferences preferences;

    PreferencesController(ManagePreferences preferences) {
        this.preferences = preferences;
    }

    /** Gives what I want to be told of, and how. */
    @GetMapping
    ApiResponse<PreferencesResponse> mine(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(PreferencesResponse.of(preferences.of(user.id())));
    }

    /** Sets what I want to be told of, and how. */
    @PutMapping
    ApiResponse<PreferencesResponse> choose(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody PreferencesRequest request) {
        return ApiResponse.of(PreferencesResponse.of(preferences.choose(user.id(), request.toPreferences())));
    }
}
