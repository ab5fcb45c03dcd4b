package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.shared.security.Role;
import java.util.UUID;

/** An account as its owner and admins see it. */
record AccountResponse(UUID userId, String email, Role role, boolean emailVerified) {

    static AccountResponse of(Account account) {
        return new AccountResponse(account.id(), account.email().value(), account.role(), account.isEmailVerified());
    }
}
