package com.homedelivery.user.domain;

import com.homedelivery.shared.api.error.ValidationException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A customer's settings, by name. Clients may store any JSON, within bounds; two names have a meaning: {@code notifications} (whether to send any, true unless said otherwise) and {@code language} (that of a profile which has none of its own).
 *
 * @param values JSON values by name
 */
public record Preferences(Map<String, Object> values) {

    static final Preferences NONE = new Preferences(Map.of());

    static final int MAX_LENGTH = 8192;
    static final int MAX_NAME_LENGTH = 64;
    static final int MAX_DEPTH = 5;

    private static final String FIELD = "preferences";
    private static final String NOTIFICATIONS = "notifications";
    private static final String LANGUAGE = "language";
    private static final int MAX_LANGUAGE_LENGTH = 35;

    /**
     * These preferences merged with others by name. A null removes a value.
     *
     * @throws ValidationException when the result is out of bounds, or a known name has a value of the wrong type
     */
    public Preferences mergedWith(Map<String, @Nullable Object> sent) {
        Map<String, Object> merged = new TreeMap<>(values);
        sent.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else {
                merged.put(name, value);
            }
        });
        Preferences result = new Preferences(merged);
        result.validate();
        return result;
    }

    public boolean wantsNotifications() {
        return !Boolean.FALSE.equals(values.get(NOTIFICATIONS));
    }

    /** The language, as far as it is one. */
    Optional<String> language() {
        return values.get(LANGUAGE) instanceof String language ? Language.tagOf(language) : Optional.empty();
    }

    private void validate() {
        if (!(values.getOrDefault(NOTIFICATIONS, true) instanceof Boolean)) {
            throw new ValidationException(FIELD + "." + NOTIFICATIONS, "must be true or false");
        }
        if (!(values.getOrDefault(LANGUAGE, "") instanceof String language)
                || language.length() > MAX_LANGUAGE_LENGTH) {
            throw new ValidationException(FIELD + "." + LANGUAGE, "must be a text of at most 35 characters");
        }
        if (lengthOf(values, 0) > MAX_LENGTH) {
            throw new ValidationException(FIELD, "must not exceed 8192 characters altogether");
        }
    }

    /** About how many characters of JSON a value takes. */
    private static int lengthOf(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ValidationException(FIELD, "must not be nested more than 5 levels deep");
        }
        return switch (value) {
            case null -> 4;
            case String text -> text.length() + 3;
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .mapToInt(entry -> nameLength(entry.getKey()) + lengthOf(entry.getValue(), depth + 1))
                        .sum();
            case List<?> list ->
                list.stream().mapToInt(entry -> 1 + lengthOf(entry, depth + 1)).sum();
            case Double number
            when !Double.isFinite(number) ->
                throw new ValidationException(FIELD, "must not contain numbers that large");
            // As the database stores it: 1e300 has three hundred digits.
            case Double number -> BigDecimal.valueOf(number).toPlainString().length() + 1;
            default -> value.toString().length() + 1;
        };
    }

    private static int nameLength(Object key) {
        String name = key.toString();
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw new ValidationException(FIELD, "must have names of 1 to 64 printable characters");
        }
        return name.length() + 4;
    }
}
