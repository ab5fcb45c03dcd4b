package com.homedelivery.cart.application;

import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.domain.Cart;
import com.homedelivery.cart.domain.GuestToken;
import com.homedelivery.shared.api.error.OverloadedException;
import com.homedelivery.shared.api.error.TooManyRequestsException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;

/**
 * Who may begin a guest's cart. Anybody may come, so nobody may fill the memory of those who are there: each network has so many
 * tokens in an hour, a token that was not used for a day begins no cart, and while memory is short there are no new carts of
 * guests. Whoever has a cart goes on with it. Customers are never asked any of this.
 */
@Service
public class GuestAdmission {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration WHILE_MEMORY_IS_SHORT = Duration.ofMinutes(1);

    private final GuestTokens tokens;
    private final GuestCounts counts;
    private final CartMemory memory;
    private final Carts carts;
    private final int perNetwork;
    private final Clock clock;

    GuestAdmission(
            GuestTokens tokens,
            GuestCounts counts,
            CartMemory memory,
            Carts carts,
            CartProperties properties,
            Clock clock) {
        this.tokens = tokens;
        this.counts = counts;
        this.memory = memory;
        this.carts = carts;
        this.perNetwork = properties.guestsPerNetwork();
        this.clock = clock;
    }

    /**
     * The token of a new guest. Nothing is kept of it.
     *
     * @param network of the client
     * @throws OverloadedException while memory is short
     * @throws TooManyRequestsException when so many guests came from this network within the hour
     */
    public GuestToken welcome(String network) {
        demandMemory();
        Duration wait = counts.take(network, perNetwork, WINDOW);
        if (wait.isPositive()) {
            throw new TooManyRequestsException("Too many guests came from this network: try again later", wait);
        }
        return tokens.create();
    }

    /**
     * Refuses to begin a cart. Is asked before something is put into one.
     *
     * @throws InvalidCartTokenException when the cart is not there, and the token is too old to begin one
     * @throws OverloadedException when the cart is not there, while memory is short
     */
    void checkMayPutIn(CartRef cart) {
        GuestToken guest = cart.guest();
        if (guest == null || (guest.beginsCartAt(clock.instant()) && !memory.isShort())) {
            return;
        }
        if (isMissing(carts.find(cart.id()))) {
            checkMayBegin(guest);
            demandMemory();
        }
    }

    /** @throws InvalidCartTokenException when the cart is not there, and the token is too old to begin one */
    void checkMayRead(CartRef ref, Cart found) {
        if (ref.guest() != null && isMissing(found)) {
            checkMayBegin(ref.guest());
        }
    }

    private void checkMayBegin(GuestToken token) {
        if (!token.beginsCartAt(clock.instant())) {
            throw new InvalidCartTokenException();
        }
    }

    private void demandMemory() {
        if (memory.isShort()) {
            throw new OverloadedException("There is no room for more guests right now", WHILE_MEMORY_IS_SHORT);
        }
    }

    private static boolean isMissing(Cart cart) {
        return cart.revision() == 0;
    }
}
