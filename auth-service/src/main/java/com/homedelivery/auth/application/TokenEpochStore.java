package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.TokenEpoch;
import java.util.List;

/** The shared store in which every service looks up which access tokens are revoked. */
public interface TokenEpochStore {

    /**
     * Stores the epochs of accounts, each unless a later one is there, and changes the revision when any has changed.
     *
     * @throws org.springframework.dao.DataAccessException when it cannot be reached
     */
    void store(List<TokenEpoch> epochs);
}
