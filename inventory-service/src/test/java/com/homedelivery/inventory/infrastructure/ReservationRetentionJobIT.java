package com.homedelivery.inventory.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.support.InventoryApi;
import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.IntegrationTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class ReservationRetentionJobIT {

    @Autowired
    ReservationRetentionJob job;

    @Autowired
    ApiClient api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void deletesReservationsThatEndedLongAgo() {
        InventoryApi inventory = new InventoryApi(api);
        UUID bananas = inventory.stocked(100);
        UUID released = inventory.reserved(new Line(bananas, 3));
        inventory.release(released).hasStatus(200);
        UUID recent = inventory.reserved(new Line(bananas, 3));
        inventory.release(recent).hasStatus(200);
        UUID held = inventory.reserved(new Line(bananas, 3));
        jdbc.sql("update reservations set updated_at = now() - interval '91 days' where order_id in (:ids)")
                .param("ids", List.of(released, held))
                .update();

        job.run();

        assertThat(jdbc.sql("select order_id from reservations where order_id in (:ids)")
                        .param("ids", List.of(released, recent, held))
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(recent, held);
        assertThat(jdbc.sql("select count(*) from reservation_lines where order_id = :id")
                        .param("id", released)
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
