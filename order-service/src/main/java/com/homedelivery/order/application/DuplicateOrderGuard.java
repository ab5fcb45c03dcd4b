package com.homedelivery.order.application;

import com.homedelivery.order.application.CartLocks.LockResult;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.Orders;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Sees to it that one cart becomes one order. Of several requests for the same cart one goes first; the others wait for its
 * order, and try themselves when there will be none. A cart without a revision is never the same as another.
 */
@Component
class DuplicateOrderGuard {

    /** Seven attempts within three seconds: longer than an order takes, and no longer than a customer likes to wait. */
    private static final RetryPolicy WHILE_LOCKED = RetryPolicy.builder()
            .includes(CartLockedException.class)
            .maxRetries(6)
            .delay(Duration.ofMillis(50))
            .multiplier(2)
            .build();

    private final Orders orders;
    private final CartLocks locks;
    private final RetryTemplate retry = new RetryTemplate(WHILE_LOCKED);

    DuplicateOrderGuard(Orders orders, CartLocks locks) {
        this.orders = orders;
        this.locks = locks;
    }

    /** The order that the cart has become. */
    Optional<Order> findOrderOf(UUID userId, @Nullable Long cartRevision) {
        return Optional.ofNullable(cartRevision)
                .flatMap(revision -> orders.findByUserIdAndCartRevision(userId, revision));
    }

    /**
     * @param revision of the cart, or null when that is not known
     * @param place makes an order of the cart; called when there is none, and no other request is making one
     * @param existing is given the order that the cart has become
     * @return what either of them returns
     * @throws OrderRefusedException of {@code place}, unless another request has made an order meanwhile
     */
    Order placeOnce(UUID userId, @Nullable Long revision, Supplier<Order> place, UnaryOperator<Order> existing) {
        if (revision == null) {
            return place.get();
        }
        return switch (awaitOther(userId, revision)) {
            case Ordered(Order order) -> existing.apply(order);
            case NotOrdered(boolean isLocked) -> {
                try {
                    yield isLocked ? placeLocked(userId, revision, place) : place.get();
                } catch (OrderRefusedException refused) {
                    // The units that are short may have gone to an order of this cart since it was looked for.
                    yield existing.apply(findOrderOf(userId, revision).orElseThrow(() -> refused));
                }
            }
        };
    }

    /** After a success the lock is left to expire: other requests find the order. */
    private Order placeLocked(UUID userId, long revision, Supplier<Order> place) {
        try {
            return place.get();
        } catch (RuntimeException | Error failure) {
            locks.unlock(userId, revision);
            throw failure;
        }
    }

    private CartState awaitOther(UUID userId, long revision) {
        try {
            return retry.invoke(() -> findOrLock(userId, revision));
        } catch (CartLockedException tooLong) {
            return new NotOrdered(false);
        }
    }

    private CartState findOrLock(UUID userId, long revision) {
        Optional<Order> order = orders.findByUserIdAndCartRevision(userId, revision);
        if (order.isPresent()) {
            return new Ordered(order.get());
        }
        LockResult lock = locks.tryLock(userId, revision);
        if (lock == LockResult.HELD_BY_ANOTHER) {
            throw new CartLockedException();
        }
        return new NotOrdered(lock == LockResult.ACQUIRED);
    }

    /** What became of the cart so far. */
    private sealed interface CartState {}

    private record Ordered(Order order) implements CartState {}

    /** @param isLocked whether this request has the lock; it goes on without it when that is unknown, or took too long */
    private record NotOrdered(boolean isLocked) implements CartState {}

    private static final class CartLockedException extends RuntimeException {}
}
