package com.homedelivery.auth.web;

import com.homedelivery.shared.security.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

record ChangeRoleRequest(
        @NotNull @Pattern(regexp = "user|rider|admin", message = "must be one of user, rider, admin")
        String role) {

    Role asRole() {
        return Role.of(role);
    }
}
