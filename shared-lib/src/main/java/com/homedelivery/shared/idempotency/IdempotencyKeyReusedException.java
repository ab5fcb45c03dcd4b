package com.homedelivery.shared.idempotency;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;

/** The key came before with another request: the client has mixed something up. */
final class IdempotencyKeyReusedException extends DomainException {

    IdempotencyKeyReusedException() {
        super(CommonErrorCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for a different request");
    }
}
