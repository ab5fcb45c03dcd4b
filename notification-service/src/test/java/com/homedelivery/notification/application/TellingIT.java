package com.homedelivery.notification.application;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.Role;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class TellingIT extends RunningNotificationService {

    private static final GeoPoint STORE = new GeoPoint(40.7128, -74.006);
    private static final BigDecimal AMOUNT = new BigDecimal("19.00");
    private static final String WELCOME = "Welcome to Home Delivery";

    @Autowired
    private TellPeople people;

    @Test
    void somebodyNewIsWelcomed() throws Exception {
        Person ada = Person.someone();
        send(registration(ada, Role.USER));
        MimeMessage mail = awaitMails(ada, WELCOME).getFirst();

        await().atMost(ofSeconds(10))
                .until(() -> toldTo(ada).getFirst().path("status").asString().equals("SENT"));
        JsonNode told = toldTo(ada).getFirst();
        assertThat(told.path("channel").asString()).isEqualTo("email");
        assertThat(told.path("template").asString()).isEqualTo("welcome");
        assertThat(told.path("subject").asString()).isEqualTo(WELCOME);
        assertThat(told.path("body").asString()).startsWith("Hello,");
        assertThat(told.path("createdAt").asString()).isNotEmpty();
        assertThat(told.path("sentAt").asString()).isNotEmpty();

        assertThat(mail.getMessageID()).isEqualTo("<" + told.path("id").asString() + "@homedelivery.test>");
        assertThat(mail.getFrom()[0]).hasToString("Home Delivery <no-reply@homedelivery.test>");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getAllRecipients()[0]).hasToString(ada.email());
        assertThat(mail.getSentDate()).isNotNull();
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(count(
                        "select count(*) from outbox where type = 'notification.sent' and event_key = ?",
                        ada.id().toString()))
                .isEqualTo(1);
    }

    @Test
    void theLifeOfAnOrderIsTold() throws Exception {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        UUID rider = UUID.randomUUID();
        UUID delivery = UUID.randomUUID();
        OrderCreated created = created(order, ada);
        sendAndAwait(new UserProfileUpdated(ada.id(), "Ada", "555-0100", true, Instant.now()));
        sendAndAwait(created);
        sendAndAwait(new PaymentInitiated(UUID.randomUUID(), order, ada.id(), AMOUNT, "upi", Instant.now()));
        sendAndAwait(new PaymentSucceeded(UUID.randomUUID(), order, ada.id(), AMOUNT, "tx", Instant.now()));
        sendAndAwait(new OrderConfirmed(order, ada.id(), created.items(), AMOUNT, address(), Instant.now()));
        sendAndAwait(new DeliveryAssigned(delivery, order, ada.id(), rider, Instant.now()));
        sendAndAwait(new DeliveryStarted(delivery, order, Instant.now(), STORE));
        sendAndAwait(new DeliveryInTransit(delivery, order, STORE, Instant.now()));
        sendAndAwait(new OrderDelivered(order, ada.id(), Instant.now(), rider));

        String number = numberOf(order);
        List<MimeMessage> mails = awaitMails(
                ada,
                WELCOME,
                "We have your order " + number,
                "Your order " + number + " is confirmed",
                "A rider takes your order " + number,
                "Your order " + number + " is on the way",
                "Your order " + number + " was delivered");
        assertThat(templatesToldTo(ada))
                .containsExactly(
                        "order-delivered",
                        "order-on-the-way",
                        "rider-assigned",
                        "order-confirmed",
                        "order-placed",
                        "welcome");
        MimeMessage placed = mails.stream()
                .filter(mail -> subjectOf(mail).startsWith("We have"))
                .findFirst()
                .orElseThrow();
        Multipart alternatives = (Multipart) placed.getContent();
        assertThat(alternatives.getBodyPart(0).getContent().toString())
                .contains("Hello Ada,", "2 × Pizza <Napoli>", "Total: 19.00 USD");
        assertThat(alternatives.getBodyPart(1).getContent().toString())
                .contains("Hello Ada,", "2 × Pizza &lt;Napoli&gt;")
                .doesNotContain("<Napoli>");
    }

    @Test
    void nobodyIsToldTwice() {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        UUID event = UUID.randomUUID();
        send(created(order, ada), event);
        send(created(order, ada), event);
        awaitHandled(event);
        // Not even when the event comes again after the inbox has forgotten it.
        people.on(created(order, ada), metadata(event));
        staysWithMails(ada, WELCOME, "We have your order " + numberOf(order));
        assertThat(templatesToldTo(ada)).containsExactly("order-placed", "welcome");
    }

    @Test
    void aSecondRegistrationIsNoSecondWelcome() {
        Person ada = registered(Role.USER);
        sendAndAwait(registration(ada, Role.RIDER));
        staysWithMails(ada, WELCOME);
    }

    @Test
    void newsOfSomebodyUnknownWaits() {
        Person ada = Person.someone();
        UUID order = UUID.randomUUID();
        sendAndAwait(created(order, ada));
        assertThat(toldTo(ada))
                .singleElement()
                .satisfies(
                        waiting -> assertThat(waiting.path("status").asString()).isEqualTo("PENDING"));
        send(registration(ada, Role.USER));
        staysWithMails(ada, WELCOME, "We have your order " + numberOf(order));
    }

    @Test
    void newsOfAnUnknownOrderWaits() {
        Person ada = Person.someone();
        UUID order = UUID.randomUUID();
        UUID started = UUID.randomUUID();
        DeliveryStarted event = new DeliveryStarted(UUID.randomUUID(), order, Instant.now(), STORE);
        send(event, started);
        awaitHandled(started);
        people.on(event, metadata(started));
        sendAndAwait(new DeliveryAssigned(event.deliveryId(), order, ada.id(), UUID.randomUUID(), Instant.now()));
        people.on(event, metadata(started));
        send(registration(ada, Role.USER));
        staysWithMails(
                ada,
                WELCOME,
                "A rider takes your order " + numberOf(order),
                "Your order " + numberOf(order) + " is on the way");
    }

    @Test
    void whoSwitchedNotificationsOffHearsOnlyWhatMustBeHeard() {
        Person ada = registered(Role.USER);
        sendAndAwait(new UserProfileUpdated(ada.id(), null, null, false, Instant.now()));
        UUID order = UUID.randomUUID();
        sendAndAwait(created(order, ada));
        sendAndAwait(new PaymentFailed(UUID.randomUUID(), order, ada.id(), AMOUNT, "card declined", Instant.now()));
        sendAndAwait(new OrderFailed(order, ada.id(), "The rider had an accident", Instant.now()));
        sendAndAwait(new PaymentRefunded(UUID.randomUUID(), order, ada.id(), AMOUNT, "re", Instant.now()));
        staysWithMails(
                ada,
                WELCOME,
                "The payment for your order " + numberOf(order) + " failed",
                "Your order " + numberOf(order) + " could not be delivered",
                "19.00 USD are on their way back to you");
    }

    @Test
    void whoSwitchedThemOffBeforeBeingKnownIsNotWelcomedEither() {
        Person ada = Person.someone();
        UUID order = UUID.randomUUID();
        sendAndAwait(created(order, ada));
        sendAndAwait(new UserProfileUpdated(ada.id(), "Ada", null, false, Instant.now()));
        sendAndAwait(new OrderCancelled(order, ada.id(), "not paid in time", Instant.now()));
        send(registration(ada, Role.USER));
        staysWithMails(ada, "Your order " + numberOf(order) + " was cancelled");
    }

    @Test
    void aPaymentVoidedWithItsOrderIsNoNews() {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        sendAndAwait(new OrderCancelled(order, ada.id(), "changed my mind", Instant.now()));
        sendAndAwait(new PaymentFailed(UUID.randomUUID(), order, ada.id(), AMOUNT, "order cancelled", Instant.now()));
        staysWithMails(ada, WELCOME, "Your order " + numberOf(order) + " was cancelled");
    }

    @Test
    void adminsAreToldOfLowStock() {
        Person boss = registered(Role.ADMIN);
        Person otherBoss = registered(Role.ADMIN);
        Person ada = registered(Role.USER);
        UUID product = UUID.randomUUID();
        UUID event = UUID.randomUUID();
        send(new StockLow(product, 3, 5, Instant.now()), event);
        send(new StockLow(product, 3, 5, Instant.now()), event);
        sendAndAwait(new StockUpdated(product, 0, 3, Instant.now()));
        sendAndAwait(new OutOfStock(product, Instant.now()));
        for (Person admin : List.of(boss, otherBoss)) {
            staysWithMails(
                    admin, WELCOME, "Stock is low: 3 left of product " + product, "Out of stock: product " + product);
        }
        staysWithMails(ada, WELCOME);
    }

    @Test
    void aNameCannotBecomeAHeader() throws Exception {
        Person ada = Person.someone();
        sendAndAwait(
                new UserProfileUpdated(ada.id(), "Ada\r\nBcc: spy@example.test\r\n\r\n<b>", null, true, Instant.now()));
        send(registration(ada, Role.USER));
        MimeMessage mail = awaitMails(ada, WELCOME).getFirst();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(toldTo(ada).getFirst().path("body").asString()).startsWith("Hello Ada Bcc: spy@example.test <b>,");
    }

    private static EventMetadata metadata(UUID id) {
        return new EventMetadata(id, "any", "elsewhere", Instant.now(), "any", null);
    }
}
