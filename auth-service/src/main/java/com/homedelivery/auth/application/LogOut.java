package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.RefreshSecret;
import com.homedelivery.auth.domain.RefreshToken;
import com.homedelivery.auth.domain.RefreshTokens;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends the session of one login: the refresh token's whole family is revoked. */
@Service
public class LogOut {

    private final Accounts accounts;
    private final RefreshTokens refreshTokens;

    LogOut(Accounts accounts, RefreshTokens refreshTokens) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
    }

    /** Idempotent: a token that is unknown or no longer valid is logged out already. */
    @Transactional
    public void logOut(String presented) {
        RefreshSecret.parse(presented).map(RefreshSecret::hash).ifPresent(this::revokeFamilyOf);
    }

    /** Reads the token only after its account is locked: a concurrent rotation is part of the family too. */
    private void revokeFamilyOf(String tokenHash) {
        boolean locked = refreshTokens
                .findAccountId(tokenHash)
                .flatMap(accounts::findByIdForUpdate)
                .isPresent();
        if (locked) {
            refreshTokens.findByTokenHash(tokenHash).map(RefreshToken::familyId).ifPresent(refreshTokens::revokeFamily);
        }
    }
}
