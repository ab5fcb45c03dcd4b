package com.homedelivery.payment.application;

import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Publishes what has happened to money, and counts how much it was. */
@Component
class PaymentEventPublisher {

    private final Outbox outbox;
    private final MeterProvider<Counter> money;

    PaymentEventPublisher(Outbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        this.money = Counter.builder("homedelivery.payment.money")
                .description("Money that something has happened to, by the type of the event")
                .withRegistry(meters);
    }

    /** In the transaction in which it happens. */
    void publish(PaymentEvent event) {
        outbox.publish(event);
        Counter counter = money.withTag("type", EventStream.typeOf(event));
        AfterCommit.run(() -> counter.increment(event.amount().doubleValue()));
    }
}
