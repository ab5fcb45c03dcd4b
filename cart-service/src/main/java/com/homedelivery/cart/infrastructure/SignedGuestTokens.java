package com.homedelivery.cart.infrastructure;

import com.homedelivery.cart.application.GuestTokens;
import com.homedelivery.cart.domain.GuestToken;
import com.homedelivery.shared.security.JwtProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Tokens that nobody else can make, of which nothing has to be kept: 4 bytes of the time in seconds, 12 random ones, and the first 16 of
 * their HMAC-SHA256 (RFC 2104, section 5), as base64url without padding. The key is made of the secret that all instances
 * share, so that it is of no use for anything else; another secret ends all guests' carts.
 */
@Component
class SignedGuestTokens implements GuestTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "home-delivery guest cart token 1".getBytes(StandardCharsets.US_ASCII);

    private static final int SIGNED_BYTES = 16;
    private static final int SIGNATURE_BYTES = 16;
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final Clock clock;

    SignedGuestTokens(JwtProperties jwt, Clock clock) {
        byte[] secret = jwt.secret().getBytes(StandardCharsets.UTF_8);
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret, ALGORITHM), PURPOSE), ALGORITHM);
        this.clock = clock;
    }

    @Override
    public GuestToken create() {
        byte[] signed = new byte[SIGNED_BYTES];
        random.nextBytes(signed);
        ByteBuffer.wrap(signed).putInt((int) clock.instant().getEpochSecond());
        byte[] bytes = ByteBuffer.allocate(SIGNED_BYTES + SIGNATURE_BYTES)
                .put(signed)
                .put(signatureOf(signed))
                .array();
        return toToken(encode(bytes), signed);
    }

    @Override
    public Optional<GuestToken> parse(String text) {
        if (!FORMAT.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
        // The last character has two bits to spare: each token is written in one way alone.
        return MessageDigest.isEqual(signature, signatureOf(signed))
                        && encode(bytes).equals(text)
                ? Optional.of(toToken(text, signed))
                : Optional.empty();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static GuestToken toToken(String text, byte[] signed) {
        return new GuestToken(
                text,
                Instant.ofEpochSecond(
                        Integer.toUnsignedLong(ByteBuffer.wrap(signed).getInt())));
    }

    private byte[] signatureOf(byte[] signed) {
        return Arrays.copyOf(hmac(key, signed), SIGNATURE_BYTES);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
