package com.homedelivery.product.application;

import com.homedelivery.shared.api.error.ValidationException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list begins. With each page a client gets that of the next one, as opaque text.
 *
 * @param position how many entries come before the page, 0 to {@value #MAX_POSITION}
 * @param previous the entry before the page, to go on from there; null when the entries before it are skipped by their number
 */
public record PageCursor(long position, @Nullable Previous previous) {

    private static final long MAX_POSITION = 10_000_000;
    private static final int MAX_NAME_LENGTH = 200;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern PRICE = Pattern.compile("\\d{1,10}(\\.\\d{1,2})?");
    private static final String SEPARATOR = "\n";

    /**
     * An entry's place in the order of a list.
     *
     * @param key what the list is sorted by: its name, its price, or when it was added (ISO-8601)
     */
    public record Previous(UUID id, String key) {}

    public static PageCursor at(long position) {
        return new PageCursor(position, null);
    }

    /** The cursor after an entry; search results are found anew for each page, and those before it skipped. */
    static PageCursor after(CatalogueEntry entry, ProductFilter filter, long position) {
        return new PageCursor(
                position, filter.isBrowsing() ? new Previous(entry.id(), keyOf(entry, filter.sort())) : null);
    }

    /** The text that a client sends with the same query to get this page. */
    public String encode(ProductSort sort) {
        String text = sort + SEPARATOR + position;
        if (previous != null) {
            text += SEPARATOR + previous.id() + SEPARATOR + previous.key();
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What {@link #encode} has written.
     *
     * @throws ValidationException when it was written for another kind of list or not by this service
     */
    public static PageCursor decode(String text, ProductFilter filter) {
        try {
            String[] part = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, 4);
            check(part.length == (filter.isBrowsing() ? 4 : 2)
                    && part[0].equals(filter.sort().name()));
            long position = Long.parseLong(part[1]);
            check(position >= 0 && position <= MAX_POSITION);
            return filter.isBrowsing() ? new PageCursor(position, previous(part, filter.sort())) : at(position);
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            throw new ValidationException("after", "must be the next of a page with the same query");
        }
    }

    private static Previous previous(String[] part, ProductSort sort) {
        String key = part[3];
        switch (sort) {
            case NAME, RELEVANCE, POPULARITY -> check(key.length() <= MAX_NAME_LENGTH && key.indexOf('\0') < 0);
            case CHEAPEST, DEAREST -> check(PRICE.matcher(key).matches());
            case NEWEST -> check(isPlausible(Instant.parse(key)));
        }
        return new Previous(UUID.fromString(part[2]), key);
    }

    private static boolean isPlausible(Instant time) {
        return time.isAfter(Instant.EPOCH) && time.isBefore(LATEST);
    }

    private static void check(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("Not a cursor of this service");
        }
    }

    private static String keyOf(CatalogueEntry entry, ProductSort sort) {
        return switch (sort) {
            case NAME, RELEVANCE, POPULARITY -> entry.name();
            case CHEAPEST, DEAREST -> entry.price().toPlainString();
            case NEWEST -> entry.createdAt().toString();
        };
    }
}
