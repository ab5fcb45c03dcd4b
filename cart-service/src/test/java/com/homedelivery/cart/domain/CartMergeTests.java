package com.homedelivery.cart.domain;

import static com.homedelivery.cart.domain.CartFixtures.cart;
import static com.homedelivery.cart.domain.CartFixtures.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The rule by which a guest's cart goes into a customer's, for any two carts. */
class CartMergeTests {

    /** Few enough that two carts mostly share some, and more than a cart has lines for. */
    private static final List<UUID> PRODUCTS =
            Stream.generate(UUID::randomUUID).limit(130).toList();

    @Property(tries = 300)
    void mergingTwiceIsMergingOnce(@ForAll("carts") Cart customers, @ForAll("carts") Cart guests) {
        Cart once = merged(customers, guests);

        assertThat(merged(once, guests)).isEqualTo(once);
        assertThat(CartMerge.of(once, guests).leftOut())
                .isEqualTo(CartMerge.of(customers, guests).leftOut());
    }

    @Property(tries = 300)
    void neverGoesAboveTheLimits(@ForAll("carts") Cart customers, @ForAll("carts") Cart guests) {
        assertThat(merged(customers, guests).lines())
                .hasSizeLessThanOrEqualTo(Cart.MAX_LINES)
                .allSatisfy(line -> assertThat(line.quantity()).isBetween(1, Cart.MAX_QUANTITY));
    }

    @Property(tries = 300)
    void nothingIsLostUnsaid(@ForAll("carts") Cart customers, @ForAll("carts") Cart guests) {
        Cart all = merged(customers, guests);
        List<CartLine> leftOut = CartMerge.of(customers, guests).leftOut();

        Stream.of(customers, guests)
                .flatMap(cart -> cart.lines().stream())
                .forEach(line -> assertThat(
                                all.quantityOf(line.productId()) >= line.quantity() || leftOut.contains(line))
                        .as("%s in %s", line, all)
                        .isTrue());
        assertThat(customers.productIds()).isSubsetOf(all.productIds());
        assertThat(all.lines())
                .allSatisfy(line -> assertThat(line.quantity())
                        .isEqualTo(
                                Math.max(customers.quantityOf(line.productId()), guests.quantityOf(line.productId()))));
    }

    @Property(tries = 300)
    void theOrderOfLinesDoesNotMatter(
            @ForAll("smallCarts") Cart customers, @ForAll("smallCarts") Cart guests, @ForAll Random random) {
        assertThat(quantities(merged(shuffled(customers, random), shuffled(guests, random))))
                .isEqualTo(quantities(merged(customers, guests)));
    }

    @Property(tries = 300)
    void itDoesNotMatterWhichIsMergedIntoWhich(@ForAll("smallCarts") Cart one, @ForAll("smallCarts") Cart other) {
        assertThat(quantities(merged(one, other))).isEqualTo(quantities(merged(other, one)));
    }

    @Provide
    Arbitrary<Cart> carts() {
        return carts(Cart.MAX_LINES);
    }

    /** Of which two always fit into one. */
    @Provide
    Arbitrary<Cart> smallCarts() {
        return carts(Cart.MAX_LINES / 2);
    }

    private static Arbitrary<Cart> carts(int maxLines) {
        Arbitrary<CartLine> lines = Combinators.combine(
                        Arbitraries.of(PRODUCTS), Arbitraries.integers().between(1, Cart.MAX_QUANTITY))
                .as((product, quantity) -> line(product, quantity, "2.99"));
        return lines.list()
                .ofMaxSize(maxLines)
                .uniqueElements(CartLine::productId)
                .map(CartFixtures::cart);
    }

    /** The customer's cart after it, as the store puts it together: new lines come last. */
    private static Cart merged(Cart customers, Cart guests) {
        Map<UUID, CartLine> lines = new LinkedHashMap<>();
        customers.lines().forEach(line -> lines.put(line.productId(), line));
        CartMerge.of(customers, guests).taken().forEach(line -> lines.put(line.productId(), line));
        return new Cart(customers.id(), List.copyOf(lines.values()), customers.updatedAt(), customers.revision());
    }

    private static Cart shuffled(Cart cart, Random random) {
        List<CartLine> lines = new ArrayList<>(cart.lines());
        Collections.shuffle(lines, random);
        return cart(lines);
    }

    private static Map<UUID, Integer> quantities(Cart cart) {
        return cart.lines().stream().collect(Collectors.toMap(CartLine::productId, CartLine::quantity));
    }
}
