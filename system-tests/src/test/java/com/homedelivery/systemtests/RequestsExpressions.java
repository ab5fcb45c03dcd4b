package com.homedelivery.systemtests;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/**
 * What stands in double braces in {@code docs/requests.http}: variables, paths into answers, and the functions of the script at its
 * beginning, which are written here once more for want of JavaScript.
 */
final class RequestsExpressions {

    private static final Pattern IN_BRACES = Pattern.compile("\\{\\{(.+?)}}");
    private static final Pattern FIRST_OF = Pattern.compile("firstOf\\(([^)]+)\\)");
    private static final Pattern TOMORROW = Pattern.compile("\\$datetime iso8601 1 d");
    private static final Pattern TOTP = Pattern.compile("totp\\(([^)]+)\\)");
    private static final Pattern TOKEN_IN = Pattern.compile("tokenIn\\(([^,]+), '([^']+)'\\)");
    private static final Pattern NOT = Pattern.compile("!(.+)");
    private static final Pattern STEP = Pattern.compile("\\w+");
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int TOTP_SECONDS = 30;

    private final Map<String, JsonNode> values = new HashMap<>();

    void remember(String name, JsonNode value) {
        values.put(name, value);
    }

    /** A text with what its braces stand for. */
    String fillIn(String text) {
        return IN_BRACES.matcher(text).replaceAll((MatchResult expression) -> {
            JsonNode value = valueOf(expression.group(1));
            if (isMissing(value)) {
                throw new IllegalStateException("There is no " + expression.group(1));
            }
            return Matcher.quoteReplacement(fillIn(value.isValueNode() ? value.asString() : value.toString()));
        });
    }

    /** Whether a condition, that something is not there yet, is true. */
    boolean isTrue(String condition) {
        return matched(NOT, condition)
                .map(parts -> isMissing(valueOf(parts.group(1))))
                .orElseThrow(() -> new IllegalStateException("Not understood: " + condition));
    }

    private JsonNode valueOf(String expression) {
        return matched(FIRST_OF, expression)
                .map(parts -> firstOf(valueOf(parts.group(1))))
                .or(() -> matched(TOMORROW, expression)
                        .map(_ -> text(Instant.now().plus(1, ChronoUnit.DAYS).toString())))
                .or(() -> matched(TOTP, expression)
                        .map(parts -> text(totp(valueOf(parts.group(1)).asString()))))
                .or(() -> matched(TOKEN_IN, expression).map(parts -> tokenIn(valueOf(parts.group(1)), parts.group(2))))
                .orElseGet(() -> at(expression));
    }

    /** {@code order.data.items[0]?.id}, and of an answer that has no name {@code response.parsedBody}. */
    private JsonNode at(String path) {
        JsonNode value = null;
        for (MatchResult step : STEP.matcher(path.replace("?", "").replace("response.parsedBody", "response"))
                .results()
                .toList()) {
            String name = step.group();
            if (value == null) {
                value = values.getOrDefault(name, MissingNode.getInstance());
            } else {
                value = value.isArray() ? value.path(Integer.parseInt(name)) : value.path(name);
            }
        }
        return value == null ? MissingNode.getInstance() : value;
    }

    private static boolean isMissing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static JsonNode firstOf(JsonNode list) {
        JsonNode id = list.path("data").path(0).path("id");
        return isMissing(id) ? text("none") : id;
    }

    private static JsonNode text(String text) {
        return StringNode.valueOf(text);
    }

    /** The token in the latest mail with a link to this page. Lines are broken as RFC 2045, section 6.7, says. */
    private static JsonNode tokenIn(JsonNode mails, String page) {
        Pattern link = Pattern.compile("/" + page + "[?#]token=([\\w-]+)");
        return StreamSupport.stream(mails.spliterator(), false)
                .map(mail -> mail.path("mimeMessage")
                        .asString("")
                        .replaceAll("=\\r?\\n", "")
                        .replace("=3D", "="))
                .flatMap(mail -> link.matcher(mail).results())
                .map(result -> text(result.group(1)))
                .reduce((_, later) -> later)
                .orElse(MissingNode.getInstance());
    }

    /** The code of an authenticator app (RFC 6238), with SHA-1, six digits and half a minute. */
    private static String totp(String secret) {
        ByteBuffer key = ByteBuffer.allocate(secret.length() * 5 / 8);
        int bits = 0;
        int buffer = 0;
        for (char letter : secret.toCharArray()) {
            buffer = buffer << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                key.put((byte) (buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.array(), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(Instant.now().getEpochSecond() / TOTP_SECONDS)
                    .array());
            int code = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
            return "%06d".formatted(code % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<MatchResult> matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text.strip());
        return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }
}
