package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.application.StockCounters;
import com.homedelivery.inventory.application.TellAvailability;
import com.homedelivery.inventory.support.Line;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Units that are not sold, and what other services are told of those that are. */
class SafetyStockIT extends InventoryServiceTest {

    @Autowired
    TellAvailability tell;

    @Autowired
    StockCounters counters;

    @Test
    void isNotSold() {
        UUID bananas = inventory.stocked(10);
        inventory.put(bananas, Map.of("safetyStock", 4)).hasStatus(200);

        assertThat(inventory.levelOf(bananas)).isEqualTo("10/0/6");
        inventory.reserve(UUID.randomUUID(), new Line(bananas, 7)).hasStatus(409);
        inventory.reserved(new Line(bananas, 6));
        assertThat(inventory.levelOf(bananas)).isEqualTo("10/6/0");
    }

    @Test
    void isTakenOffTheCounterAsWell() {
        UUID bananas = inventory.stocked(10);
        inventory.reserved(new Line(bananas, 1));

        inventory.put(bananas, Map.of("safetyStock", 12)).hasStatus(200);

        assertThat(counter(bananas)).isEqualTo(-3);
        inventory.reserve(UUID.randomUUID(), new Line(bananas, 1)).hasError(409, "INSUFFICIENT_STOCK");
        inventory.put(bananas, Map.of("safetyStock", 0)).hasStatus(200);
        assertThat(counter(bananas)).isEqualTo(9);
        inventory.reserved(new Line(bananas, 9));
    }

    @Test
    void changesWhatOthersAreTold() {
        UUID bananas = inventory.stocked(30);

        inventory.put(bananas, Map.of("safetyStock", 15));
        inventory.put(bananas, Map.of("safetyStock", 27));
        inventory.reserved(new Line(bananas, 2));
        inventory.reserve(UUID.randomUUID(), new Line(bananas, 2)).hasStatus(409);

        assertThat(told(bananas)).containsExactly("10/1", "3/2", "1/3");
    }

    @Test
    void tellsOnceWhatAnInstanceOfTheVersionBeforeHasChanged() {
        UUID bananas = inventory.stocked(30);
        jdbc.sql("update stock set quantity = 5, version = version + 1 where product_id = ?")
                .param(bananas)
                .update();

        while (tell.nextBatch(100) == 100) {}
        tell.nextBatch(100);

        assertThat(told(bananas)).containsExactly("10/1", "5/2");
    }

    private int counter(UUID productId) {
        return counters.read(List.of(productId)).get(productId).level().available();
    }

    private List<String> told(UUID productId) {
        return jdbc.sql("""
                        select data::jsonb ->> 'available' || '/' || (data::jsonb ->> 'version') from outbox
                        where event_key = ? and type = 'inventory.availability_changed' order by id
                        """).param(productId.toString()).query(String.class).list();
    }
}
