package com.homedelivery.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.notification.NotificationServiceApplication;
import com.homedelivery.notification.application.NotificationServiceTest.Person;
import com.homedelivery.shared.event.EventMetadata;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.messaging.inbox.Inbox;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.RealServers;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an event and its mail cost the database, counted: an instance with a database of its own, whose workers do not
 * run. The inbox and the outbox are not counted: they add one statement each, the inbox for several events.
 */
class StatementsIT {

    private static ConfigurableApplicationContext service;
    private static Statistics statistics;

    private final NotificationWorkflow workflow = service.getBean(NotificationWorkflow.class);
    private final DispatchJob mailDispatchJob = service.getBean("mailDispatchJob", DispatchJob.class);
    private final Inbox inbox = service.getBean(Inbox.class);
    private final JdbcClient jdbc = service.getBean(JdbcClient.class);

    /** Neither streams are read nor mail is sent by itself. */
    @TestConfiguration
    static class WithoutWorkers {

        @Bean
        LifecycleProcessor lifecycleProcessor() {
            return new DefaultLifecycleProcessor() {
                @Override
                public void onRefresh() {}
            };
        }
    }

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(NotificationServiceApplication.class, WithoutWorkers.class)
                .initializers(new RealServers())
                .run(
                        "--server.port=0",
                        "--spring.application.name=notification-costs",
                        "--spring.jpa.properties.hibernate.generate_statistics=true");
        statistics = service.getBean(EntityManagerFactory.class)
                .unwrap(SessionFactory.class)
                .getStatistics();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aNewOrderAndItsMailCostTenStatements() {
        counted(() -> {
            Person ada = registered();
            assertThat(statementsOf(() -> actOn(NotificationServiceTest.created(UUID.randomUUID(), ada))))
                    .as("find the order, insert it, lock the customer, check for a notification, insert it")
                    .isEqualTo(5);
            assertThat(statementsOf(mailDispatchJob::round))
                    .as("find the mail, its recipient, claim it; lock it, record that it was sent")
                    .isEqualTo(5);
            assertThat(unsent()).isZero();
        });
    }

    @Test
    void aKnownOrderCostsOneStatementForItsChange() {
        counted(() -> {
            Person ada = registered();
            OrderCreated created = NotificationServiceTest.created(UUID.randomUUID(), ada);
            actOn(created);
            assertThat(statementsOf(() -> actOn(confirmed(created, ada))))
                    .as("lock the order, lock the customer, check for a notification, insert it, update the order")
                    .isEqualTo(5);
        });
    }

    @Test
    void anOrderThatIsConfirmedInTheSameTransactionIsNotifiedTogether() {
        counted(() -> {
            Person ada = registered();
            OrderCreated created = NotificationServiceTest.created(UUID.randomUUID(), ada);
            assertThat(statementsOf(() -> actOn(created, confirmed(created, ada))))
                    .as("one for the lock and one for the check, then one for the change of the order")
                    .isEqualTo(4 + 2 + 2);
            assertThat(unsent()).isEqualTo(2);
            mailDispatchJob.round();
            assertThat(unsent()).isZero();
        });
    }

    @Test
    void ordersOfOneTransactionAreNotifiedTogether() {
        counted(() -> {
            Person ada = registered();
            List<OrderCreated> orders = Stream.generate(() -> NotificationServiceTest.created(UUID.randomUUID(), ada))
                    .limit(8)
                    .toList();
            assertThat(statementsOf(() -> actOn(orders.toArray(OrderCreated[]::new))))
                    .as("the customer is locked once, and all notifications are inserted at once")
                    .isEqualTo(3 * 8 + 2);
            assertThat(statementsOf(mailDispatchJob::round))
                    .as("as many as for one mail, and two for each that was not done at the same time as another")
                    .isBetween(5L, 5L + 2 * 7);
            assertThat(unsent()).isZero();
        });
    }

    /** Tried again where a job of the service came in between. */
    private static void counted(Runnable work) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(work::run);
    }

    private static long statementsOf(Runnable work) {
        statistics.clear();
        work.run();
        return statistics.getPrepareStatementCount();
    }

    /** Somebody who has been welcomed. */
    private Person registered() {
        Person person = Person.someone();
        workflow.on(NotificationServiceTest.registration(person, Role.USER), metadata());
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            mailDispatchJob.round();
            return unsent() == 0;
        });
        return person;
    }

    private void actOn(OrderEvent... events) {
        List<Inbox.Work> works = Stream.of(events)
                .map(event -> {
                    EventMetadata metadata = metadata();
                    return new Inbox.Work(metadata, () -> workflow.on(event, metadata));
                })
                .toList();
        assertThat(inbox.onceEach(works, Duration.ofMinutes(1))).isEqualTo(works.size());
    }

    private int unsent() {
        return jdbc.sql("select count(*) from messages where status <> 'SENT'")
                .query(Integer.class)
                .single();
    }

    private static OrderConfirmed confirmed(OrderCreated order, Person person) {
        return new OrderConfirmed(
                order.orderId(),
                person.id(),
                order.items(),
                order.totalAmount(),
                NotificationServiceTest.address(),
                Instant.now());
    }

    private static EventMetadata metadata() {
        return new EventMetadata(UUID.randomUUID(), "any", "elsewhere", Instant.now(), "any", null);
    }
}
