package com.homedelivery.cart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisServerCommands;
import org.springframework.data.redis.core.RedisCallback;

/** What keeps anybody from filling the memory with carts of guests. */
@Import(MovableClock.class)
class GuestLimitsIT extends CartServiceTest {

    private static final int GUESTS_PER_NETWORK = 100;

    @Autowired
    private MovableClock clock;

    @Test
    void aTokenThatAClientHasMadeOpensNoCart() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        ApiClient guest = guest(Base64.getUrlEncoder().withoutPadding().encodeToString(random));

        add(guest, milk, 1).hasError(401, "INVALID_TOKEN");
        guest.get("/cart").hasError(401, "INVALID_TOKEN");
    }

    @Test
    void aNetworkHasSoManyGuestsInAnHour() {
        String network = randomNetwork();
        List<ApiResult> answers = AtOnce.run(IntStream.range(0, GUESTS_PER_NETWORK + 20)
                .<Supplier<ApiResult>>mapToObj(i -> () -> beginGuestCart(network + "::" + Integer.toHexString(i)))
                .toList());

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(GUESTS_PER_NETWORK);
        ApiResult refused = beginGuestCart(network + "::1").hasError(429, "RATE_LIMIT_EXCEEDED");
        assertThat(Integer.parseInt(requireNonNull(refused.header("Retry-After"))))
                .isBetween(1, 3600);
        assertThat(redis.getExpire("cart:guests-of:" + network + ":0:0:0:0/64")).isBetween(1L, 3600L);
        beginGuestCart(randomNetwork() + "::1").hasStatus(201);
        add(customer.withHeader("X-Forwarded-For", network + "::1"), milk, 1).hasStatus(200);
    }

    @Test
    void aTokenThatWasNotUsedForADayBeginsNoCart() {
        ApiClient unused = newGuest();
        ApiClient user = newGuest();
        add(user, milk, 1).hasStatus(200);

        clock.putForward(Duration.ofDays(1));

        unused.get("/cart").hasError(401, "INVALID_TOKEN");
        add(unused, milk, 1).hasError(401, "INVALID_TOKEN");
        add(user, milk, 1).hasStatus(200);
        assertThat(quantitiesOf(user)).isEqualTo(Map.of(milk, 2));
    }

    @Test
    void whileMemoryIsShortThereAreNoNewGuests() {
        ApiClient early = newGuest();
        ApiClient late = newGuest();
        add(early, milk, 1).hasStatus(200);

        whenRedisIsNearlyFull(() -> {
            ApiResult refused = beginGuestCart(randomNetwork() + "::1").hasError(503, "SERVICE_ERROR");
            assertThat(refused.header("Retry-After")).isEqualTo("60");
            assertThat(add(late, milk, 1).hasError(503, "SERVICE_ERROR").header("Retry-After"))
                    .isEqualTo("60");
            assertThat(quantitiesOf(late)).isEmpty();
            add(early, milk, 1).hasStatus(200);
            add(customer, milk, 1).hasStatus(200);
        });

        newGuest();
        add(late, milk, 1).hasStatus(200);
        assertThat(quantitiesOf(early)).isEqualTo(Map.of(milk, 2));
    }

    @Test
    void aGuestsCartHasFiftyLinesACustomersAHundred() {
        ApiClient guest = newGuest();
        List<UUID> products = IntStream.range(0, 51)
                .mapToObj(i -> catalogue.sell("Product " + i, "1.00"))
                .toList();
        products.subList(0, 50).forEach(product -> add(guest, product, 1).hasStatus(200));

        add(guest, products.getLast(), 1).hasError(400, "VALIDATION_ERROR").hasFieldError("productId");
        products.forEach(product -> add(customer, product, 1).hasStatus(200));
    }

    @Test
    void anEmptiedCartOfAGuestIsForgottenSoonACustomersIsNot() {
        ApiClient guest = newGuest();
        String cartId = add(guest, milk, 1).data("userId");
        String key = "cart:{" + cartId + "}";
        assertThat(redis.getExpire(key)).isBetween(86_000L, 86_400L);

        remove(guest, milk).hasStatus(200);
        assertThat(redis.getExpire(key)).isBetween(7_000L, 7_200L);
        add(guest, milk, 1).hasStatus(200);
        assertThat(redis.getExpire(key)).isBetween(86_000L, 86_400L);
        guest.delete("/cart").hasStatus(200);
        assertThat(redis.getExpire(key)).isBetween(7_000L, 7_200L);

        add(customer, milk, 1).hasStatus(200);
        remove(customer, milk).hasStatus(200);
        assertThat(redis.getExpire(cartKey)).isBetween(86_000L, 86_400L);
    }

    private ApiClient newGuest() {
        return guest(newGuestToken());
    }

    private ApiClient guest(String token) {
        return api.anonymous().withHeader("X-Cart-Token", token);
    }

    private void whenRedisIsNearlyFull(Runnable action) {
        String limit = setMemoryLimit(null);
        try {
            letMemoryBeReadAgain();
            action.run();
        } finally {
            setMemoryLimit(limit);
            letMemoryBeReadAgain();
        }
    }

    private void letMemoryBeReadAgain() {
        clock.putForward(Duration.ofSeconds(5));
    }

    /**
     * @param limit in bytes; null for a little more than is used
     * @return what it was
     */
    private String setMemoryLimit(@Nullable String limit) {
        return requireNonNull(redis.execute((RedisCallback<String>) connection -> {
            RedisServerCommands server = connection.serverCommands();
            String before = requireNonNull(server.getConfig("maxmemory")).getProperty("maxmemory");
            server.setConfig("maxmemory", limit == null ? littleMoreThanIsUsed(server) : limit);
            return before;
        }));
    }

    private static String littleMoreThanIsUsed(RedisServerCommands server) {
        Properties memory = requireNonNull(server.info("memory"));
        return Long.toString((long) (Long.parseLong(memory.getProperty("used_memory")) * 1.2));
    }
}
