package com.homedelivery.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.notification.NotificationPropertiesFixtures;
import com.homedelivery.notification.domain.WebhookSecret;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.security.secret.UnreadableSecretException;
import org.junit.jupiter.api.Test;

class WebhookSecretsTests {

    private final WebhookSecrets withoutKey = new WebhookSecrets(NotificationPropertiesFixtures.defaults());

    @Test
    void aWebhookCannotBeMadeWithoutAKey() {
        assertThat(withoutKey.hasKey()).isFalse();
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> withoutKey.encrypted(WebhookSecret.generate()))
                .withMessageContaining("no key");
    }

    @Test
    void aSecretFromBeforeIsReadWithoutAKey() throws Exception {
        WebhookSecret secret = WebhookSecret.generate();

        assertThat(withoutKey.read(secret.text())).isEqualTo(secret);
    }

    @Test
    void anEncryptedSecretIsNotReadWithoutAKey() {
        assertThat(withoutKey.isReadable("AAAA")).isFalse();
        assertThatExceptionOfType(UnreadableSecretException.class)
                .isThrownBy(() -> withoutKey.read("AAAA"))
                .withMessage("There is no homedelivery.notification.webhooks.secret-key");
    }
}
