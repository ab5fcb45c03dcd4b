package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.shared.api.error.NotFoundException;
import java.util.UUID;
import org.springframework.stereotype.Service;

@Service
public class FindAccount {

    private final Accounts accounts;

    FindAccount(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @throws NotFoundException when there is no such account */
    public Account byId(UUID id) {
        return accounts.findById(id).orElseThrow(() -> new NotFoundException("Account"));
    }
}
