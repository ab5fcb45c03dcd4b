package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.chaos.Disturbance.KafkaStandsStill;
import com.homedelivery.systemtests.chaos.Disturbance.Kill;
import com.homedelivery.systemtests.chaos.Disturbance.PostgresStandsStill;
import com.homedelivery.systemtests.chaos.Disturbance.RedisLosesAll;
import com.homedelivery.systemtests.chaos.Disturbance.RedisMasterDies;
import com.homedelivery.systemtests.chaos.Disturbance.RedisRestarts;
import com.homedelivery.systemtests.chaos.Disturbance.RelayHostVanishes;
import com.homedelivery.systemtests.chaos.Disturbance.ServiceAway;
import com.homedelivery.systemtests.suite.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong, and when, as far as it can be said beforehand: after so many orders have been begun. The same options
 * give the same plan.
 *
 * @param steps in their order
 */
record ChaosPlan(List<Step> steps) {

    private static final int LONGEST_DOWN_SECONDS = 5;
    /** The database ends the session of a host that it has not heard of for some 20 s; then another instance leads. */
    private static final Duration SEEN_TO_BE_GONE = Duration.ofSeconds(60);
    /** Long enough for some orders to be placed before it is back. */
    private static final Duration MASTER_AWAY = Duration.ofSeconds(10);

    private static final List<String> STREAMS_ON_TWO_MASTERS = List.of("stream:orders", "stream:payments");
    /** Nothing more goes wrong after this part of the orders, so that all of it meets orders under way. */
    private static final double LAST_AT = 0.9;

    /** @param afterOrders how many orders have been begun by then */
    record Step(int afterOrders, Disturbance disturbance) {}

    /** @param paymentWindow how long an order may stay unpaid: order-service is once away for longer */
    static ChaosPlan of(ChaosOptions options, List<String> services, Duration paymentWindow) {
        Random random = new Random(options.seed());
        List<Disturbance> disturbances = new ArrayList<>();
        for (int i = 0; i < options.kills(); i++) {
            String service = services.get(random.nextInt(services.size()));
            disturbances.add(new Kill(
                    new Instance(service, random.nextBoolean()),
                    Duration.ofSeconds(random.nextInt(LONGEST_DOWN_SECONDS + 1))));
        }
        Duration standstill = Duration.ofSeconds(options.standstill());
        disturbances.add(new RedisRestarts());
        disturbances.add(new RedisLosesAll());
        disturbances.add(new KafkaStandsStill(standstill));
        disturbances.add(new PostgresStandsStill(standstill));
        disturbances.add(new RelayHostVanishes("order-service", SEEN_TO_BE_GONE));
        disturbances.add(new ServiceAway("order-service", paymentWindow.plusSeconds(10)));
        if (options.redisCluster()) {
            STREAMS_ON_TWO_MASTERS.forEach(stream -> disturbances.add(new RedisMasterDies(stream, MASTER_AWAY)));
        }
        Collections.shuffle(disturbances, random);

        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < disturbances.size(); i++) {
            int after = (int) (options.orders() * LAST_AT * (i + 1) / (disturbances.size() + 1));
            steps.add(new Step(after, disturbances.get(i)));
        }
        return new ChaosPlan(List.copyOf(steps));
    }
}
