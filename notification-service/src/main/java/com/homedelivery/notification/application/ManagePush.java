package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.domain.PushSubscription;
import com.homedelivery.notification.domain.PushSubscriptions;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The browsers in which people have asked for push messages. */
@Component
@Transactional
public class ManagePush {

    private final PushSubscriptions subscriptions;
    private final Recipients recipients;
    private final NotificationProperties.Push settings;
    private final Clock clock;

    ManagePush(PushSubscriptions subscriptions, Recipients recipients, NotificationProperties properties, Clock clock) {
        this.subscriptions = subscriptions;
        this.recipients = recipients;
        this.settings = properties.push();
        this.clock = clock;
    }

    /** The key that a browser subscribes with. */
    public String publicKey() {
        if (!settings.isConfigured()) {
            throw new NotFoundException("A key for push messages");
        }
        return settings.publicKey();
    }

    /** @throws ConflictException when there are no push messages here */
    @Transactional(propagation = Propagation.SUPPORTS)
    void requireSetUp() {
        if (!settings.isConfigured()) {
            throw new ConflictException("Push messages are not set up here");
        }
    }

    /** A person's browsers, oldest first. */
    @Transactional(readOnly = true)
    public List<PushSubscription> subscriptionsOf(UUID userId) {
        return subscriptions.findByUserIdOrderByCreatedAt(userId);
    }

    /** See {@link SubscribeBrowser#subscribe}; the endpoint is checked. */
    PushSubscription subscribe(UUID userId, String endpoint, String publicKey, String secret) {
        Recipient recipient = recipients.findOrCreateForUpdate(userId);
        PushSubscription subscription = subscriptions
                .findByEndpoint(endpoint)
                .orElseGet(() -> new PushSubscription(userId, endpoint, publicKey, secret, clock.instant()));
        UUID before = subscription.userId();
        subscription.renew(userId, publicKey, secret);
        subscriptions.save(subscription);
        recipient.subscribeToPush(true);
        if (!before.equals(userId)) {
            noteWhetherSubscribed(before);
        }
        List<PushSubscription> all = subscriptions.findByUserIdOrderByCreatedAt(userId);
        all.stream()
                .limit(Math.max(0, all.size() - settings.perPerson()))
                .forEach(oldest -> subscriptions.delete(oldest.id(), userId));
        return subscription;
    }

    /** A browser takes no push messages any more. */
    public void unsubscribe(UUID userId, UUID subscriptionId) {
        recipients.findOrCreateForUpdate(userId);
        if (subscriptions.delete(subscriptionId, userId) == 0) {
            throw new NotFoundException("Subscription");
        }
        noteWhetherSubscribed(userId);
    }

    /** The push service says that the browser is gone. */
    public void forget(PushSubscription subscription) {
        recipients.findByIdForUpdate(subscription.userId());
        subscriptions.delete(subscription.id(), subscription.userId());
        noteWhetherSubscribed(subscription.userId());
    }

    private void noteWhetherSubscribed(UUID userId) {
        recipients
                .findByIdForUpdate(userId)
                .ifPresent(recipient -> recipient.subscribeToPush(subscriptions.countByUserId(userId) > 0));
    }
}
