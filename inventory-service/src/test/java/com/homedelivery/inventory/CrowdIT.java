package com.homedelivery.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.inventory.InventoryClient.Line;
import com.homedelivery.shared.security.AccessTokens;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.RealServers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Many customers at the same moment, at two instances, with time enough to let each have their turn. */
@IntegrationTest
@TestPropertySource(properties = CrowdIT.TIME_FOR_CONNECTIONS)
class CrowdIT {

    static final String TIME_FOR_CONNECTIONS = "spring.datasource.hikari.connection-timeout=30000";

    private static final int CROWD = 200;

    private static ConfigurableApplicationContext secondInstance;

    @LocalServerPort
    int port;

    @Autowired
    AccessTokens tokens;

    InventoryClient client;
    InventoryClient atTheOther;

    @BeforeAll
    static void startAnother() {
        secondInstance = new SpringApplicationBuilder(InventoryServiceApplication.class)
                .initializers(new RealServers())
                .run("--server.port=0", "--" + TIME_FOR_CONNECTIONS);
    }

    @AfterAll
    static void stopIt() {
        secondInstance.close();
    }

    @BeforeEach
    void connect() {
        client = new InventoryClient(port, tokens);
        int other = secondInstance.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        atTheOther = new InventoryClient(other, tokens);
    }

    @Test
    void ofAThousandWhoWantAHundredPiecesExactlyAHundredGetOne() throws Exception {
        UUID bananas = client.stocked(100);

        List<Integer> answers = allAtOnce(1000, i -> instance(i).reserve(UUID.randomUUID(), new Line(bananas, 1)));

        assertThat(Collections.frequency(answers, 201)).isEqualTo(100);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(900);
        assertThat(client.levelOf(bananas)).isEqualTo("100/100/0");
    }

    @Test
    void ofWhatThereIsPlentyOfEverybodyGetsSome() throws Exception {
        UUID bananas = client.stocked(1000);

        List<Integer> answers = allAtOnce(CROWD, i -> instance(i).reserve(UUID.randomUUID(), new Line(bananas, 3)));

        assertThat(answers).hasSize(CROWD).containsOnly(201);
        assertThat(client.levelOf(bananas)).isEqualTo("1000/600/400");
    }

    private InventoryClient instance(int number) {
        return number % 2 == 0 ? client : atTheOther;
    }

    @Test
    void nothingIsSoldTwice() throws Exception {
        UUID bananas = client.stocked(50);

        List<Integer> answers = allAtOnce(CROWD, i -> instance(i).reserve(UUID.randomUUID(), new Line(bananas, 1)));

        assertThat(Collections.frequency(answers, 201)).isEqualTo(50);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(CROWD - 50);
        assertThat(client.levelOf(bananas)).isEqualTo("50/50/0");
    }

    @Test
    void ordersForTheSameProductsInOppositeOrderDoNotBlockEachOther() throws Exception {
        UUID bananas = client.stocked(50);
        UUID apples = client.stocked(50);

        List<Integer> answers = allAtOnce(
                CROWD,
                i -> i % 2 == 0
                        ? client.reserve(UUID.randomUUID(), new Line(bananas, 1), new Line(apples, 1))
                        : atTheOther.reserve(UUID.randomUUID(), new Line(apples, 1), new Line(bananas, 1)));

        assertThat(Collections.frequency(answers, 201)).isEqualTo(50);
        assertThat(Collections.frequency(answers, 409)).isEqualTo(CROWD - 50);
        assertThat(client.levelOf(bananas)).isEqualTo("50/50/0");
        assertThat(client.levelOf(apples)).isEqualTo("50/50/0");
    }

    @Test
    void oneOrderAskingManyTimesReservesOnce() throws Exception {
        UUID bananas = client.stocked(50);
        UUID orderId = UUID.randomUUID();

        List<Integer> answers = allAtOnce(CROWD, i -> instance(i).reserve(orderId, new Line(bananas, 2)));

        assertThat(answers).containsOnly(201);
        assertThat(client.levelOf(bananas)).isEqualTo("50/2/48");
    }

    @Test
    void anOrderReservedAndReleasedAtOnceHoldsNothingInTheEnd() throws Exception {
        UUID bananas = client.stocked(50);
        UUID orderId = UUID.randomUUID();

        allAtOnce(CROWD, i -> i % 2 == 0 ? client.reserve(orderId, new Line(bananas, 2)) : client.release(orderId));

        assertThat(client.levelOf(bananas)).isEqualTo("50/0/50");
    }

    private static List<Integer> allAtOnce(int crowd, IntFunction<ResponseSpec> request) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (var customers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = IntStream.range(0, crowd)
                    .mapToObj(i -> customers.submit(() -> {
                        start.await();
                        return request.apply(i)
                                .returnResult(Void.class)
                                .getStatus()
                                .value();
                    }))
                    .toList();
            start.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        }
    }
}
