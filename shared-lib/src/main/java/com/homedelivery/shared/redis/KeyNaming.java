package com.homedelivery.shared.redis;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * How a key is named that a script or a command touches together with another one. In a cluster both have to be in one slot,
 * which is that of the part in braces, the hash tag: {@code {stream:orders}:trimmed} is where {@code stream:orders} is. On a
 * single server such keys have no braces, as they never had: what is there when a new release comes is found by it, and
 * instances of both releases agree.
 */
public enum KeyNaming {
    SINGLE_SERVER {
        @Override
        public String companion(String key, String suffix) {
            return key + suffix;
        }
    },
    CLUSTER {
        @Override
        public String companion(String key, String suffix) {
            return "{" + key + "}" + suffix;
        }
    };

    /** As it has to be where this factory's connections lead. */
    public static KeyNaming of(LettuceConnectionFactory factory) {
        return factory.isClusterAware() ? CLUSTER : SINGLE_SERVER;
    }

    /**
     * Key of something that belongs to another key, in its slot.
     *
     * @param key without braces
     * @param suffix what tells the two apart
     */
    public abstract String companion(String key, String suffix);
}
