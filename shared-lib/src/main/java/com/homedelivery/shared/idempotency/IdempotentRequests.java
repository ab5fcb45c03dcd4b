package com.homedelivery.shared.idempotency;

import com.homedelivery.shared.api.Conflict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a request act once, however often it is sent with the same {@link IdempotencyKey}.
 *
 * <p>The key is claimed before anything is done, and completed in the transaction that creates the resource: a crash
 * leaves either nothing, and the claim lapses, or the resource and its key together. Only successes are remembered, for
 * at least a day; a refused request may be sent again with the same key.
 */
public final class IdempotentRequests {

    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int PURGED_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    public IdempotentRequests(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The right to act under a key, held by one request at a time. */
    @FunctionalInterface
    public interface Claim {

        /**
         * Ties the key to what was created. Belongs into the transaction that creates it.
         *
         * @throws Conflict when the claim has lapsed and another request took it over
         */
        void complete(UUID resourceId);
    }

    /**
     * Runs the action under the key, or, when it ran before, does nothing.
     *
     * @param key null when the client sent none: then the action simply runs
     * @param request what the client asked for: the same key with another request is refused
     * @param action creates the resource and completes the claim in one transaction; returns the resource's id
     * @return id of the resource that was created, now or at the first time
     * @throws Conflict when a request with this key is still running
     */
    public UUID once(@Nullable IdempotencyKey key, Object request, Function<Claim, UUID> action) {
        if (key == null) {
            return action.apply(_ -> {});
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A key is claimed before the transaction that it protects");
        }
        String hash = sha256(json.writeValueAsString(request));
        UUID claimId = UUID.randomUUID();
        if (!claim(key, hash, claimId)) {
            return earlier(key, hash);
        }
        try {
            return action.apply(resourceId -> complete(key, claimId, resourceId));
        } catch (RuntimeException | Error failure) {
            releaseAfter(failure, key, claimId);
            throw failure;
        }
    }

    private void releaseAfter(Throwable failure, IdempotencyKey key, UUID claimId) {
        try {
            release(key, claimId);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private boolean claim(IdempotencyKey key, String hash, UUID claimId) {
        Instant now = clock.instant();
        purge(now);
        return jdbc.sql("""
                        insert into idempotency_keys
                            (user_id, operation, key, request_hash, claim_id, claimed_until, created_at)
                        values (:user, :operation, :key, :hash, :claim, :until, :now)
                        on conflict (user_id, operation, key) do update
                            set claim_id = excluded.claim_id, claimed_until = excluded.claimed_until
                            where idempotency_keys.resource_id is null
                                and idempotency_keys.claimed_until < :now
                                and idempotency_keys.request_hash = excluded.request_hash
                        """)
                        .param("user", key.userId())
                        .param("operation", key.operation())
                        .param("key", key.value())
                        .param("hash", hash)
                        .param("claim", claimId)
                        .param("until", Timestamp.from(now.plus(CLAIM)))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private UUID earlier(IdempotencyKey key, String hash) {
        Earlier earlier = jdbc.sql("""
                        select request_hash, resource_id from idempotency_keys
                        where user_id = :user and operation = :operation and key = :key
                        """)
                .param("user", key.userId())
                .param("operation", key.operation())
                .param("key", key.value())
                .query(Earlier.class)
                .optional()
                .orElseThrow(IdempotentRequests::stillRunning);
        if (!earlier.requestHash().equals(hash)) {
            throw new IdempotencyKeyReused();
        }
        if (earlier.resourceId() == null) {
            throw stillRunning();
        }
        return earlier.resourceId();
    }

    private void complete(IdempotencyKey key, UUID claimId, UUID resourceId) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A claim is completed in the transaction that creates the resource");
        }
        int completed = jdbc.sql("""
                        update idempotency_keys set resource_id = :resource
                        where user_id = :user and operation = :operation and key = :key
                            and claim_id = :claim and resource_id is null
                        """)
                .param("resource", resourceId)
                .param("user", key.userId())
                .param("operation", key.operation())
                .param("key", key.value())
                .param("claim", claimId)
                .update();
        if (completed != 1) {
            throw stillRunning();
        }
    }

    private void release(IdempotencyKey key, UUID claimId) {
        jdbc.sql("""
                        delete from idempotency_keys
                        where user_id = :user and operation = :operation and key = :key
                            and claim_id = :claim and resource_id is null
                        """)
                .param("user", key.userId())
                .param("operation", key.operation())
                .param("key", key.value())
                .param("claim", claimId)
                .update();
    }

    private void purge(Instant now) {
        jdbc.sql("""
                        delete from idempotency_keys where (user_id, operation, key) in (
                            select user_id, operation, key from idempotency_keys
                            where created_at < :before order by created_at limit :most for update skip locked)
                        """)
                .param("before", Timestamp.from(now.minus(KEPT)))
                .param("most", PURGED_AT_ONCE)
                .update();
    }

    private static Conflict stillRunning() {
        return new Conflict("A request with this Idempotency-Key is still running");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private record Earlier(String requestHash, @Nullable UUID resourceId) {}
}
