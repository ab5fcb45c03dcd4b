package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.TokenEpoch;
import java.util.List;

/** Where every service looks up which access tokens are outdated. */
public interface TokenEpochStore {

    /**
     * Stores the epochs of accounts, each unless a later one is there, and lets services know whether any has changed.
     *
     * @throws org.springframework.dao.DataAccessException when it cannot be reached
     */
    void store(List<TokenEpoch> epochs);
}
