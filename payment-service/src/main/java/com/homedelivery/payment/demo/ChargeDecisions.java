package com.homedelivery.payment.demo;

import com.homedelivery.payment.application.PaymentProvider.ChargeResult;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What the provider has decided about charges. That stands in Redis, for all instances, as long as Stripe keeps the results
 * of idempotency keys at least; without Redis there is no decision, as when a provider does not answer.
 *
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">Stripe: idempotent requests</a>
 */
final class ChargeDecisions {

    private static final Duration KEPT_FOR = Duration.ofDays(1);
    private static final String APPROVED = "approved ";
    private static final String DECLINED = "declined ";

    private final StringRedisTemplate redis;

    ChargeDecisions(StringRedisTemplate redis) {
        this.redis = redis;
    }

    Optional<ChargeResult> find(UUID paymentId) {
        return Optional.ofNullable(redis.opsForValue().get(key(paymentId))).map(ChargeDecisions::read);
    }

    /**
     * Keeps what is decided now.
     *
     * @return what counts: the decision of another instance, where that was first
     */
    ChargeResult keepFirst(UUID paymentId, ChargeResult result) {
        return switch (result) {
            case ChargeResult.Approved(String transactionId) -> keepFirst(paymentId, result, APPROVED + transactionId);
            case ChargeResult.Declined(String reason) -> keepFirst(paymentId, result, DECLINED + reason);
            case ChargeResult.Pending _ -> result;
        };
    }

    private ChargeResult keepFirst(UUID paymentId, ChargeResult result, String decision) {
        Boolean first = redis.opsForValue().setIfAbsent(key(paymentId), decision, KEPT_FOR);
        return Boolean.TRUE.equals(first) ? result : find(paymentId).orElse(result);
    }

    private static ChargeResult read(String decision) {
        return decision.startsWith(APPROVED)
                ? new ChargeResult.Approved(decision.substring(APPROVED.length()))
                : new ChargeResult.Declined(decision.substring(DECLINED.length()));
    }

    private static String key(UUID paymentId) {
        return "payment:simulated-charge:" + paymentId;
    }
}
