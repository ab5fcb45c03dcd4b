package com.homedelivery.cart.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RedisCartMemoryTests {

    @Test
    void isShortAboveFourFifthsOfItsLimit() {
        assertThat(isShortBy(Map.of("used_memory", "80", "maxmemory", "100"))).isFalse();
        assertThat(isShortBy(Map.of("used_memory", "81", "maxmemory", "100"))).isTrue();
    }

    @Test
    void isNeverShortWithoutALimit() {
        assertThat(isShortBy(Map.of("used_memory", "81", "maxmemory", "0"))).isFalse();
        assertThat(isShortBy(Map.of())).isFalse();
    }

    @Test
    void ofAClusterTheFullestServerCounts() {
        assertThat(isShortBy(Map.of(
                        "10.0.0.1:6379.used_memory",
                        "10",
                        "10.0.0.1:6379.maxmemory",
                        "100",
                        "10.0.0.2:6379.used_memory",
                        "81",
                        "10.0.0.2:6379.maxmemory",
                        "100")))
                .isTrue();
        assertThat(isShortBy(Map.of(
                        "10.0.0.1:6379.used_memory",
                        "10",
                        "10.0.0.1:6379.maxmemory",
                        "100",
                        "10.0.0.2:6379.used_memory",
                        "81",
                        "10.0.0.2:6379.maxmemory",
                        "1000")))
                .isFalse();
    }

    private static boolean isShortBy(Map<String, String> info) {
        Properties properties = new Properties();
        properties.putAll(info);
        return RedisCartMemory.isShortBy(properties);
    }
}
