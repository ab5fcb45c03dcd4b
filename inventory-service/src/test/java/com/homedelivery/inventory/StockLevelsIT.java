package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.support.Line;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StockLevelsIT extends InventoryServiceTest {

    @Test
    void showsTheLevelsOfSeveralProductsToAnybody() {
        UUID bananas = inventory.stocked(30);
        UUID apples = inventory.stocked(7);
        UUID plums = UUID.randomUUID();
        inventory.reserved(new Line(apples, 2));

        var answer = api.get("/inventory?ids=%s,%s,product-uuid,%s,%s".formatted(apples, plums, bananas, apples));

        answer.hasStatus(200);
        assertThat(answer.data().toString())
                .isEqualTo(("[{\"productId\":\"%s\",\"quantity\":7,\"reserved\":2,\"available\":5},"
                                + "{\"productId\":\"%s\",\"quantity\":0,\"reserved\":0,\"available\":0},"
                                + "{\"productId\":\"product-uuid\",\"quantity\":0,\"reserved\":0,\"available\":0},"
                                + "{\"productId\":\"%s\",\"quantity\":30,\"reserved\":0,\"available\":30}]")
                        .formatted(apples, plums, bananas));
        assertThat(api.get("/inventory?ids=").data()).isEmpty();
    }

    @Test
    void refusesMoreThanAHundredIds() {
        String tooMany = IntStream.range(0, 101)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .collect(Collectors.joining(","));

        assertThat(api.get("/inventory?ids=" + tooMany).errorCode()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void listsAllStockForAdminsOnly() {
        api.get("/inventory").hasStatus(401);
        api.get("/inventory?lowStock=true").hasStatus(401);
        api.asCustomer().get("/inventory").hasStatus(403);
        api.asAdmin().get("/inventory").hasStatus(200);
    }
}
