package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.Account;
import java.util.UUID;

record RegisteredResponse(UUID userId, String email) {

    static RegisteredResponse of(Account account) {
        return new RegisteredResponse(account.id(), account.email().value());
    }
}
