package com.homedelivery.order.application;

import com.homedelivery.order.application.CartsBeingOrdered.Turn;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderDraft;
import com.homedelivery.order.domain.Orders;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * One cart makes one order. Of several requests for the same cart one goes first; the others wait for its order, and have
 * their turn when it comes to none. A cart without a revision is like no other.
 */
@Component
class OrderOfCart {

    /** Seven looks within three seconds: longer than an order takes, and no longer than somebody likes to wait. */
    private static final RetryPolicy WHILE_ANOTHER_IS_AT_IT = RetryPolicy.builder()
            .includes(AnotherIsAtIt.class)
            .maxRetries(6)
            .delay(Duration.ofMillis(50))
            .multiplier(2)
            .build();

    private final Orders orders;
    private final CartsBeingOrdered carts;
    private final RetryTemplate patience = new RetryTemplate(WHILE_ANOTHER_IS_AT_IT);

    OrderOfCart(Orders orders, CartsBeingOrdered carts) {
        this.orders = orders;
        this.carts = carts;
    }

    /** The order that was made of the cart. */
    Optional<Order> find(UUID userId, OrderDraft draft) {
        return Optional.ofNullable(draft.cartRevision())
                .flatMap(revision -> orders.findByUserIdAndCartRevision(userId, revision));
    }

    /**
     * @param make makes an order of the cart, when there is none and as soon as nobody else is making one
     * @param again is given the order that there is
     * @throws OrderRefusedException of {@code make}, when no other request has made an order meanwhile
     */
    UUID inTurn(UUID userId, OrderDraft draft, Supplier<UUID> make, Function<Order, UUID> again) {
        Long revision = draft.cartRevision();
        if (revision == null) {
            return make.get();
        }
        return switch (awaitTurn(userId, revision)) {
            case Made(Order order) -> again.apply(order);
            case NotMade(boolean ownTurn) -> {
                try {
                    yield ownTurn ? inOwnTurn(userId, revision, make) : make.get();
                } catch (OrderRefusedException refused) {
                    // What is short may have become an order of this cart between the last look and the turn.
                    yield again.apply(find(userId, draft).orElseThrow(() -> refused));
                }
            }
        };
    }

    /** Nobody needs the turn after an order was made: whoever looks finds the order. */
    private UUID inOwnTurn(UUID userId, long revision, Supplier<UUID> make) {
        try {
            return make.get();
        } catch (RuntimeException | Error failure) {
            carts.end(userId, revision);
            throw failure;
        }
    }

    private Look awaitTurn(UUID userId, long revision) {
        try {
            return patience.invoke(() -> look(userId, revision));
        } catch (AnotherIsAtIt tooLong) {
            return new NotMade(false);
        }
    }

    private Look look(UUID userId, long revision) {
        Optional<Order> made = orders.findByUserIdAndCartRevision(userId, revision);
        if (made.isPresent()) {
            return new Made(made.get());
        }
        Turn turn = carts.begin(userId, revision);
        if (turn == Turn.ANOTHERS) {
            throw new AnotherIsAtIt();
        }
        return new NotMade(turn == Turn.ITS_OWN);
    }

    /** What a request finds when it need not wait any longer. */
    private sealed interface Look {}

    private record Made(Order order) implements Look {}

    private record NotMade(boolean ownTurn) implements Look {}

    private static final class AnotherIsAtIt extends RuntimeException {}
}
