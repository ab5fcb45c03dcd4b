package com.homedelivery.product.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.product.web.SuggestionCache.Typed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.io.SerializedString;

class SuggestionCacheTests {

    private static final Typed MIL = new Typed("en", "mil", 5);

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong revision = new AtomicLong(1);
    private final AtomicInteger revisionsAsked = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicReference<Runnable> beforeRead = new AtomicReference<>(() -> {});
    private final SuggestionCache cache = new SuggestionCache(this::askRevision, _ -> read(), 10_000, now::get);

    @Test
    void showsWhatWasSuggestedLatelyAlthoughTheCatalogueHasChanged() {
        assertThat(suggested()).isEqualTo("read 1");
        revision.set(2);
        pass(SuggestionCache.FRESH.minusMillis(1));

        assertThat(suggested()).isEqualTo("read 1");
        assertThat(reads).hasValue(1);
    }

    @Test
    void readsItAnewAfterAWhileAndLetsNobodyWait() {
        suggested();
        revision.set(2);
        pass(SuggestionCache.FRESH.plusMillis(1));
        CompletableFuture<Void> slow = new CompletableFuture<>();
        beforeRead.set(slow::join);

        assertThat(suggested()).isEqualTo("read 1");

        slow.complete(null);
        awaitWhileTimePasses(() -> assertThat(suggested()).isEqualTo("read 2"));
    }

    @Test
    void doesNotReadAgainWhatTheCatalogueStillSays() {
        suggested();
        int asked = revisionsAsked.get();

        awaitWhileTimePasses(() -> {
            assertThat(suggested()).isEqualTo("read 1");
            assertThat(revisionsAsked).hasValueGreaterThan(asked);
        });

        assertThat(reads).hasValue(1);
    }

    @Test
    void showsNothingThatIsOld() {
        suggested();

        await().untilAsserted(() -> {
            pass(SuggestionCache.KEPT.plusMillis(1));
            assertThat(suggested()).isEqualTo("read 2");
        });
    }

    @Test
    void aReadThatFailsIsTriedAgainByTheNextRequest() {
        beforeRead.set(() -> {
            throw new IllegalStateException("no database");
        });
        assertThatThrownBy(this::suggested).hasMessage("no database");

        beforeRead.set(() -> {});
        await().ignoreExceptions().untilAsserted(() -> assertThat(suggested()).isEqualTo("read 1"));
    }

    private long askRevision() {
        revisionsAsked.incrementAndGet();
        return revision.get();
    }

    private SerializedString read() {
        beforeRead.get().run();
        return new SerializedString("\"read " + reads.incrementAndGet() + "\"");
    }

    private String suggested() {
        return String.valueOf(cache.get(MIL).data().rawValue()).replace("\"", "");
    }

    /** The age of what was read begins when the cache has noticed that the read is over, a little later. */
    private void awaitWhileTimePasses(ThrowingRunnable assertion) {
        await().untilAsserted(() -> {
            pass(Duration.ofSeconds(1));
            assertion.run();
        });
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
