package com.homedelivery.delivery.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.delivery.application.OfferView;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.testing.openapi.AsyncDocument;
import com.homedelivery.shared.testing.openapi.CheckedIn;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Holds {@code docs/api/tracking.json}, an AsyncAPI document of the STOMP destinations, against the code. */
class AsyncApiTests {

    private static final String ID = "01947f3e-5c1a-7d2b-9e4f-6a8b0c1d2e03";
    private static final String DESCRIPTION = """
        Live tracking: STOMP 1.2 over the WebSocket at `/ws`. `CONNECT` carries `Authorization: Bearer …` with an access \
        token, and heart-beats of 10 s both ways. A session ends with its token. What one may not subscribe to is answered \
        with a STOMP `ERROR`. The current state comes first, so that a client that was away subscribes again and knows all \
        it needs.\
        """;

    @Test
    void theDocumentIsWhatTheCodeSays() {
        AsyncDocument document = new AsyncDocument("Home Delivery live tracking", DESCRIPTION)
                .server("gateway", "localhost:3000/ws", "stomp", "STOMP 1.2 over WebSocket, through the gateway")
                .message("status-update", TrackingMessage.StatusUpdate.class, List.of())
                .message("location-update", TrackingMessage.LocationUpdate.class, List.of())
                .message("pickup-reminder", TrackingMessage.PickupReminder.class, List.of())
                .message("offer", OfferView.class, List.of())
                .message("location", GeoPoint.class, List.of());
        document.channel(
                        "delivery",
                        "/topic/deliveries/{orderId}",
                        "gateway",
                        "The delivery of an order, for its customer, its rider and admins",
                        List.of("status-update", "location-update"))
                .parameter("orderId", "Id of the order, in lower case")
                .operation(
                        "followDelivery",
                        "send",
                        "Status from the first to the last, position while the rider has the goods");
        document.channel(
                        "offers",
                        StompDestination.USER + StompDestination.OFFERS_QUEUE,
                        "gateway",
                        "A rider's offers",
                        List.of("offer"))
                .operation("hearOffers", "send", "A delivery is offered to the rider");
        document.channel(
                        "reminders",
                        StompDestination.USER + StompDestination.REMINDERS_QUEUE,
                        "gateway",
                        "A rider's reminders",
                        List.of("pickup-reminder"))
                .operation("hearReminders", "send", "The rider has accepted, and not picked up in time");
        document.channel(
                        "riderLocation",
                        "/app/deliveries/{deliveryId}/location",
                        "gateway",
                        "Where the rider of a delivery is, at most five times a second",
                        List.of("location"))
                .parameter("deliveryId", "Id of the delivery, in lower case")
                .operation("tellLocation", "receive", "The rider tells where they are");
        CheckedIn.assertIs("tracking.json", document.make());
    }

    /** Each address of the document leads somewhere, and each destination of the code stands in the document. */
    @Test
    void theAddressesAreTheDestinations() {
        ObjectNode channels = CheckedIn.read("tracking.json").withObject("channels");

        assertThat(channels.valueStream()
                        .map(channel -> channel.get("address").asString())
                        .map(address -> address.replaceAll("\\{\\w+}", ID))
                        .<Class<?>>map(address ->
                                StompDestination.parse(address).orElseThrow().getClass()))
                .containsExactlyInAnyOrder(StompDestination.class.getPermittedSubclasses());
    }
}
