package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.support.InventoryApi;
import com.homedelivery.inventory.support.Line;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.RealServers;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** Many customers at the same moment, at two instances, with time enough to let each have their turn. */
@TestPropertySource(properties = CrowdIT.TIME_FOR_CONNECTIONS)
class CrowdIT extends InventoryServiceTest {

    static final String TIME_FOR_CONNECTIONS = "spring.datasource.hikari.connection-timeout=30000";

    private static final int CROWD = 200;

    private static ConfigurableApplicationContext secondInstance;

    InventoryApi otherInstance;

    @BeforeAll
    static void startSecondInstance() {
        secondInstance = new SpringApplicationBuilder(InventoryServiceApplication.class)
                .initializers(new RealServers())
                .run("--server.port=0", "--" + TIME_FOR_CONNECTIONS);
    }

    @AfterAll
    static void stopSecondInstance() {
        secondInstance.close();
    }

    @BeforeEach
    void connect() {
        otherInstance = InventoryApi.of(secondInstance);
    }

    @Test
    void sellsAHundredPiecesToExactlyAHundredOfAThousand() {
        UUID bananas = inventory.stocked(100);

        List<Integer> answers = allAtOnce(1000, i -> instance(i).reserve(UUID.randomUUID(), new Line(bananas, 1)));

        assertThat(Collections.frequency(answers, 201)).isEqualTo(100);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(900);
        assertThat(inventory.levelOf(bananas)).isEqualTo("100/100/0");
    }

    @Test
    void sellsToEverybodyWhenThereIsPlenty() {
        UUID bananas = inventory.stocked(1000);

        List<Integer> answers = allAtOnce(CROWD, i -> instance(i).reserve(UUID.randomUUID(), new Line(bananas, 3)));

        assertThat(answers).hasSize(CROWD).containsOnly(201);
        assertThat(inventory.levelOf(bananas)).isEqualTo("1000/600/400");
    }

    private InventoryApi instance(int number) {
        return number % 2 == 0 ? inventory : otherInstance;
    }

    @Test
    void sellsNothingTwice() {
        UUID bananas = inventory.stocked(50);

        List<Integer> answers = allAtOnce(CROWD, i -> instance(i).reserve(UUID.randomUUID(), new Line(bananas, 1)));

        assertThat(Collections.frequency(answers, 201)).isEqualTo(50);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(CROWD - 50);
        assertThat(inventory.levelOf(bananas)).isEqualTo("50/50/0");
    }

    @Test
    void servesOrdersForTheSameProductsInOppositeOrder() {
        UUID bananas = inventory.stocked(50);
        UUID apples = inventory.stocked(50);

        List<Integer> answers = allAtOnce(
                CROWD,
                i -> i % 2 == 0
                        ? inventory.reserve(UUID.randomUUID(), new Line(bananas, 1), new Line(apples, 1))
                        : otherInstance.reserve(UUID.randomUUID(), new Line(apples, 1), new Line(bananas, 1)));

        assertThat(Collections.frequency(answers, 201)).isEqualTo(50);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(CROWD - 50);
        assertThat(inventory.levelOf(bananas)).isEqualTo("50/50/0");
        assertThat(inventory.levelOf(apples)).isEqualTo("50/50/0");
    }

    @Test
    void reservesOnceForAnOrderThatAsksManyTimes() {
        UUID bananas = inventory.stocked(50);
        UUID orderId = UUID.randomUUID();

        List<Integer> answers = allAtOnce(CROWD, i -> instance(i).reserve(orderId, new Line(bananas, 2)));

        assertThat(answers).containsOnly(201);
        assertThat(inventory.levelOf(bananas)).isEqualTo("50/2/48");
    }

    @Test
    void reservesNothingForAnOrderReservedAndReleasedAtOnce() {
        UUID bananas = inventory.stocked(50);
        UUID orderId = UUID.randomUUID();

        allAtOnce(
                CROWD, i -> i % 2 == 0 ? inventory.reserve(orderId, new Line(bananas, 2)) : inventory.release(orderId));

        assertThat(inventory.levelOf(bananas)).isEqualTo("50/0/50");
    }

    private static List<Integer> allAtOnce(int crowd, IntFunction<ApiResult> request) {
        return AtOnce.run(IntStream.range(0, crowd)
                .<Supplier<Integer>>mapToObj(i -> () -> request.apply(i).status())
                .toList());
    }
}
