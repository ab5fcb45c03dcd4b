package com.homedelivery.user.web;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.user.application.FindProfile;
import com.homedelivery.user.application.ProfileView;
import com.homedelivery.user.application.UpdateProfile;
import jakarta.validation.Valid;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users/profile")
class ProfileController {

    private final FindProfile profiles;
    private final UpdateProfile update;

    ProfileController(FindProfile profiles, UpdateProfile update) {
        this.profiles = profiles;
        this.update = update;
    }

    /** Gives the profile. It is there, empty, from the first read on. */
    @GetMapping
    ApiResponse<ProfileView> profile(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(profiles.byUserId(user.id()));
    }

    /** Changes the profile. Fields not sent stay as they are, null removes one. */
    @PutMapping
    ApiResponse<ProfileView> update(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody UpdateProfileRequest request) {
        return ApiResponse.of(update.update(user.id(), request.asChanges()));
    }
}
