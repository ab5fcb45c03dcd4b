package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.RefreshSecret;
import com.homedelivery.auth.domain.RefreshToken;
import com.homedelivery.auth.domain.RefreshTokens;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends what one login began: the refresh token's whole family is revoked. */
@Service
public class LogOut {

    private final Accounts accounts;
    private final RefreshTokens refreshTokens;

    LogOut(Accounts accounts, RefreshTokens refreshTokens) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
    }

    /** Who presents a token that is not or no longer good is logged out already. */
    @Transactional
    public void logOut(String presented) {
        RefreshSecret.parse(presented)
                .map(RefreshSecret::hash)
                .filter(hash -> refreshTokens
                        .findAccountId(hash)
                        .flatMap(accounts::lock)
                        .isPresent())
                .flatMap(refreshTokens::findByTokenHash)
                .map(RefreshToken::familyId)
                .ifPresent(refreshTokens::revokeFamily);
    }
}
