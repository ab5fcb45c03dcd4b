package com.homedelivery.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueCacheTests {

    private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toNanos(1));
    private final List<CompletableFuture<Optional<CatalogueResponse>>> calls = new ArrayList<>();
    private final CatalogueCache cache = new CatalogueCache(
            _ -> {
                calls.add(new CompletableFuture<>());
                return calls.getLast();
            },
            now::get,
            10_000);

    @Test
    void whoeverAsksForTheSameSharesOneCall() {
        CompletableFuture<Optional<CatalogueResponse>> first = cache.get(read("/products"));
        CompletableFuture<Optional<CatalogueResponse>> second = cache.get(read("/products"));
        calls.getFirst().complete(Optional.of(answer("1.00")));

        assertThat(calls).hasSize(1);
        assertThat(second.join()).isEqualTo(first.join()).isPresent();
        assertThat(cache.get(read("/products")).join()).isEqualTo(first.join());
        cache.get(read("/products?page=2"));
        assertThat(calls).hasSize(2);
    }

    @Test
    void anAnswerIsKeptForLessThanASecondFromTheAsking() {
        cache.get(read("/products"));
        pass(Duration.ofMillis(600));
        calls.getFirst().complete(Optional.of(answer("1.00")));

        pass(Duration.ofMillis(299));
        cache.get(read("/products"));
        assertThat(calls).hasSize(1);

        pass(Duration.ofMillis(2));
        cache.get(read("/products"));
        assertThat(calls).hasSize(2);
    }

    @Test
    void anAnswerThatTookLongerThanThatIsNotKept() {
        cache.get(read("/products"));
        pass(Duration.ofSeconds(2));
        calls.getFirst().complete(Optional.of(answer("1.00")));

        cache.get(read("/products"));
        assertThat(calls).hasSize(2);
    }

    @Test
    void aChangeForgetsAnswersAndThoseUnderWay() {
        cache.get(read("/products"));
        calls.getFirst().complete(Optional.of(answer("1.00")));
        cache.get(read("/products/1"));

        cache.clear();
        calls.getLast().complete(Optional.of(answer("1.00")));

        cache.get(read("/products"));
        cache.get(read("/products/1"));
        assertThat(calls).hasSize(4);
    }

    @Test
    void aFailureIsNotKept() {
        assertThat(cache.get(read("/products"))).isNotDone();
        calls.getFirst().completeExceptionally(new IllegalStateException("away"));

        assertThat(cache.get(read("/products"))).isNotDone();
        assertThat(calls).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT,de;q=0.9,en;q=0.1 | de,en",
                "en;q=0.1, de | de,en",
                "fr,es,de,pt | fr,es,de",
                "de, fr;q=0 | de",
                "* | ''",
                "%%% | ''",
                "'' | ''",
            })
    void eachChoiceOfLanguagesHasItsAnswer(String acceptLanguage, String languages) {
        assertThat(CatalogueRead.of("/products", acceptLanguage).languages()).isEqualTo(languages);

        cache.get(CatalogueRead.of("/products", "it"));
        cache.get(CatalogueRead.of("/products", "it-IT, it;q=0.5"));
        cache.get(CatalogueRead.of("/products", acceptLanguage));
        assertThat(calls).hasSize(2);
    }

    @Test
    void holdsNoMoreBytesThanItMay() {
        assertThat(misses()).isEqualTo(100);

        // What is too much goes soon after it has come, not at once.
        Awaitility.await().untilAsserted(() -> assertThat(misses()).isGreaterThan(85));
    }

    /** Of a hundred reads, the calls of the service. */
    private int misses() {
        int before = calls.size();
        for (int i = 0; i < 100; i++) {
            int known = calls.size();
            cache.get(read("/products/" + i));
            if (calls.size() > known) {
                calls.getLast().complete(Optional.of(answer("x".repeat(1_000))));
            }
        }
        return calls.size() - before;
    }

    private static CatalogueRead read(String path) {
        return CatalogueRead.of(path, null);
    }

    private void pass(Duration duration) {
        now.addAndGet(duration.toNanos());
    }

    private static CatalogueResponse answer(String body) {
        return new CatalogueResponse("application/json", "no-cache, public", "W/\"1\"", null, body.getBytes(), null);
    }
}
