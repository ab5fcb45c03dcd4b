package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.shared.event.NotificationEvent.NotificationFailed;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells operators and others of notifications that were given up. */
@Component
class DeliveryFailures {

    private static final Logger log = LoggerFactory.getLogger(DeliveryFailures.class);

    private final Outbox outbox;
    private final Map<Channel, Counter> counters = new EnumMap<>(Channel.class);

    DeliveryFailures(Outbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        counters.put(
                Channel.EMAIL,
                Counter.builder("homedelivery.notification.mails.failed")
                        .description("E-mails that were given up and wait for a person")
                        .register(meters));
        counters.put(
                Channel.SMS,
                Counter.builder("homedelivery.notification.sms.failed")
                        .description("SMS that were given up, or did not arrive")
                        .register(meters));
        counters.put(
                Channel.PUSH,
                Counter.builder("homedelivery.notification.push.failed")
                        .description("Push messages that were given up")
                        .register(meters));
    }

    /** It needs a transaction. */
    void publish(Notification notification, NotificationFailed event) {
        outbox.publish(event);
        Channel channel = notification.channel();
        AfterCommit.run(() -> {
            Counter counter = counters.get(channel);
            if (counter != null) {
                counter.increment();
            }
            if (channel == Channel.EMAIL) {
                log.error("Mail {} was given up: {}", event.notificationId(), event.reason());
            } else {
                log.warn("{} {} was given up: {}", channel, event.notificationId(), event.reason());
            }
        });
    }
}
