package com.homedelivery.cart.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.cart.client.ProductClient.PricedProduct;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.testing.AtOnce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;

class HttpProductLookupTests {

    private static final Duration MAX_AGE = Duration.ofMillis(500);
    private static final UUID MILK = UUID.randomUUID();
    private static final UUID COFFEE = UUID.randomUUID();

    private final AtomicLong now = new AtomicLong();
    private final ProductStub products = new ProductStub();
    private final HttpProductLookup catalogue = new HttpProductLookup(products, MAX_AGE, now::get);

    @Test
    void isNotAskedAgainWhileTheRevisionIsFresh() {
        products.sell(MILK, "2.99");

        assertThat(priceOf(MILK)).isEqualTo("2.99");
        passes(MAX_AGE.minusNanos(1));
        assertThat(priceOf(MILK)).isEqualTo("2.99");
        assertThat(products.requests).hasValue(1);
    }

    @Test
    void seesAChangeWhenTheRevisionIsStale() {
        sellAndCache(MILK, "2.99");
        products.sell(MILK, "3.49");
        passes(MAX_AGE);

        assertThat(priceOf(MILK)).isEqualTo("3.49");
    }

    @Test
    void oneResponseRevalidatesTheOthersWhenNothingHasChanged() {
        products.sell(COFFEE, "19.50");
        sellAndCache(MILK, "2.99");
        priceOf(COFFEE);
        passes(MAX_AGE);

        priceOf(COFFEE);
        priceOf(MILK);
        assertThat(products.requests).hasValue(3);
    }

    @Test
    void oneResponseInvalidatesTheOthersWhenSomethingHasChanged() {
        sellAndCache(MILK, "2.99");
        products.sell(MILK, "3.49");
        sellAndCache(COFFEE, "19.50");

        assertThat(priceOf(MILK)).isEqualTo("3.49");
    }

    @Test
    void anInstanceThatLagsBehindDoesNotBringBackOutdatedPrices() {
        sellAndCache(MILK, "2.99");
        products.sell(MILK, "3.49");
        sellAndCache(COFFEE, "19.50");
        products.isBehind = true;
        products.sell(COFFEE, "20.50");
        assertNotForSale(UUID.randomUUID());
        products.isBehind = false;

        assertThat(priceOf(MILK)).isEqualTo("3.49");
    }

    @Test
    void whatIsNotForSaleIsCachedToo() {
        assertNotForSale(MILK);
        assertNotForSale(MILK);
        assertThat(products.requests).hasValue(1);

        products.sell(MILK, "2.99");
        passes(MAX_AGE);
        assertThat(priceOf(MILK)).isEqualTo("2.99");
    }

    @Test
    void withoutARevisionNothingIsCached() {
        products.hasNoEtag = true;
        sellAndCache(MILK, "2.99");
        products.sell(MILK, "3.49");

        assertThat(priceOf(MILK)).isEqualTo("3.49");
    }

    @Test
    void aThousandRequestsForOneProductShareOneCall() {
        products.sell(MILK, "2.99");

        assertThat(AtOnce.run(1000, () -> priceOf(MILK))).containsOnly("2.99");
        assertThat(products.requests).hasValue(1);
    }

    @Test
    void othersGetTheProductThoughTheFirstCallersTimeIsUp() {
        products.sell(MILK, "2.99");

        try (var _ = RequestDeadline.in(Duration.ZERO).bind()) {
            assertThat(priceOf(MILK)).isEqualTo("2.99");
        }
    }

    @Test
    void severalProductsAreOneCall() {
        products.sell(MILK, "2.99");
        products.sell(COFFEE, "19.50");
        UUID gone = UUID.randomUUID();

        assertThat(catalogue.forSale(Set.of(MILK, COFFEE, gone))).containsOnlyKeys(MILK, COFFEE);
        assertThat(catalogue.forSale(Set.of(MILK, gone))).containsOnlyKeys(MILK);
        assertThat(products.requests).hasValue(1);
    }

    @Test
    void aFailureIsNotCached() {
        products.isDown = true;
        products.sell(MILK, "2.99");
        assertThatExceptionOfType(ServiceUnavailableException.class).isThrownBy(() -> priceOf(MILK));

        products.isDown = false;
        assertThat(priceOf(MILK)).isEqualTo("2.99");
    }

    private void sellAndCache(UUID id, String price) {
        products.sell(id, price);
        priceOf(id);
    }

    private String priceOf(UUID id) {
        return catalogue.product(id).price().toPlainString();
    }

    private void assertNotForSale(UUID id) {
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> priceOf(id));
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** The product service's answers. */
    private static final class ProductStub implements ProductClient {

        private final Map<UUID, PricedProduct> entries = new ConcurrentHashMap<>();
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicLong revision = new AtomicLong(10);
        private boolean isBehind;
        private boolean hasNoEtag;
        private volatile boolean isDown;

        void sell(UUID id, String price) {
            entries.put(id, new PricedProduct(id, "Something", new BigDecimal(price)));
            revision.incrementAndGet();
        }

        @Override
        public ResponseEntity<ApiResponse<List<PricedProduct>>> products(String ids) {
            requests.incrementAndGet();
            if (isDown || RequestDeadline.isMissed()) {
                throw new ResourceAccessException("It is down");
            }
            ApiResponse<List<PricedProduct>> body = ApiResponse.of(Arrays.stream(ids.split(","))
                    .map(UUID::fromString)
                    .filter(entries::containsKey)
                    .map(entries::get)
                    .toList());
            long number = isBehind ? 11 : revision.get();
            return hasNoEtag
                    ? ResponseEntity.ok(body)
                    : ResponseEntity.ok().eTag("W/\"" + number + "\"").body(body);
        }
    }
}
