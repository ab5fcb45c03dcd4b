package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderDraft;
import com.homedelivery.order.domain.Quote;
import com.homedelivery.order.domain.Quotes;
import com.homedelivery.order.domain.pricing.PricedBasket;
import com.homedelivery.order.domain.pricing.RandomCarts;
import com.homedelivery.order.domain.pricing.RandomCarts.Cart;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept of a quote is what its order costs, whatever is in the cart and whatever the store charges and promotes. */
class QuotesOfRandomCartsIT extends OrderServiceTest {

    private static final int CARTS = 10_000;
    private static final int AT_ONCE = 500;
    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final DeliveryAddress ADDRESS =
            DeliveryAddress.of("1 Main St", "New York", "NY", "10001", null, null, null);

    @Autowired
    private Quotes quotes;

    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void forget() {
        transaction.executeWithoutResult(_ -> quotes.deleteThoseOf(List.of(CUSTOMER)));
    }

    @Test
    void tenThousandQuotesEqualTheirOrdersToTheCent() {
        JqwikSession.run(this::quoteAndOrder);
    }

    private void quoteAndOrder() {
        RandomGenerator<Cart> carts = RandomCarts.carts().generator(1000);
        Random random = new Random(39);
        for (int done = 0; done < CARTS; done += AT_ONCE) {
            List<Quoted> quoted = Stream.generate(() -> carts.next(random).value())
                    .limit(AT_ONCE)
                    .map(cart -> new Quoted(UUID.randomUUID(), cart))
                    .toList();
            transaction.executeWithoutResult(_ -> quoted.forEach(it -> quotes.save(it.quote())));
            transaction.executeWithoutResult(_ -> quoted.forEach(this::costsAsQuotedAndAsWithoutAQuote));
        }
    }

    private void costsAsQuotedAndAsWithoutAQuote(Quoted quoted) {
        PricedBasket told = quoted.quote().draft().basket();
        OrderDraft kept = quotes.findById(quoted.id()).orElseThrow().draft();
        OrderCreated byQuote = placed(kept.ordered(quoted.id(), null, null));
        OrderCreated byCart = placed(quoted.quote().draft());

        assertThat(byQuote.totalAmount())
                .isEqualByComparingTo(told.total())
                .isEqualByComparingTo(byQuote.charges()
                        .itemsTotal()
                        .subtract(byQuote.charges().discount())
                        .add(byQuote.charges().deliveryFee())
                        .add(byQuote.charges().smallOrderFee())
                        .add(byQuote.charges().tip()));
        assertThat(byQuote)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .ignoringFields("orderId")
                .isEqualTo(byCart);
    }

    private static OrderCreated placed(OrderDraft draft) {
        return Order.place(UUID.randomUUID(), CUSTOMER, draft, NOW).event();
    }

    private record Quoted(UUID id, Cart cart) {

        Quote quote() {
            OrderDraft draft =
                    new OrderDraft(cart.price().basket(), ADDRESS, null, "credit_card", null, null, null, NOW);
            return new Quote(id, CUSTOMER, draft, NOW);
        }
    }
}
