package com.homedelivery.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import com.homedelivery.shared.testing.IntegrationTest;
import com.homedelivery.shared.testing.MovableClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** What all tests of the running service share: one context on real servers, with a clock that can be put forward. */
@IntegrationTest
@TestPropertySource(
        properties = {
            DeliveryServiceTest.FAST_DISPATCH,
            DeliveryServiceTest.LONG_REDIS_TIMEOUT,
            "homedelivery.delivery.supervision.sweep-every=100ms",
            "homedelivery.delivery.supervision.grace=0s",
            "homedelivery.delivery.tracking.look-for-deliveries-every=200ms",
        })
@Import({MovableClock.class, DeliveryScenario.class})
public abstract class DeliveryServiceTest {

    public static final String FAST_DISPATCH = "homedelivery.delivery.dispatch.sweep-every=100ms";

    /** On a busy machine Redis may take longer than the timeout of production. */
    public static final String LONG_REDIS_TIMEOUT = "homedelivery.delivery.redis-timeout=10s";

    @Autowired
    protected ApiClient api;

    @Autowired
    protected DeliveryScenario scenario;

    @Autowired
    protected MovableClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @AfterEach
    void endAll() {
        scenario.endAll();
    }

    /**
     * Two riders accept in the same moment, each on an instance, and one of them gets the delivery.
     *
     * @return the rider who does not
     */
    protected ApiClient acceptAtOnce(
            Ordered order, DeliveryScenario here, ApiClient one, DeliveryScenario there, ApiClient other) {
        here.awaitOffer(one, order);
        there.awaitOffer(other, order);

        List<ApiResult> answers = AtOnce.run(List.of(() -> here.accept(one, order), () -> there.accept(other, order)));

        assertThat(answers).extracting(ApiResult::status).containsExactlyInAnyOrder(200, 409);
        answers.stream().filter(answer -> answer.status() == 409).forEach(answer -> answer.hasError(409, "CONFLICT"));
        assertThat(scenario.eventsAbout(order)).containsExactly("delivery.assigned");
        return answers.getFirst().status() == 200 ? other : one;
    }
}
