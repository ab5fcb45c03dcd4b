package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.OpaqueSecret;
import com.homedelivery.auth.domain.RefreshTokens;
import com.homedelivery.auth.domain.SecurityEventType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends the session of one login: the refresh token's whole family is revoked. */
@Service
public class LogOut {

    private final Accounts accounts;
    private final RefreshTokens refreshTokens;
    private final SessionLifecycle sessions;
    private final SecurityLog securityLog;

    LogOut(Accounts accounts, RefreshTokens refreshTokens, SessionLifecycle sessions, SecurityLog securityLog) {
        this.accounts = accounts;
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.securityLog = securityLog;
    }

    /** Idempotent: a token that is unknown or no longer valid is logged out already. */
    @Transactional
    public void logOut(String presented, Client client) {
        OpaqueSecret.parse(presented).map(OpaqueSecret::hash).ifPresent(hash -> endSessionOf(hash, client));
    }

    /** Reads the token only after its account is locked: a concurrent rotation is part of the family too. */
    private void endSessionOf(String tokenHash, Client client) {
        boolean locked = refreshTokens
                .findAccountId(tokenHash)
                .flatMap(accounts::findByIdForUpdate)
                .isPresent();
        if (locked) {
            refreshTokens.findByTokenHash(tokenHash).ifPresent(token -> {
                sessions.end(token.familyId());
                securityLog.record(token.accountId(), SecurityEventType.LOGGED_OUT, client);
            });
        }
    }
}
