package com.homedelivery.delivery;

import static org.awaitility.Awaitility.await;

import com.homedelivery.delivery.application.DeliveryWorkflow;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.OutboxEvents;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What customers, riders, admins and the order service do with deliveries, over the service's API where it has one. */
@TestComponent
@Lazy
public class DeliveryScenario {

    /** As the service's default has it. */
    public static final GeoPoint STORE = new GeoPoint(40.7128, -74.0060);
    /** About 2.6 km from the store. */
    public static final GeoPoint DOOR = new GeoPoint(40.7300, -73.9850);

    public static final OrderEvent.Address ADDRESS =
            new OrderEvent.Address("1 Main St", "New York", "NY", "10003", DOOR, null, null);
    public static final OrderEvent.Address ADDRESS_WITHOUT_COORDINATES =
            new OrderEvent.Address("1 Main St", "New York", "NY", "10003", null, null, null);

    private static final double DEGREES_PER_KM = 1 / 111.2;

    private final ApiClient api;
    private final DeliveryWorkflow workflow;
    private final JdbcClient jdbc;
    private final OutboxEvents outbox;

    public DeliveryScenario(ApiClient api, DeliveryWorkflow workflow, JdbcClient jdbc) {
        this.api = api;
        this.workflow = workflow;
        this.jdbc = jdbc;
        this.outbox = new OutboxEvents(jdbc);
    }

    /** A customer's confirmed order and its delivery. */
    public record Ordered(UUID orderId, UUID deliveryId, ApiClient customer) {

        public String path() {
            return "/deliveries/" + deliveryId;
        }
    }

    /** Calls the instance of the service that this is about. */
    public ApiClient api() {
        return api;
    }

    /** @param rider of any instance; on this one from now on */
    private ApiClient here(ApiClient rider) {
        return api.withToken(rider.token());
    }

    // ---- riders

    /** A rider on duty, so many kilometres north of the store. */
    public ApiClient riderAt(double kmFromStore) {
        ApiClient rider = api.asRider();
        comeOnline(rider, north(kmFromStore)).hasStatus(200);
        return rider;
    }

    public static GeoPoint north(double km) {
        return new GeoPoint(STORE.lat() + km * DEGREES_PER_KM, STORE.lng());
    }

    public ApiResult comeOnline(ApiClient rider, GeoPoint at) {
        return here(rider).put("/riders/me/availability", Map.of("online", true, "lat", at.lat(), "lng", at.lng()));
    }

    public ApiResult goOffline(ApiClient rider) {
        return here(rider).put("/riders/me/availability", Map.of("online", false));
    }

    /** The rider sends a position, without saying for which delivery. */
    public ApiResult move(ApiClient rider, GeoPoint to) {
        return here(rider).put("/riders/me/location", to);
    }

    public JsonNode offersTo(ApiClient rider) {
        return here(rider).get("/riders/me/offers").data();
    }

    public @Nullable JsonNode offerTo(ApiClient rider, Ordered order) {
        for (JsonNode offer : offersTo(rider)) {
            if (offer.path("deliveryId").asString().equals(order.deliveryId().toString())) {
                return offer;
            }
        }
        return null;
    }

    public JsonNode awaitOffer(ApiClient rider, Ordered order) {
        return await().until(() -> offerTo(rider, order), offer -> offer != null);
    }

    // ---- orders

    public static OrderConfirmed confirmed(UUID orderId, UUID userId) {
        return confirmed(orderId, userId, ADDRESS);
    }

    public static OrderConfirmed confirmed(UUID orderId, UUID userId, OrderEvent.Address address) {
        return new OrderConfirmed(
                orderId,
                userId,
                List.of(new OrderEvent.Item(UUID.randomUUID(), "Milk", 2, new BigDecimal("1.99"))),
                new BigDecimal("3.98"),
                address,
                Instant.now());
    }

    public static OrderCancelled cancelled(UUID orderId, UUID userId) {
        return new OrderCancelled(orderId, userId, "changed my mind", Instant.now());
    }

    /** The order is confirmed, and its delivery looks for a rider. */
    public Ordered order() {
        return orderOf(api.asCustomer());
    }

    public Ordered orderOf(ApiClient customer) {
        return confirm(UUID.randomUUID(), customer);
    }

    /** An order of this id is confirmed. */
    public Ordered confirm(UUID orderId, ApiClient customer) {
        workflow.on(confirmed(orderId, customer.userId()));
        return new Ordered(orderId, deliveryIdOf(orderId), customer);
    }

    public UUID deliveryIdOf(UUID orderId) {
        return jdbc.sql("select id from deliveries where order_id = ?")
                .param(orderId)
                .query(UUID.class)
                .single();
    }

    /** A delivery that this rider has accepted. */
    public Ordered orderAcceptedBy(ApiClient rider) {
        Ordered order = order();
        awaitOffer(rider, order);
        accept(rider, order).data();
        return order;
    }

    /** A delivery that this rider has picked up. */
    public Ordered orderPickedUpBy(ApiClient rider) {
        Ordered order = orderAcceptedBy(rider);
        pickUp(rider, order).data();
        return order;
    }

    /** Stops the delivery, as the order service does before it cancels an order. */
    public ApiResult stop(UUID orderId, boolean evenIfPickedUp) {
        return api.asService("order-service")
                .post(
                        "/deliveries/orders/" + orderId + "/stop",
                        Map.of(
                                "userId",
                                UUID.randomUUID(),
                                "reason",
                                "changed my mind",
                                "evenIfPickedUp",
                                evenIfPickedUp));
    }

    /** The state of the order's delivery, for other services. */
    public JsonNode stateOf(UUID orderId) {
        return api.asService("order-service")
                .get("/deliveries/orders/" + orderId)
                .data();
    }

    /** The order is cancelled by an order service that has not stopped the delivery first. */
    public void cancel(Ordered order) {
        workflow.on(cancelled(order.orderId(), order.customer().userId()));
    }

    // ---- a rider with a delivery

    public ApiResult accept(ApiClient rider, Ordered order) {
        return here(rider).post(order.path() + "/accept");
    }

    public ApiResult reject(ApiClient rider, Ordered order) {
        return here(rider).post(order.path() + "/reject");
    }

    public ApiResult pickUp(ApiClient rider, Ordered order) {
        return here(rider).post(order.path() + "/pickup");
    }

    public ApiResult move(ApiClient rider, Ordered order, GeoPoint to) {
        return here(rider).put(order.path() + "/location", to);
    }

    /** With the customer's code. */
    public ApiResult handOver(ApiClient rider, Ordered order) {
        return handOver(rider, order, otpOf(order));
    }

    public ApiResult handOver(ApiClient rider, Ordered order, String otp) {
        return here(rider).post(order.path() + "/deliver", Map.of("otp", otp));
    }

    public ApiResult fail(ApiClient riderOrAdmin, Ordered order, String reason) {
        return here(riderOrAdmin).post(order.path() + "/fail", Map.of("reason", reason));
    }

    /** An admin gives the delivery to a rider. */
    public ApiResult assign(Ordered order, ApiClient rider) {
        return api.asAdmin().post(order.path() + "/assign", Map.of("riderId", rider.userId()));
    }

    // ---- what can be seen

    public JsonNode track(Ordered order, ApiClient viewer) {
        return here(viewer).get("/deliveries/" + order.orderId() + "/track").data();
    }

    /** As the customer sees it. */
    public String statusOf(Ordered order) {
        return track(order, order.customer()).path("status").asString();
    }

    public String otpOf(Ordered order) {
        return track(order, order.customer()).path("otp").asString();
    }

    /** Four digits that are not the customer's. */
    public String wrongOtpFor(Ordered order) {
        return otpOf(order).equals("0000") ? "0001" : "0000";
    }

    /** Types of the events about an order that were left in the outbox, in their order. */
    public List<String> eventsAbout(Ordered order) {
        return outbox.typesAbout(order.orderId());
    }

    public List<String> eventData(Ordered order, String type) {
        return outbox.dataAbout(order.orderId(), type);
    }

    /** A count from the database. */
    public long count(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query(Long.class).single();
    }

    /** Whether this rider has an open offer, without a request. */
    public boolean isOffered(UUID rider, Ordered order) {
        return jdbc.sql("select exists (select from offers where delivery_id = ? and rider_id = ? and status = 'OPEN')")
                .params(order.deliveryId(), rider)
                .query(Boolean.class)
                .single();
    }

    /** Where a rider is by the database. */
    public Double latitudeOf(ApiClient rider) {
        return jdbc.sql("select lat from riders where id = ?")
                .param(rider.userId())
                .query(Double.class)
                .single();
    }

    /** Where the rider of a delivery is by the database, or null. */
    public @Nullable Double latitudeOf(Ordered order) {
        return (Double) jdbc.sql("select current_lat from deliveries where id = ?")
                .param(order.deliveryId())
                .query()
                .singleRow()
                .get("current_lat");
    }

    /** Ends all shifts and deliveries, so that a test leaves nothing to the next one. */
    public void endAll() {
        jdbc.sql("update offers set status = 'WITHDRAWN' where status = 'OPEN'").update();
        jdbc.sql("""
                        update deliveries set status = 'FAILED', finished_at = now(), version = version + 1
                        where status not in ('DELIVERED', 'FAILED')
                        """).update();
        jdbc.sql("update riders set online = false, version = version + 1").update();
    }
}
