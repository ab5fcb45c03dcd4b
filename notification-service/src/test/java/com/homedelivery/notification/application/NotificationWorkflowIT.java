package com.homedelivery.notification.application;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryDelayed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.NoRiderFound;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.security.Role;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class NotificationWorkflowIT extends NotificationServiceTest {

    private static final GeoPoint STORE = new GeoPoint(40.7128, -74.006);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final BigDecimal AMOUNT = new BigDecimal("19.00");
    private static final String WELCOME = "Welcome to Home Delivery";

    @Autowired
    private NotificationWorkflow workflow;

    @Test
    void aNewUserIsWelcomed() throws Exception {
        Person ada = Person.someone();
        events.publish(registration(ada, Role.USER));
        MimeMessage mail = awaitMails(ada, WELCOME).getFirst();

        await().atMost(SOON)
                .until(() -> notificationsOf(ada)
                        .getFirst()
                        .path("status")
                        .asString()
                        .equals("SENT"));
        JsonNode welcome = notificationsOf(ada).getFirst();
        assertThat(welcome.path("channel").asString()).isEqualTo("email");
        assertThat(welcome.path("template").asString()).isEqualTo("welcome");
        assertThat(welcome.path("subject").asString()).isEqualTo(WELCOME);
        assertThat(welcome.path("body").asString()).startsWith("Hello,");
        assertThat(welcome.path("createdAt").asString()).isNotEmpty();
        assertThat(welcome.path("sentAt").asString()).isNotEmpty();

        assertThat(mail.getMessageID()).isEqualTo("<" + welcome.path("id").asString() + "@homedelivery.test>");
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
    void aCustomerIsNotifiedOfEachStepOfAnOrder() throws Exception {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        UUID rider = UUID.randomUUID();
        UUID delivery = UUID.randomUUID();
        OrderCreated created = created(order, ada);
        events.publishAndAwait(new UserProfileUpdated(ada.id(), "Ada", "555-0100", true, Instant.now(), null));
        events.publishAndAwait(created);
        events.publish(new PaymentInitiated(UUID.randomUUID(), order, ada.id(), AMOUNT, "upi", Instant.now()));
        events.publish(new PaymentSucceeded(UUID.randomUUID(), order, ada.id(), AMOUNT, "tx", Instant.now()));
        events.publishAndAwait(new OrderConfirmed(order, ada.id(), created.items(), AMOUNT, address(), Instant.now()));
        events.publishAndAwait(new DeliveryAssigned(delivery, order, ada.id(), rider, Instant.now()));
        events.publishAndAwait(new DeliveryStarted(delivery, order, Instant.now(), STORE));
        events.publish(new DeliveryInTransit(delivery, order, STORE, Instant.now()));
        events.publishAndAwait(new OrderDelivered(order, ada.id(), Instant.now(), rider));

        String number = numberOf(order);
        List<MimeMessage> mails = awaitMails(
                ada,
                WELCOME,
                "We have your order " + number,
                "Your order " + number + " is confirmed",
                "A rider takes your order " + number,
                "Your order " + number + " is on the way",
                "Your order " + number + " was delivered");
        assertThat(templatesSentTo(ada))
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
    void aConfirmationThatIsPublishedAgainIsNotifiedOnce() throws Exception {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        OrderCreated created = created(order, ada);
        OrderConfirmed confirmed =
                new OrderConfirmed(order, ada.id(), created.items(), AMOUNT, address(), Instant.now());
        events.publishAndAwait(created);
        events.publishAndAwait(confirmed);
        events.publishAndAwait(confirmed);

        staysWithMails(
                ada,
                WELCOME,
                "We have your order " + numberOf(order),
                "Your order " + numberOf(order) + " is confirmed");
        assertThat(templatesSentTo(ada)).containsExactly("order-confirmed", "order-placed", "welcome");
    }

    @Test
    void nobodyIsNotifiedTwice() {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        UUID event = UUID.randomUUID();
        events.publish(created(order, ada), event);
        events.publishAndAwait(created(order, ada), event);
        // Not even when the event comes again after the inbox has deleted its entry.
        workflow.on(created(order, ada), metadata(event));
        staysWithMails(ada, WELCOME, "We have your order " + numberOf(order));
        assertThat(templatesSentTo(ada)).containsExactly("order-placed", "welcome");
    }

    @Test
    void aSecondRegistrationIsNotWelcomedAgain() {
        Person ada = registered(Role.USER);
        events.publishAndAwait(registration(ada, Role.RIDER));
        staysWithMails(ada, WELCOME);
    }

    @Test
    void notificationsOfAnUnknownUserWait() {
        Person ada = Person.someone();
        UUID order = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        assertThat(notificationsOf(ada))
                .singleElement()
                .satisfies(
                        waiting -> assertThat(waiting.path("status").asString()).isEqualTo("PENDING"));
        events.publish(registration(ada, Role.USER));
        staysWithMails(ada, WELCOME, "We have your order " + numberOf(order));
    }

    @Test
    void notificationsOfAnUnknownOrderWait() {
        Person ada = Person.someone();
        UUID order = UUID.randomUUID();
        UUID started = UUID.randomUUID();
        DeliveryStarted event = new DeliveryStarted(UUID.randomUUID(), order, Instant.now(), STORE);
        events.publishAndAwait(event, started);
        workflow.on(event, metadata(started));
        events.publishAndAwait(
                new DeliveryAssigned(event.deliveryId(), order, ada.id(), UUID.randomUUID(), Instant.now()));
        workflow.on(event, metadata(started));
        events.publish(registration(ada, Role.USER));
        staysWithMails(
                ada,
                WELCOME,
                "A rider takes your order " + numberOf(order),
                "Your order " + numberOf(order) + " is on the way");
    }

    @Test
    void whoSwitchedNotificationsOffGetsOnlyEssentialOnes() {
        Person ada = registered(Role.USER);
        events.publishAndAwait(new UserProfileUpdated(ada.id(), null, null, false, Instant.now(), null));
        UUID order = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        events.publishAndAwait(
                new PaymentFailed(UUID.randomUUID(), order, ada.id(), AMOUNT, "card declined", Instant.now()));
        events.publishAndAwait(new OrderFailed(order, ada.id(), "The rider had an accident", Instant.now()));
        events.publishAndAwait(
                new PaymentRefunded(UUID.randomUUID(), order, ada.id(), AMOUNT, "re", Instant.now(), true));
        staysWithMails(
                ada,
                WELCOME,
                "The payment for your order " + numberOf(order) + " failed",
                "Your order " + numberOf(order) + " could not be delivered",
                "19.00 USD are on their way back to you");
    }

    @Test
    void whoSwitchedThemOffBeforeRegistrationIsNotWelcomedEither() {
        Person ada = Person.someone();
        UUID order = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        events.publishAndAwait(new UserProfileUpdated(ada.id(), "Ada", null, false, Instant.now(), null));
        events.publishAndAwait(new OrderCancelled(order, ada.id(), "not paid in time", Instant.now()));
        events.publish(registration(ada, Role.USER));
        staysWithMails(ada, "Your order " + numberOf(order) + " was cancelled");
    }

    @Test
    void aPaymentThatIsVoidedWithItsOrderIsNotNotified() {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        events.publishAndAwait(new OrderCancelled(order, ada.id(), "changed my mind", Instant.now()));
        events.publishAndAwait(
                new PaymentFailed(UUID.randomUUID(), order, ada.id(), AMOUNT, "order cancelled", Instant.now()));
        staysWithMails(ada, WELCOME, "Your order " + numberOf(order) + " was cancelled");
    }

    @Test
    void adminsAreNotifiedOfLowStock() {
        List<Person> admins = List.of(registered(Role.ADMIN), registered(Role.ADMIN));
        Person ada = registered(Role.USER);
        UUID product = UUID.randomUUID();
        StockLow low = new StockLow(product, 3, 5, Instant.now());
        UUID event = events.publish(low);
        events.publish(low, event);
        events.publish(new StockUpdated(product, 0, 3, Instant.now()));
        events.publishAndAwait(new OutOfStock(product, Instant.now()));
        for (Person admin : admins) {
            staysWithMails(
                    admin, WELCOME, "Stock is low: 3 left of product " + product, "Out of stock: product " + product);
        }
        staysWithMails(ada, WELCOME);
    }

    @Test
    void aCustomerIsNotifiedOfRemovedItems() {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        events.publishAndAwait(new OrderAdjusted(
                order,
                ada.id(),
                List.of(new Item(UUID.randomUUID(), "Pizza <Napoli>", 2, new BigDecimal("9.5"))),
                AMOUNT,
                new BigDecimal("4"),
                "Not in stock",
                Instant.now(),
                null));
        staysWithMails(ada, WELCOME, "Your order " + numberOf(order) + " comes without some items");
        assertThat(notificationsOf(ada).getFirst().path("body").asString())
                .contains("2 × Pizza <Napoli>", "19.00 USD", "4.00 USD");
    }

    @Test
    void adminsAreNotifiedOfWhatWaitsForThem() {
        Person boss = registered(Role.ADMIN);
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        UUID delivery = UUID.randomUUID();
        UUID refund = UUID.randomUUID();
        Instant since = Instant.parse("2026-01-31T12:00:00Z");
        // Also who has switched notifications off: somebody has to see to it.
        events.publishAndAwait(new UserProfileUpdated(boss.id(), null, null, false, Instant.now(), null));
        events.publishAndAwait(new NoRiderFound(delivery, order, ada.id(), since, Instant.now()));
        events.publishAndAwait(
                new OrderStuck(order, ada.id(), "CONFIRMED", "no delivery is known", since, Instant.now()));
        events.publishAndAwait(new RefundFailed(
                UUID.randomUUID(), order, ada.id(), AMOUNT, refund, "account closed", 10, Instant.now()));
        staysWithMails(
                boss,
                WELCOME,
                "No rider for order " + numberOf(order) + " since 2026-01-31 12:00 UTC",
                "Order " + numberOf(order) + " stands still at CONFIRMED",
                "A refund of 19.00 USD for order " + numberOf(order) + " was refused");
        assertThat(notificationsOf(boss).stream()
                        .map(notification -> notification.path("body").asString()))
                .anyMatch(body -> body.contains("/api/deliveries/" + delivery + "/assign"))
                .anyMatch(body -> body.contains("no delivery is known"))
                .anyMatch(body -> body.contains("/api/payments/refunds/" + refund + "/retry"));
        staysWithMails(ada, WELCOME);
    }

    @Test
    void aRiderWhoDoesNotPickUpIsRemindedAndTheCustomerNotifiedOfTheSearchForAnother() {
        Person ada = registered(Role.USER);
        Person rider = registered(Role.RIDER);
        UUID order = UUID.randomUUID();
        UUID delivery = UUID.randomUUID();
        events.publishAndAwait(new PickupOverdue(delivery, order, ada.id(), rider.id(), Instant.now(), Instant.now()));
        events.publishAndAwait(
                new DeliveryUnassigned(delivery, order, ada.id(), rider.id(), "not-picked-up", Instant.now()));
        staysWithMails(rider, WELCOME, "Order " + numberOf(order) + " waits for you at the store");
        staysWithMails(ada, WELCOME, "We look for another rider for your order " + numberOf(order));
    }

    @Test
    void theCustomerAndTheAdminsAreNotifiedOfASilentRider() {
        Person ada = registered(Role.USER);
        Person boss = registered(Role.ADMIN);
        UUID order = UUID.randomUUID();
        Instant seen = Instant.parse("2026-01-31T12:00:00Z");
        events.publishAndAwait(
                new DeliveryDelayed(UUID.randomUUID(), order, ada.id(), UUID.randomUUID(), seen, Instant.now()));
        staysWithMails(ada, WELCOME, "Your order " + numberOf(order) + " may be late");
        staysWithMails(
                boss, WELCOME, "The rider of order " + numberOf(order) + " is silent since 2026-01-31 12:00 UTC");
    }

    @Test
    void onlyCurrentAdminsAreNotified() {
        Person ada = registered(Role.USER);
        Person former = registered(Role.ADMIN);
        UUID product = UUID.randomUUID();
        events.publishAndAwait(new UserRoleChanged(ada.id(), Role.ADMIN, Instant.now()));
        events.publishAndAwait(new UserRoleChanged(former.id(), Role.USER, Instant.now()));
        publishLateRoleChange(former, Role.ADMIN);
        events.publishAndAwait(new OutOfStock(product, Instant.now()));
        staysWithMails(ada, WELCOME, "Out of stock: product " + product);
        staysWithMails(former, WELCOME);
    }

    @Test
    void reportsToAdminsWaitForTheFirstAdmin(CapturedOutput log) {
        noAdminIsKnown();
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        UUID event = UUID.randomUUID();
        OrderStuck stuck = new OrderStuck(order, ada.id(), "CONFIRMED", "no delivery is known", NOON, Instant.now());
        events.publishAndAwait(stuck, event);
        workflow.on(stuck, metadata(event));
        events.publishAndAwait(new RefundFailed(
                UUID.randomUUID(), order, ada.id(), AMOUNT, UUID.randomUUID(), "closed", 10, Instant.now()));
        assertThat(log.getOut()).containsOnlyOnce("No admin is known");

        Person boss = Person.someone();
        events.publish(registration(boss, Role.ADMIN));
        String[] expected = {
            WELCOME,
            "Order " + numberOf(order) + " stands still at CONFIRMED",
            "A refund of 19.00 USD for order " + numberOf(order) + " was refused"
        };
        awaitMails(boss, expected);
        Person otherBoss = registered(Role.ADMIN);
        workflow.on(registration(boss, Role.ADMIN), metadata(UUID.randomUUID()));
        staysWithMails(boss, expected);
        staysWithMails(otherBoss, WELCOME);
    }

    @Test
    void whoIsMadeTheFirstAdminGetsTheReportsThatWaited() {
        noAdminIsKnown();
        Person ada = registered(Role.USER);
        Person former = registered(Role.USER);
        UUID product = UUID.randomUUID();
        events.publishAndAwait(new OutOfStock(product, Instant.now()));
        events.publishAndAwait(new UserRoleChanged(former.id(), Role.USER, Instant.now()));
        publishLateRoleChange(former, Role.ADMIN);
        events.publishAndAwait(new UserRoleChanged(ada.id(), Role.ADMIN, Instant.now()));
        staysWithMails(ada, WELCOME, "Out of stock: product " + product);
        staysWithMails(former, WELCOME);
    }

    @Test
    void aCustomerIsNotifiedOfADelayAlsoWhileNoAdminIsKnown() {
        noAdminIsKnown();
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        events.publishAndAwait(
                new DeliveryDelayed(UUID.randomUUID(), order, ada.id(), UUID.randomUUID(), NOON, Instant.now()));
        awaitMails(ada, WELCOME, "Your order " + numberOf(order) + " may be late");
        // Whoever is made the first admin has a notification of this delay already.
        events.publishAndAwait(new UserRoleChanged(ada.id(), Role.ADMIN, Instant.now()));
        staysWithMails(ada, WELCOME, "Your order " + numberOf(order) + " may be late");
        assertThat(reportsThatWait()).isZero();
    }

    @Test
    void aReportAndTheFirstAdminDoNotMissEachOther(@Autowired TransactionTemplate transaction) throws Exception {
        noAdminIsKnown();
        Person boss = Person.someone();
        UUID product = UUID.randomUUID();
        Thread registering = transaction.execute(_ -> {
            workflow.on(new OutOfStock(product, Instant.now()), metadata(UUID.randomUUID()));
            Thread other = Thread.ofVirtual()
                    .start(() -> workflow.on(registration(boss, Role.ADMIN), metadata(UUID.randomUUID())));
            await().atMost(ofSeconds(10))
                    .until(() -> !other.isAlive()
                            || count("select count(*) from pg_stat_activity where wait_event = 'advisory'") > 0);
            return other;
        });
        registering.join();
        awaitMails(boss, WELCOME, "Out of stock: product " + product);
    }

    @Test
    void lateEventsOfACancelledOrdersDeliveryAreNotNotified() {
        Person ada = registered(Role.USER);
        Person rider = registered(Role.RIDER);
        Person boss = registered(Role.ADMIN);
        UUID order = UUID.randomUUID();
        UUID delivery = UUID.randomUUID();
        events.publishAndAwait(new OrderCancelled(order, ada.id(), "changed my mind", Instant.now()));
        events.publishAndAwait(new NoRiderFound(delivery, order, ada.id(), NOON, Instant.now()));
        events.publishAndAwait(new DeliveryAssigned(delivery, order, ada.id(), rider.id(), Instant.now()));
        events.publishAndAwait(new PickupOverdue(delivery, order, ada.id(), rider.id(), NOON, Instant.now()));
        events.publishAndAwait(new DeliveryStarted(delivery, order, Instant.now(), STORE));
        staysWithMails(ada, WELCOME, "Your order " + numberOf(order) + " was cancelled");
        staysWithMails(rider, WELCOME);
        staysWithMails(boss, WELCOME);
    }

    @Test
    void thatAnOrderIsOnTheWayIsNotNotifiedOnceItHasFailed() {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        events.publishAndAwait(new DeliveryStarted(UUID.randomUUID(), order, Instant.now(), STORE));
        events.publishAndAwait(new OrderFailed(order, ada.id(), "The rider had an accident", Instant.now()));
        staysWithMails(ada, WELCOME, "Your order " + numberOf(order) + " could not be delivered");
    }

    @Test
    void oldNotificationsAreDeleted(@Autowired RetentionJob retention) {
        Person ada = registered(Role.USER);
        UUID order = UUID.randomUUID();
        events.publishAndAwait(created(order, ada));
        awaitMails(ada, WELCOME, "We have your order " + numberOf(order));
        retention.deleteExpired();
        assertThat(notificationsOf(ada)).hasSize(2);

        jdbc.sql("update messages set created_at = created_at - interval '91 days' where user_id = ?")
                .param(ada.id())
                .update();
        jdbc.sql("update known_orders set heard_at = heard_at - interval '91 days' where order_id = ?")
                .param(order)
                .update();
        await().atMost(SOON).until(() -> {
            retention.deleteExpired();
            return notificationsOf(ada).isEmpty();
        });
        assertThat(count("select count(*) from known_orders where order_id = ?", order))
                .isZero();
    }

    @Test
    void aNameCannotBecomeAHeader() throws Exception {
        Person ada = Person.someone();
        events.publishAndAwait(new UserProfileUpdated(
                ada.id(), "Ada\r\nBcc: spy@example.test\r\n\r\n<b>", null, true, Instant.now(), null));
        events.publish(registration(ada, Role.USER));
        MimeMessage mail = awaitMails(ada, WELCOME).getFirst();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(notificationsOf(ada).getFirst().path("body").asString())
                .startsWith("Hello Ada Bcc: spy@example.test <b>,");
    }

    /** A change of a role that comes after a later one. */
    private void publishLateRoleChange(Person person, Role role) {
        events.publishAndAwait(
                new UserRoleChanged(person.id(), role, Instant.now().minusSeconds(60)));
    }

    private void noAdminIsKnown() {
        jdbc.sql("update recipients set role = 'USER' where role = 'ADMIN'").update();
    }

    private int reportsThatWait() {
        return count("select count(*) from messages where user_id is null and order_id is null");
    }

    private static EventMetadata metadata(UUID id) {
        return new EventMetadata(id, "any", "elsewhere", Instant.now(), "any", null);
    }
}
