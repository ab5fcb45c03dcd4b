package com.homedelivery.auth.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.homedelivery.auth.AuthPropertiesFixtures;
import com.homedelivery.auth.domain.SecondFactorUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;

class EncryptedTotpCodesTests {

    private static final byte[] KEY = "01234567890123456789012345678901".getBytes(StandardCharsets.US_ASCII);

    private static final String NEW_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final EncryptedTotpCodes codes = codesWith(Base64.getEncoder().encodeToString(KEY));

    /** RFC 6238, appendix B, for SHA-1: the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long second, String code) {
        String secret = encrypted("12345678901234567890");

        assertThat(codes.matchingStep(secret, code, Instant.ofEpochSecond(second)))
                .contains(second / 30);
    }

    @Test
    void forgivesAClockThatIsOneStepOff() {
        String secret = encrypted("12345678901234567890");

        assertThat(codes.matchingStep(secret, "287082", Instant.ofEpochSecond(89)))
                .contains(1L);
        assertThat(codes.matchingStep(secret, "287082", Instant.ofEpochSecond(29)))
                .contains(1L);
        assertThat(codes.matchingStep(secret, "287082", Instant.ofEpochSecond(90)))
                .isEmpty();
    }

    @Test
    void whatIsNoCodeMatchesNothing() {
        String secret = codes.newSecret();

        assertThat(codes.matchingStep(secret, "", Instant.EPOCH)).isEmpty();
        assertThat(codes.matchingStep(secret, "28708x", Instant.EPOCH)).isEmpty();
        assertThat(codes.matchingStep(secret, "\u0662\u0668\u0667\u0660\u0668\u0662", Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void storesASecretEncrypted() {
        String stored = codes.newSecret();

        assertThat(codes.decrypted(stored)).matches("[A-Z2-7]{32}");
        assertThat(stored).doesNotContain(codes.decrypted(stored)).hasSizeLessThan(255);
    }

    @Test
    void cannotBeHadWithoutAKey() {
        assertThat(codes.isAvailable()).isTrue();
        assertThat(codesWith("").isAvailable()).isFalse();
    }

    @Test
    void readsWhatTheKeyOfBeforeHasEncryptedAndEncryptsItAnew() {
        String old = encrypted("12345678901234567890");
        EncryptedTotpCodes rotated = codesWith(NEW_KEY, Base64.getEncoder().encodeToString(KEY));

        assertThat(rotated.matchingStep(old, "287082", Instant.ofEpochSecond(59)))
                .contains(1L);
        String anew = rotated.reencrypted(old).orElseThrow();

        EncryptedTotpCodes afterwards = codesWith(NEW_KEY);
        assertThat(afterwards.matchingStep(anew, "287082", Instant.ofEpochSecond(59)))
                .contains(1L);
        assertThat(rotated.reencrypted(anew)).isEmpty();
    }

    @Test
    void saysThatItCannotReadWhatAnotherKeyHasEncrypted() {
        String secret = codes.newSecret();

        assertThatExceptionOfType(SecondFactorUnavailableException.class)
                .isThrownBy(() -> codesWith(NEW_KEY).matchingStep(secret, "287082", Instant.EPOCH));
        assertThatExceptionOfType(SecondFactorUnavailableException.class)
                .isThrownBy(() -> codesWith("").matchingStep(secret, "287082", Instant.EPOCH));
    }

    /** Recovery codes are no codes of the app: they are looked up without a key. */
    @Test
    void whatIsNoCodeOfTheAppTakesNoKey() {
        assertThat(codesWith("").matchingStep(codes.newSecret(), "0f3k-m2qa-71ti-v9cb", Instant.EPOCH))
                .isEmpty();
    }

    private static String encrypted(String secret) {
        byte[] bytes = AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(KEY, "AES"))
                .build()
                .encrypt(secret.getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static EncryptedTotpCodes codesWith(String key) {
        return codesWith(key, "");
    }

    private static EncryptedTotpCodes codesWith(String key, String previousKey) {
        return new EncryptedTotpCodes(
                AuthPropertiesFixtures.bound(Map.of("totp.key", key, "totp.previous-key", previousKey)));
    }
}
