package com.homedelivery.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.homedelivery.product.application.ImportLedger.Import;
import com.homedelivery.product.application.ImportLedger.Status;
import com.homedelivery.product.application.ImportProducts;
import com.homedelivery.product.application.SheetFault;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** An import of tens of thousands of rows. */
@IntegrationTest
@TestPropertySource(properties = "spring.application.name=large_import")
class LargeImportIT {

    private static final int MANY = 50_000;

    private static final int NONE = 0;

    private final String prefix = UUID.randomUUID().toString().substring(0, 8);

    @Autowired
    ImportProducts imports;

    @Autowired
    JdbcClient jdbc;

    @Test
    void rowsComeWithProgressAndInSets() {
        Import dry = watched(begin(sheet(NONE), true)).getLast();

        assertThat(dry).extracting(Import::status, Import::added).containsExactly(Status.DONE, MANY);
        assertThat(inTheCatalogue()).isZero();

        long revision = revision();
        Import begun = begin(sheet(NONE), false);
        assertThat(begun.rows()).isEqualTo(MANY);
        // Other instances take part, and none does what another has done.
        AtOnce.run(3, () -> {
            for (int i = 0; i < 10; i++) {
                imports.advance();
            }
            return true;
        });
        List<Import> seen = watched(begun);

        assertThat(seen.getLast()).extracting(Import::status, Import::added).containsExactly(Status.DONE, MANY);
        assertThat(seen).anyMatch(found -> isUnderWay(found, Import::checked));
        assertThat(seen).anyMatch(found -> isUnderWay(found, Import::added));
        assertThat(revision() - revision).as("statements that wrote products").isLessThan(MANY / 100);
        assertThat(inTheCatalogue()).isEqualTo(MANY);
    }

    @Test
    void aFaultNearTheEndIsNamedAndNothingIsAdded() {
        Import refused = watched(begin(sheet(MANY - 1), false)).getLast();

        assertThat(refused)
                .extracting(Import::status, Import::checked, Import::faultCount, Import::added)
                .containsExactly(Status.REFUSED, MANY, 1, 0);
        assertThat(imports.faults(refused.id()))
                .extracting(SheetFault::row, SheetFault::column)
                .containsExactly(tuple(MANY - 1, "price"));
        assertThat(inTheCatalogue()).isZero();
    }

    private Import begin(String sheet, boolean dryRun) {
        return imports.begin(
                new ByteArrayInputStream(sheet.getBytes(StandardCharsets.UTF_8)), dryRun, UUID.randomUUID());
    }

    /** What is told of an import until it has ended. */
    private List<Import> watched(Import begun) {
        List<Import> seen = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> {
            seen.add(imports.find(begun.id()));
            return seen.getLast().finishedAt() != null;
        });
        return seen;
    }

    private static boolean isUnderWay(Import found, ToIntFunction<Import> count) {
        return count.applyAsInt(found) > 0 && count.applyAsInt(found) < MANY;
    }

    /** @param faultyRow the row without a price */
    private String sheet(int faultyRow) {
        return "sku,name,category,price\n"
                + IntStream.rangeClosed(2, MANY + 1)
                        .mapToObj(row -> prefix + "-" + row + ",Jar " + row + ",Shelf " + prefix + " > Row " + row % 20
                                + "," + (row == faultyRow ? "free" : "1." + row % 90))
                        .collect(Collectors.joining("\n"));
    }

    private long revision() {
        return jdbc.sql("select revision from catalogue_revision")
                .query(Long.class)
                .single();
    }

    private int inTheCatalogue() {
        return jdbc.sql("select count(*) from products where sku like :prefix")
                .param("prefix", prefix + "-%")
                .query(Integer.class)
                .single();
    }
}
