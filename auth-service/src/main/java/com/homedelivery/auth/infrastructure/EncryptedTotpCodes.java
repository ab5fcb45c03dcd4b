package com.homedelivery.auth.infrastructure;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.application.TotpCodes;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/** One-time passwords by java-otp, their secrets by AES-256 in GCM with a random nonce each. */
@Component
class EncryptedTotpCodes implements TotpCodes {

    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
    private final @Nullable BytesEncryptor encryptor;

    EncryptedTotpCodes(AuthProperties properties) {
        String key = properties.totp().key();
        this.encryptor =
                key.isEmpty() ? null : encryptorWith(Base64.getDecoder().decode(key));
    }

    private static BytesEncryptor encryptorWith(byte[] key) {
        return AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key, "AES")).build();
    }

    @Override
    public boolean isAvailable() {
        return encryptor != null;
    }

    @Override
    public String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getEncoder().encodeToString(requireEncryptor().encrypt(secret));
    }

    @Override
    public String decrypted(String secret) {
        return new Base32().encodeToString(bytesOf(secret));
    }

    @Override
    public Optional<Long> matchingStep(String secret, String code, Instant now) {
        if (code.length() != generator.getPasswordLength()) {
            return Optional.empty();
        }
        SecretKeySpec key = new SecretKeySpec(bytesOf(secret), generator.getAlgorithm());
        long present = now.toEpochMilli() / generator.getTimeStep().toMillis();
        return LongStream.rangeClosed(present - 1, present + 1)
                .filter(step -> MessageDigest.isEqual(codeAt(key, step).getBytes(), code.getBytes()))
                .boxed()
                .findFirst();
    }

    private String codeAt(SecretKeySpec key, long step) {
        try {
            return generator.generateOneTimePasswordString(
                    key, Instant.EPOCH.plus(generator.getTimeStep().multipliedBy(step)));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC takes any key", e);
        }
    }

    private byte[] bytesOf(String secret) {
        return requireEncryptor().decrypt(Base64.getDecoder().decode(secret));
    }

    private BytesEncryptor requireEncryptor() {
        return Objects.requireNonNull(encryptor, "There is no homedelivery.auth.totp.key any more");
    }
}
