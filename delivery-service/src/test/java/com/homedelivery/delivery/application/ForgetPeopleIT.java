package com.homedelivery.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.EventPublisher;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What only the rider needs to know, and what is left of people whose accounts were deleted. */
class ForgetPeopleIT extends DeliveryServiceTest {

    private static final OrderEvent.Address WITH_CONTACT = new OrderEvent.Address(
            "1 Main St", "New York", "NY", "10003", DeliveryScenario.DOOR, "Ring twice", "+12125550100");

    @Autowired
    private EventPublisher events;

    @Autowired
    private DeliveryWorkflow workflow;

    @Autowired
    private ForgetPeopleJob job;

    @Autowired
    private RetentionJob retention;

    @Test
    void theRiderIsToldHowToFindTheDoorUntilTheEnd() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = orderWithContact(api.asCustomer());
        scenario.awaitOffer(rider, order);

        JsonNode accepted = scenario.accept(rider, order).data();

        assertThat(accepted.at("/deliveryAddress/instructions").asString()).isEqualTo("Ring twice");
        assertThat(accepted.at("/deliveryAddress/phone").asString()).isEqualTo("+12125550100");
        assertThat(rider.get("/riders/me/offers").text()).doesNotContain("+12125550100", "Ring twice");

        scenario.pickUp(rider, order);
        scenario.handOver(rider, order);
        assertThat(rowOf(order)).doesNotContain("Ring twice", "+12125550100").contains("1 Main St");
    }

    @Test
    void whatIsOverIsForgotten() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        scenario.pickUp(rider, order);
        scenario.handOver(rider, order);

        delete(order.customer().userId());

        assertThat(rowOf(order)).doesNotContain("Main St", "10003", "40.73");
        assertThat(otpOf(order)).isEqualTo("forgotten");
        assertThat(scenario.statusOf(order)).isEqualTo("DELIVERED");
    }

    @Test
    void whatIsUnderWayIsForgottenWhenItEnds() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);
        delete(order.customer().userId());
        assertThat(rowOf(order)).contains("1 Main St");

        scenario.pickUp(rider, order);
        scenario.handOver(rider, order);
        job.run();

        assertThat(rowOf(order)).doesNotContain("Main St");
    }

    @Test
    void anOrderThatIsConfirmedLateIsForgottenToo() {
        UUID customer = UUID.randomUUID();
        UUID orderId = UUID.randomUUID();
        delete(customer);

        workflow.on(DeliveryScenario.confirmed(orderId, customer));
        workflow.on(DeliveryScenario.cancelled(orderId, customer));
        job.run();

        assertThat(jdbc.sql("select d::text from deliveries d where order_id = ?")
                        .param(orderId)
                        .query(String.class)
                        .single())
                .doesNotContain("Main St", "changed my mind");
    }

    @Test
    void aDeliveryUnderWayIsStillForgottenAfterAllThatTime() {
        Ordered order = scenario.order();
        delete(order.customer().userId());
        jdbc.sql("update forgotten_people set deleted_at = ? where user_id = ?")
                .params(
                        Timestamp.from(clock.instant().minus(Duration.ofDays(31))),
                        order.customer().userId())
                .update();
        retention.run();

        scenario.cancel(order);
        job.run();
        assertThat(rowOf(order)).doesNotContain("Main St");

        retention.run();
        assertThat(jdbc.sql("select count(*) from forgotten_people where user_id = ?")
                        .param(order.customer().userId())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aRiderIsNowhereAfterwards() {
        ApiClient rider = scenario.riderAt(0.5);

        delete(rider.userId());
        assertThat(riderRow(rider)).contains(",f,").doesNotContain("40.7");

        scenario.move(rider, DeliveryScenario.north(0.4));
        scenario.comeOnline(rider, DeliveryScenario.north(0.4));
        job.run();
        assertThat(riderRow(rider)).contains(",f,").doesNotContain("40.7");
    }

    @Test
    void theSameEventAgainChangesNothing() {
        Ordered order = scenario.order();
        scenario.cancel(order);
        delete(order.customer().userId());
        String before = rowOf(order);

        delete(order.customer().userId());

        assertThat(rowOf(order)).isEqualTo(before);
    }

    @Test
    void aPersonReadsWhatIsKept() {
        ApiClient rider = scenario.riderAt(0.5);
        Ordered order = scenario.orderAcceptedBy(rider);

        JsonNode customer = keptAbout(order.customer().userId());
        assertThat(customer.at("/deliveries/0/address/street").asString()).isEqualTo("1 Main St");
        assertThat(customer.has("rider")).isFalse();
        assertThat(customer.toString()).doesNotContain(scenario.otpOf(order));

        JsonNode asRider = keptAbout(rider.userId());
        assertThat(asRider.at("/rider/online").asBoolean()).isTrue();
        assertThat(asRider.at("/ridden/0/id").asString())
                .isEqualTo(order.deliveryId().toString());
        assertThat(asRider.toString()).doesNotContain("Main St");
    }

    private Ordered orderWithContact(ApiClient customer) {
        UUID orderId = UUID.randomUUID();
        workflow.on(DeliveryScenario.confirmed(orderId, customer.userId(), WITH_CONTACT));
        UUID deliveryId = jdbc.sql("select id from deliveries where order_id = ?")
                .param(orderId)
                .query(UUID.class)
                .single();
        return new Ordered(orderId, deliveryId, customer);
    }

    private void delete(UUID person) {
        events.publishAndAwait(new UserDeleted(person, Instant.now()));
        job.run();
    }

    private JsonNode keptAbout(UUID person) {
        return api.asService("user-service").get("/personal-data/" + person).data();
    }

    private String rowOf(Ordered order) {
        return jdbc.sql("select d::text from deliveries d where id = ?")
                .param(order.deliveryId())
                .query(String.class)
                .single();
    }

    private String otpOf(Ordered order) {
        return jdbc.sql("select coalesce(otp, 'forgotten') from deliveries where id = ?")
                .param(order.deliveryId())
                .query(String.class)
                .single();
    }

    private String riderRow(ApiClient rider) {
        return jdbc.sql("select r::text from riders r where id = ?")
                .param(rider.userId())
                .query(String.class)
                .single();
    }
}
