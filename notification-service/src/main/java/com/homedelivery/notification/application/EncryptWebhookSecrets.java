package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Webhook;
import com.homedelivery.notification.domain.WebhookSecret;
import com.homedelivery.notification.domain.Webhooks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Encrypts the secrets of webhooks that were stored as they are, as soon as there is a key. */
@Component
class EncryptWebhookSecrets implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(EncryptWebhookSecrets.class);

    private final Webhooks webhooks;
    private final WebhookSecrets secrets;
    private final TransactionOperations transaction;

    EncryptWebhookSecrets(Webhooks webhooks, WebhookSecrets secrets, TransactionOperations transaction) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (secrets.hasKey()) {
            transaction.executeWithoutResult(_ -> webhooks.findAllForUpdate().forEach(this::encrypt));
        } else if (webhooks.count() > 0) {
            log.warn("There are webhooks, and no homedelivery.notification.webhooks.secret-key for their secrets");
        }
    }

    private void encrypt(Webhook webhook) {
        webhook.storeSecretsAs(
                stored -> WebhookSecrets.isEncrypted(stored) ? stored : secrets.encrypted(new WebhookSecret(stored)));
    }
}
