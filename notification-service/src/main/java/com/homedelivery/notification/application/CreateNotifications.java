package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Language;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.OrderProjection;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.shared.event.EventMetadata;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates the notifications of an event, one for each channel on which a recipient wants it, however often the event comes. For a
 * recipient who is not known yet it is created all the same, and waits: see {@link ReleaseNotifications}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CreateNotifications {

    private static final Logger log = LoggerFactory.getLogger(CreateNotifications.class);

    private final Recipients recipients;
    private final Notifications notifications;
    private final TemplateRenderer renderer;
    private final PhoneConfirmation phones;
    private final DispatchSignals signals;
    private final Clock clock;

    CreateNotifications(
            Recipients recipients,
            Notifications notifications,
            TemplateRenderer renderer,
            PhoneConfirmation phones,
            DispatchSignals signals,
            Clock clock) {
        this.recipients = recipients;
        this.notifications = notifications;
        this.renderer = renderer;
        this.phones = phones;
        this.signals = signals;
        this.clock = clock;
    }

    public void forUser(UUID userId, EventMetadata event, Template template, Map<String, ?> model) {
        forRecipient(recipients.findOrCreateForShare(userId), event, template, model);
    }

    /** @param recipient locked */
    public void forRecipient(Recipient recipient, EventMetadata event, Template template, Map<String, ?> model) {
        List<Channel> channels = Arrays.stream(Channel.values())
                .filter(channel -> template.isFor(channel) && recipient.wants(template, channel))
                .filter(channel -> channel != Channel.SMS || phones.allowsSms(recipient))
                .toList();
        if (channels.isEmpty() || notifications.existsFor(event.id(), recipient.userId())) {
            return;
        }
        channels.forEach(channel -> {
            notifications.save(Notification.to(
                    recipient,
                    event.id(),
                    channel,
                    template,
                    renderer.render(template, channel, recipient.language(), recipient.firstName(), model),
                    clock.instant()));
            signals.wakeUpAfterCommit(channel);
        });
    }

    /** Mails a person at an address, whatever address and preferences are known of them. */
    public void forAddress(UUID userId, String address, EventMetadata event, Template template, Map<String, ?> model) {
        Recipient recipient = recipients.findOrCreateForShare(userId);
        if (!notifications.existsFor(event.id(), userId)) {
            notifications.save(Notification.toAddress(
                    recipient,
                    address,
                    event.id(),
                    template,
                    renderer.render(template, Channel.EMAIL, recipient.language(), recipient.firstName(), model),
                    clock.instant()));
            signals.wakeUpAfterCommit(Channel.EMAIL);
        }
    }

    /** Mails a person a secret at an address, as soon as the secret can be had. */
    public void withSecret(UUID userId, String address, EventMetadata event, Template template, UUID verificationId) {
        Recipient recipient = recipients.findOrCreateForShare(userId);
        if (recipient.isDeleted() || notifications.existsFor(event.id(), userId)) {
            return;
        }
        String subject = renderer.render(template, Channel.EMAIL, recipient.language(), null, Map.of("link", ""))
                .subject();
        notifications.save(Notification.withSecret(
                recipient, address, event.id(), template, subject, verificationId, clock.instant()));
        signals.wakeUpAfterCommit(Channel.EMAIL);
    }

    /** For whoever the order turns out to belong to. */
    public void forOwnerOf(OrderProjection order, EventMetadata event, Template template, Map<String, ?> model) {
        if (notifications.existsWithoutRecipient(event.id())) {
            return;
        }
        notifications.save(Notification.toOwnerOf(
                order,
                event.id(),
                template,
                renderer.render(template, Channel.EMAIL, Language.EN, null, model),
                clock.instant()));
    }

    /** For all admins; while there are none, for the first one. */
    public void forAdmins(EventMetadata event, Template template, Map<String, ?> model) {
        forAdmins(event, template, model, Map.of());
    }

    /**
     * For all admins, and for others with templates of their own.
     *
     * @param others the templates by user; an admin among them gets that one
     */
    public void forAdmins(EventMetadata event, Template template, Map<String, ?> model, Map<UUID, Template> others) {
        SortedMap<UUID, Template> templates = new TreeMap<>();
        findAdminIds().forEach(admin -> templates.put(admin, template));
        if (templates.isEmpty()) {
            forFirstAdmin(event, template, model);
        }
        templates.putAll(others);
        // Recipients are locked in one order: or two transactions could wait for each other.
        templates.forEach((userId, own) -> forUser(userId, event, own, model));
    }

    /** All admins; when there are none, nobody becomes one before the transaction ends. */
    private List<UUID> findAdminIds() {
        List<UUID> admins = recipients.findAdminIds();
        if (admins.isEmpty()) {
            recipients.lockAdmins();
            return recipients.findAdminIds();
        }
        return admins;
    }

    private void forFirstAdmin(EventMetadata event, Template template, Map<String, ?> model) {
        if (notifications.existsWithoutRecipient(event.id())) {
            return;
        }
        if (!notifications.existsWaitingForAdmin()) {
            log.warn("No admin is known: what is for admins waits for the first one");
        }
        notifications.save(Notification.toFirstAdmin(
                event.id(),
                template,
                renderer.render(template, Channel.EMAIL, Language.EN, null, model),
                clock.instant()));
    }
}
