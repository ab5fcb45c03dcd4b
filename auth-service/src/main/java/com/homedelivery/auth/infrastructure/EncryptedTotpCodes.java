package com.homedelivery.auth.infrastructure;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.application.TotpCodes;
import com.homedelivery.auth.domain.SecondFactorUnavailableException;
import com.homedelivery.shared.security.secret.SecretCipher;
import com.homedelivery.shared.security.secret.UnreadableSecretException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One-time passwords by java-otp, their secrets encrypted by {@link SecretCipher}. Those that the key of before has encrypted are
 * read too, and encrypted anew when they are used.
 */
@Component
class EncryptedTotpCodes implements TotpCodes {

    private static final Logger log = LoggerFactory.getLogger(EncryptedTotpCodes.class);
    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
    private final SecretCipher present;
    private final SecretCipher previous;

    EncryptedTotpCodes(AuthProperties properties) {
        this.present =
                new SecretCipher("homedelivery.auth.totp.key", properties.totp().key());
        this.previous = new SecretCipher(
                "homedelivery.auth.totp.previous-key", properties.totp().previousKey());
    }

    @Override
    public boolean isAvailable() {
        return present.hasKey();
    }

    @Override
    public String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return present.encrypt(secret);
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

    @Override
    public Optional<String> reencrypted(String secret) {
        return !present.hasKey() || decryptedBy(present, secret).isPresent()
                ? Optional.empty()
                : Optional.of(present.encrypt(bytesOf(secret)));
    }

    private byte[] bytesOf(String secret) {
        return decryptedBy(present, secret)
                .or(() -> decryptedBy(previous, secret))
                .orElseThrow(EncryptedTotpCodes::unreadable);
    }

    private static Optional<byte[]> decryptedBy(SecretCipher cipher, String secret) {
        try {
            return Optional.of(cipher.decrypt(secret));
        } catch (UnreadableSecretException ofAnotherKey) {
            return Optional.empty();
        }
    }

    private static SecondFactorUnavailableException unreadable() {
        log.error("A second factor cannot be read: TOTP_KEY is missing, or is another than the one that it was set up"
                + " with. Give that key back, as TOTP_KEY or beside a new one as TOTP_PREVIOUS_KEY. Until then its"
                + " owner needs a recovery code to log in");
        return new SecondFactorUnavailableException();
    }
}
