package com.homedelivery.shared.idempotency;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** The key came before with another request: the client has mixed something up. */
final class IdempotencyKeyReused extends Refusal {

    IdempotencyKeyReused() {
        super(ErrorCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for a different request");
    }
}
