package com.homedelivery.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceNameTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox on Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0"
                        + " Safari/537.36 Edg/140.0 | Edge on Windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0"
                        + " Mobile/15E148 Safari/604.1 | Safari on iPhone",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile"
                        + " Safari/537.36 | Chrome on Android",
                "okhttp/4.12.0 | okhttp",
                "PostmanRuntime/7.51.0 | Postman",
                "<script>alert(1)</script> | Unknown device",
                "Sign in again at shop-security.example.com | Unknown device",
                "evil.example/1.0 Firefox on evil.example | Firefox",
            })
    void namesProgramAndSystem(String userAgent, String name) {
        assertThat(DeviceName.of(userAgent)).isEqualTo(name);
    }

    @Test
    void whoSaysNothingIsUnknown() {
        assertThat(DeviceName.of(null)).isEqualTo("Unknown device");
        assertThat(DeviceName.of(" ")).isEqualTo("Unknown device");
    }

    @Test
    void saysNothingInTheWordsOfTheClient() {
        assertThat(DeviceName.of("a".repeat(10_000))).isEqualTo("Unknown device");
        assertThat(DeviceName.of("Call 0800 123456 now")).isEqualTo("Unknown device");
    }
}
