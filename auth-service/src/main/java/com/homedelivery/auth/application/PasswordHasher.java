package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.TooManyLoginsException;
import java.util.Optional;
import java.util.function.Supplier;

/** Hashes passwords, a limited number at a time. Never called while a database connection is held. */
public interface PasswordHasher {

    /** @throws TooManyLoginsException when there is no permit within the maximum wait, or until the request's deadline */
    String hash(String password);

    /**
     * Runs a comparison of a password, and whatever must be atomic with it, under one permit.
     *
     * @throws TooManyLoginsException when there is no permit within the maximum wait, or until the request's deadline
     */
    <T> T withPermit(Supplier<T> work);

    /** Takes equally long for an empty account, which has no password. To be called in {@link #withPermit}. */
    boolean matches(String password, Optional<Account> account);
}
