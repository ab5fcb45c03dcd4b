package com.homedelivery.shared.idempotency;

import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.work.BatchedDeletion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a request act once, however often it is sent with the same {@link IdempotencyKey}.
 *
 * <p>The key is claimed before anything is done, and completed in the transaction that creates the resource: a crash
 * leaves either nothing, and the claim lapses, or the resource and its key together. Only successes are remembered, for
 * at least {@code homedelivery.idempotency.keep}; a refused request may be sent again with the same key. Older keys count
 * as forgotten, and are deleted in the background.
 */
public final class IdempotentRequests {

    /**
     * How long a request may hold its key before another one takes it over: longer than anybody waits for its answer, and
     * no longer than a client goes on asking when the host that held the key has vanished. Who is slower than that and
     * finds its key taken over rolls back.
     */
    static final Duration CLAIM = Duration.ofSeconds(15);

    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Duration keep;
    private final Clock clock;
    private final Executor purging;
    private final AtomicReference<Instant> nextPurge = new AtomicReference<>(Instant.MIN);

    /**
     * @param keep how long a key is remembered at least
     * @param purging runs the deletion of old keys, at most once a minute
     */
    IdempotentRequests(JdbcClient jdbc, JsonMapper json, Duration keep, Clock clock, Executor purging) {
        this.jdbc = jdbc;
        this.json = json;
        this.keep = keep;
        this.clock = clock;
        this.purging = purging;
    }

    /** The right to act under a key, held by one request at a time. */
    @FunctionalInterface
    public interface Claim {

        /**
         * Ties the key to what was created. Belongs into the transaction that creates it.
         *
         * @throws ConflictException when the claim has lapsed and another request took it over
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
     * @throws ConflictException when a request with this key is still running
     */
    public UUID once(@Nullable IdempotencyKey key, Object request, Function<Claim, UUID> action) {
        return once(key, request, action, Function.identity());
    }

    /**
     * Likewise, for an action that has more to return than an id.
     *
     * @param earlier finds what the action returned when it ran before, by the resource's id
     * @throws ConflictException when a request with this key is still running
     */
    public <T> T once(
            @Nullable IdempotencyKey key, Object request, Function<Claim, T> action, Function<UUID, T> earlier) {
        if (key == null) {
            return action.apply(_ -> {});
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A key is claimed before the transaction that it protects");
        }
        String hash = hashOf(request);
        UUID claimId = UUID.randomUUID();
        if (!claim(key, hash, claimId)) {
            return earlier.apply(earlier(key, hash));
        }
        try {
            return action.apply(resourceId -> complete(key, claimId, resourceId));
        } catch (RuntimeException | Error failure) {
            releaseAfter(failure, key, claimId);
            throw failure;
        }
    }

    /**
     * Runs the action under the key, or, when it ran before, does nothing. For an action that needs nothing but the
     * database: claim, action and completion are parts of the caller's transaction, and a request with this key that is
     * running is waited for.
     *
     * @param key null when the client sent none: then the action simply runs
     * @param request what the client asked for: the same key with another request is refused
     * @param action creates the resource; returns the resource's id
     * @return id of the resource that was created, now or at the first time
     * @throws ConflictException when a request with this key is still running that claimed it with {@link #once}
     */
    public UUID onceWithin(@Nullable IdempotencyKey key, Object request, Supplier<UUID> action) {
        if (key == null) {
            return action.get();
        }
        requireTransaction("A claim is a part of the transaction that creates the resource");
        String hash = hashOf(request);
        UUID claimId = UUID.randomUUID();
        if (!claim(key, hash, claimId)) {
            return earlier(key, hash);
        }
        UUID resourceId = action.get();
        complete(key, claimId, resourceId);
        return resourceId;
    }

    private void releaseAfter(Throwable failure, IdempotencyKey key, UUID claimId) {
        try (var _ = RequestDeadline.suspend()) {
            release(key, claimId);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private boolean claim(IdempotencyKey key, String hash, UUID claimId) {
        Instant now = clock.instant();
        purgeNowAndThen(now);
        return jdbc.sql("""
                        insert into idempotency_keys
                            (user_id, operation, key, request_hash, claim_id, claimed_until, created_at)
                        values (:user, :operation, :key, :hash, :claim, :until, :now)
                        on conflict (user_id, operation, key) do update
                            set request_hash = excluded.request_hash, claim_id = excluded.claim_id,
                                claimed_until = excluded.claimed_until, resource_id = null,
                                created_at = excluded.created_at
                            where idempotency_keys.created_at < :forgotten
                                or idempotency_keys.resource_id is null
                                    and idempotency_keys.claimed_until < :now
                                    and idempotency_keys.request_hash = excluded.request_hash
                        """)
                        .param("user", key.userId())
                        .param("operation", key.operation())
                        .param("key", key.value())
                        .param("hash", hash)
                        .param("claim", claimId)
                        .param("until", Timestamp.from(now.plus(CLAIM)))
                        .param("forgotten", Timestamp.from(now.minus(keep)))
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
            throw new IdempotencyKeyReusedException();
        }
        if (earlier.resourceId() == null) {
            throw stillRunning();
        }
        return earlier.resourceId();
    }

    private void complete(IdempotencyKey key, UUID claimId, UUID resourceId) {
        requireTransaction("A claim is completed in the transaction that creates the resource");
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

    private static void requireTransaction(String rule) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(rule);
        }
    }

    private void purgeNowAndThen(Instant now) {
        Instant due = nextPurge.get();
        if (!now.isBefore(due) && nextPurge.compareAndSet(due, now.plus(PURGE_EVERY))) {
            Timestamp before = Timestamp.from(now.minus(keep));
            purging.execute(() -> BatchedDeletion.run(
                    "idempotency keys", TransactionOperations.withoutTransaction(), most -> purge(before, most)));
        }
    }

    private int purge(Timestamp before, int most) {
        return jdbc.sql("""
                        delete from idempotency_keys where (user_id, operation, key) in (
                            select user_id, operation, key from idempotency_keys
                            where created_at < :before order by created_at limit :most for update skip locked)
                        """).param("before", before).param("most", most).update();
    }

    private String hashOf(Object request) {
        return sha256(json.writeValueAsString(request));
    }

    private static ConflictException stillRunning() {
        return new ConflictException("A request with this Idempotency-Key is still running");
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
