package com.homedelivery.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChaosPlanTests {

    private static final List<String> SERVICES = List.of("order-service", "payment-service", "api-gateway");

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(plan(7)).isEqualTo(plan(7));
        assertThat(plan(7)).isNotEqualTo(plan(8));
        assertThat(Script.of(7, 42)).isEqualTo(Script.of(7, 42));
    }

    @Test
    void everythingThatCanGoWrongDoesWhileOrdersAreUnderWay() {
        ChaosPlan plan = plan(1);

        assertThat(plan.steps())
                .filteredOn(step -> step.disturbance() instanceof Disturbance.Kill)
                .hasSize(30);
        assertThat(plan.steps())
                .<Object>extracting(step -> step.disturbance().getClass())
                .hasSize(36)
                .contains(
                        Disturbance.RedisRestarts.class,
                        Disturbance.RedisLosesAll.class,
                        Disturbance.KafkaStandsStill.class,
                        Disturbance.PostgresStandsStill.class,
                        Disturbance.RelayHostVanishes.class,
                        Disturbance.ServiceAway.class);
        assertThat(plan.steps())
                .allSatisfy(step -> assertThat(step.afterOrders()).isLessThan(270));
        assertThat(plan.steps()).isSortedAccordingTo((a, b) -> Integer.compare(a.afterOrders(), b.afterOrders()));
    }

    @Test
    void inARedisClusterMastersDieBesideAllElse() {
        List<ChaosPlan.Step> steps = plan(1, true).steps();

        assertThat(steps)
                .filteredOn(step -> step.disturbance() instanceof Disturbance.RedisMasterDies)
                .hasSize(2);
        assertThat(steps).hasSize(plan(1).steps().size() + 2);
    }

    @Test
    void theKindsOfOrdersMakeUpAHundredAndAllOfThemHappen() {
        assertThat(IntStream.range(0, 2_000)
                        .mapToObj(number -> Script.of(1, number).kind()))
                .contains(Script.Kind.values());
    }

    @Test
    void optionsAreReadInAnyOrder() {
        assertThat(ChaosOptions.parse(List.of("--seed", "3", "--orders", "500")))
                .isEqualTo(new ChaosOptions(500, 50, 3, 60, false));
        assertThat(ChaosOptions.parse(List.of("--redis-cluster", "--kills", "2", "--standstill", "10")))
                .isEqualTo(new ChaosOptions(60, 2, 1, 10, true));
        assertThatIllegalArgumentException().isThrownBy(() -> ChaosOptions.parse(Arrays.asList("--orders", "many")));
        assertThatIllegalArgumentException().isThrownBy(() -> ChaosOptions.parse(List.of("--fast", "1")));
    }

    @Test
    void optionsOfARollingUpgradeAreReadInAnyOrder() {
        assertThat(RollingOptions.parse(List.of("--from", "v1.0.0", "--rolling", "--customers", "3")))
                .isEqualTo(new RollingOptions(Optional.of("v1.0.0"), false, 3, 1, false));
        assertThat(RollingOptions.parse(List.of("--rolling", "--redis-cluster", "--at-once")))
                .isEqualTo(new RollingOptions(Optional.empty(), true, 6, 1, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RollingOptions.parse(List.of("--rolling", "--kills", "3")));
        assertThatIllegalArgumentException().isThrownBy(() -> RollingOptions.parse(List.of("--rolling", "--from")));
    }

    private static ChaosPlan plan(long seed) {
        return plan(seed, false);
    }

    private static ChaosPlan plan(long seed, boolean redisCluster) {
        return ChaosPlan.of(new ChaosOptions(300, 30, seed, 60, redisCluster), SERVICES, Duration.ofSeconds(60));
    }
}
