package com.homedelivery.shared.security.secret;

import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/**
 * Encrypts secrets that a service has to read again, by AES-256 in GCM with a random nonce each. Each service has a key of its
 * own, and may have none: then nothing can be encrypted, and nothing that was can be read.
 */
public final class SecretCipher {

    /** A key in a property: nothing, or 32 bytes in Base64. */
    public static final String KEY = "([A-Za-z0-9+/]{43}=)?";

    private final String property;
    private final @Nullable BytesEncryptor encryptor;

    /**
     * @param property whose value the key is, to be named when it does not fit
     * @param key 32 bytes in Base64, or empty
     */
    public SecretCipher(String property, String key) {
        this.property = property;
        this.encryptor =
                key.isEmpty() ? null : encryptorWith(Base64.getDecoder().decode(key));
    }

    private static BytesEncryptor encryptorWith(byte[] key) {
        return AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key, "AES")).build();
    }

    public boolean hasKey() {
        return encryptor != null;
    }

    /**
     * @return nonce, secret and its seal, 32 bytes more than the secret, in Base64
     * @throws IllegalStateException when there is no key
     */
    public String encrypt(byte[] secret) {
        if (encryptor == null) {
            throw new IllegalStateException("There is no " + property);
        }
        return Base64.getEncoder().encodeToString(encryptor.encrypt(secret));
    }

    /** @throws UnreadableSecretException when there is no key, or it was encrypted by another one */
    public byte[] decrypt(String encrypted) throws UnreadableSecretException {
        if (encryptor == null) {
            throw new UnreadableSecretException("There is no " + property, null);
        }
        try {
            return encryptor.decrypt(Base64.getDecoder().decode(encrypted));
        } catch (RuntimeException e) { // of many kinds, by where it fails: no Base64, too short, another seal
            throw new UnreadableSecretException(property + " is not the key that the secret was encrypted with", e);
        }
    }
}
