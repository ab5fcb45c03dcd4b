package com.homedelivery.product.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CatalogueReader;
import com.homedelivery.product.application.CategoryCount;
import com.homedelivery.product.application.CategoryNode;
import com.homedelivery.product.application.PageCursor;
import com.homedelivery.product.application.PriceSince;
import com.homedelivery.product.application.ProductFilter;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class CachedCatalogueRevisionTests {

    private static final Duration MAX_AGE = Duration.ofMillis(250);

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong stored = new AtomicLong(7);
    private final AtomicInteger reads = new AtomicInteger();
    private volatile LongSupplier database = stored::get;
    private final CachedCatalogueRevision revision = new CachedCatalogueRevision(new Database(), MAX_AGE, now::get);

    @Test
    void isNotReadAgainWhileItIsFresh() {
        revision.current();
        stored.set(8);
        passes(MAX_AGE.minusNanos(1));

        assertThat(revision.current()).isEqualTo(7);
        assertThat(reads).hasValue(1);
    }

    @Test
    void isNeverOlderThanItsMaximumAge() {
        revision.current();
        stored.set(8);
        passes(MAX_AGE);

        awaitRevision(8);
    }

    @Test
    void agesWhileItIsRead() {
        database = () -> {
            long read = stored.get();
            passes(MAX_AGE);
            return read;
        };
        revision.current();
        stored.set(8);

        awaitRevision(8);
    }

    @Test
    void isReadAgainAfterAChange() {
        revision.current();
        stored.set(8);
        revision.invalidate();

        assertThat(revision.current()).isEqualTo(8);
    }

    @Test
    void aReadThatBeganBeforeAChangeIsNotSharedAfterIt() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        database = () -> {
            long read = stored.get();
            asked.countDown();
            awaitUninterrupted(answer);
            return read;
        };
        CompletableFuture<Long> before = CompletableFuture.supplyAsync(revision::current, Thread::startVirtualThread);
        awaitUninterrupted(asked);
        stored.set(8);
        revision.invalidate();
        database = stored::get;

        assertThat(revision.current()).isEqualTo(8);
        answer.countDown();
        assertThat(before.join()).isEqualTo(7);
        assertThat(revision.current()).isEqualTo(8);
    }

    @Test
    void isReadOnceForAThousandAtOnce() {
        assertThat(AtOnce.run(1000, revision::current)).containsOnly(7L);
        assertThat(reads).hasValue(1);
    }

    @Test
    void aFailureIsNotCached() {
        database = () -> {
            throw new IllegalStateException("The database is away");
        };
        assertThatIllegalStateException().isThrownBy(revision::current);

        database = stored::get;
        awaitRevision(7);
    }

    /** The cache learns how a read has ended a moment after whoever waited for it. No time passes meanwhile. */
    private void awaitRevision(long expected) {
        await().ignoreExceptions().until(() -> revision.current() == expected);
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Database implements CatalogueReader {

        @Override
        public long revision() {
            reads.incrementAndGet();
            return database.getAsLong();
        }

        @Override
        public List<CatalogueEntry> byIds(Collection<UUID> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CatalogueEntry> list(ProductFilter filter, PageCursor start, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long count(ProductFilter filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PriceSince> prices(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CatalogueEntry> adminList(AdminFilter filter, long offset, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long adminCount(AdminFilter filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CategoryNode> categoryTree() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CatalogueEntry> variants(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CategoryCount> categories() {
            throw new UnsupportedOperationException();
        }
    }
}
