package com.homedelivery.cart.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.RedisScript;

/** The changes of carts, each a Lua script in {@code resources/redis}, which says what it takes and how it may end. */
enum CartScript {
    ADD_LINE("add-line"),
    SET_QUANTITY("set-quantity"),
    REMOVE_LINE("remove-line"),
    CLEAR("clear"),
    ACKNOWLEDGE("acknowledge"),
    REMOVE_ORDERED("remove-ordered"),
    SAVE_FOR_LATER("save-for-later"),
    RESTORE_SAVED("restore-saved"),
    SEAL_GUEST_CART("seal-guest-cart"),
    MERGE_LINES("merge-lines"),
    EMPTY_MERGED_CART("empty-merged-cart");

    private final RedisScript<List<Object>> script;

    @SuppressWarnings("unchecked")
    CartScript(String name) {
        this.script = RedisScript.of(read("cart") + read(name), (Class<List<Object>>) (Class<?>) List.class);
    }

    RedisScript<List<Object>> script() {
        return script;
    }

    /** How a script has ended; what each means stands in the scripts. */
    enum Outcome {
        DONE,
        AGAIN,
        MISSING,
        FULL,
        TOO_MANY,
        SHORT,
        EMPTY,
        TAKEN,
        OUTDATED,
        MERGED
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("redis/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
