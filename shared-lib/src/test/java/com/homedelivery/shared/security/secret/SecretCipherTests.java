package com.homedelivery.shared.security.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;

class SecretCipherTests {

    private static final String KEY = keyOf("01234567890123456789012345678901");
    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

    private final SecretCipher cipher = new SecretCipher("some.key", KEY);

    @Test
    void readsWhatItHasEncryptedAndNeverEncryptsTheSameTwice() throws Exception {
        String encrypted = cipher.encrypt(SECRET);

        assertThat(cipher.decrypt(encrypted)).isEqualTo(SECRET);
        assertThat(cipher.encrypt(SECRET)).isNotEqualTo(encrypted);
        assertThat(Base64.getDecoder().decode(encrypted)).hasSize(SECRET.length + 32);
    }

    /** What auth-service has stored since it has second factors. */
    @Test
    void readsWhatSpringSecurityHasEncrypted() throws Exception {
        byte[] stored = AesGcmBytesEncryptor.withSecretKey(
                        new SecretKeySpec(Base64.getDecoder().decode(KEY), "AES"))
                .build()
                .encrypt(SECRET);

        assertThat(cipher.decrypt(Base64.getEncoder().encodeToString(stored))).isEqualTo(SECRET);
    }

    @Test
    void saysWhichPropertyDoesNotFit() {
        String elsewhere = new SecretCipher("some.key", keyOf("another-key-another-key-another-")).encrypt(SECRET);

        for (String unreadable : new String[] {elsewhere, "AAAA", "no Base64", ""}) {
            assertThatExceptionOfType(UnreadableSecretException.class)
                    .isThrownBy(() -> cipher.decrypt(unreadable))
                    .withMessageContaining("some.key");
        }
    }

    @Test
    void noticesThatSomebodyHasChangedASecret() {
        byte[] changed = Base64.getDecoder().decode(cipher.encrypt(SECRET));
        changed[20] ^= 1;

        assertThatExceptionOfType(UnreadableSecretException.class)
                .isThrownBy(() -> cipher.decrypt(Base64.getEncoder().encodeToString(changed)));
    }

    @Test
    void doesNothingWithoutAKey() {
        SecretCipher without = new SecretCipher("some.key", "");

        assertThat(without.hasKey()).isFalse();
        assertThat(cipher.hasKey()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> without.encrypt(SECRET))
                .withMessage("There is no some.key");
        assertThatExceptionOfType(UnreadableSecretException.class)
                .isThrownBy(() -> without.decrypt(cipher.encrypt(SECRET)))
                .withMessage("There is no some.key");
    }

    private static String keyOf(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
