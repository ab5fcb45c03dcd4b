package com.homedelivery.auth.domain;

import org.springframework.data.repository.Repository;

/** Deleted with their verifications. */
public interface VerificationSecrets extends Repository<VerificationSecret, String> {

    VerificationSecret save(VerificationSecret secret);
}
