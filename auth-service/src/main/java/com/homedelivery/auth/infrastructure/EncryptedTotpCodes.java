package com.homedelivery.auth.infrastructure;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.application.TotpCodes;
import com.homedelivery.shared.security.SecretCipher;
import com.homedelivery.shared.security.UnreadableSecretException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.springframework.stereotype.Component;

/** One-time passwords by java-otp, their secrets encrypted by {@link SecretCipher}. */
@Component
class EncryptedTotpCodes implements TotpCodes {

    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
    private final SecretCipher cipher;

    EncryptedTotpCodes(AuthProperties properties) {
        this.cipher =
                new SecretCipher("homedelivery.auth.totp.key", properties.totp().key());
    }

    @Override
    public boolean isAvailable() {
        return cipher.hasKey();
    }

    @Override
    public String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return cipher.encrypt(secret);
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
        try {
            return cipher.decrypt(secret);
        } catch (UnreadableSecretException e) {
            throw new IllegalStateException(e);
        }
    }
}
