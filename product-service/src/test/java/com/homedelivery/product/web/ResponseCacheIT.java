package com.homedelivery.product.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.product.StatementRecorder;
import com.homedelivery.product.application.CatalogueRevision;
import com.homedelivery.product.application.ProductFilter;
import com.homedelivery.product.application.ProductSort;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@IntegrationTest
@TestPropertySource(properties = "homedelivery.product.revision-max-staleness=1h")
@Import(StatementRecorder.class)
class ResponseCacheIT {

    private static final int CHANGES = 300;
    private static final ListProductsQuery QUERY =
            new ListProductsQuery.All(new ProductFilter("Nothing in it", null, null, null, ProductSort.NAME));

    @Autowired
    ResponseCache cache;

    @Autowired
    CatalogueRevision revision;

    @Autowired
    StatementRecorder recorder;

    /** A reader who sees a new revision late does not evict what others have loaded at it. */
    @Test
    void whatWasReadAtARevisionIsReadOnce(@Autowired JdbcClient database) {
        recorder.clear();

        for (int change = 0; change < CHANGES; change++) {
            database.sql("update catalogue_revision set revision = revision + 1")
                    .update();
            revision.invalidate();
            AtOnce.run(20, () -> cache.list(cache.revision(), "en", QUERY));
        }

        assertThat(recorder.count("from products")).isEqualTo(CHANGES);
    }
}
