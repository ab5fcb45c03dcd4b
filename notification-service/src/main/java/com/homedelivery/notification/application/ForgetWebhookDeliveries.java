package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.WebhookDeliveries;
import com.homedelivery.notification.domain.WebhookDelivery;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets what webhooks were told about a person, or are still to be told: what is done goes from the log, what waits is told
 * without the person.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ForgetWebhookDeliveries {

    private final WebhookDeliveries deliveries;

    ForgetWebhookDeliveries(WebhookDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    void of(UUID userId) {
        for (WebhookDelivery delivery : deliveries.findAboutForUpdate(userId)) {
            if (delivery.isPending()) {
                WebhookEvents.impersonal(delivery.type(), delivery.payload())
                        .ifPresentOrElse(delivery::forgetPerson, () -> deliveries.delete(delivery));
            } else {
                deliveries.delete(delivery);
            }
        }
    }
}
