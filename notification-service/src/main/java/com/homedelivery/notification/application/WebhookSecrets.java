package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.domain.WebhookSecret;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.security.secret.SecretCipher;
import com.homedelivery.shared.security.secret.UnreadableSecretException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Secrets of webhooks as they are stored: encrypted, but for those from before that was done, until the next start. */
@Component
class WebhookSecrets {

    private final SecretCipher cipher;

    WebhookSecrets(NotificationProperties properties) {
        this.cipher = new SecretCipher(
                "homedelivery.notification.webhooks.secret-key",
                properties.webhooks().secretKey());
    }

    boolean hasKey() {
        return cipher.hasKey();
    }

    /** @throws ConflictException when there is no key */
    String encrypted(WebhookSecret secret) {
        if (!cipher.hasKey()) {
            throw new ConflictException(
                    "Secrets of webhooks cannot be kept here: there is no key to encrypt them with");
        }
        return cipher.encrypt(secret.key());
    }

    static boolean isEncrypted(String stored) {
        return !WebhookSecret.isSecret(stored);
    }

    WebhookSecret read(String stored) throws UnreadableSecretException {
        return isEncrypted(stored) ? WebhookSecret.of(cipher.decrypt(stored)) : new WebhookSecret(stored);
    }

    List<WebhookSecret> read(List<String> stored) throws UnreadableSecretException {
        List<WebhookSecret> secrets = new ArrayList<>();
        for (String each : stored) {
            secrets.add(read(each));
        }
        return secrets;
    }

    boolean isReadable(String stored) {
        try {
            read(stored);
            return true;
        } catch (UnreadableSecretException e) {
            return false;
        }
    }
}
