package com.homedelivery.shared.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IdempotencyPropertiesTests {

    @Test
    void keysAreKeptForTwoDaysUnlessAnOperatorSaysOtherwise() {
        assertThat(bind(Map.of()).keep()).isEqualTo(Duration.ofDays(2));
        assertThat(bind(Map.of("homedelivery.idempotency.keep", "36h")).keep()).isEqualTo(Duration.ofHours(36));
    }

    @Test
    void aKeyIsNotForgottenWhileItsRequestMayStillRun() {
        assertThatThrownBy(() -> bind(Map.of("homedelivery.idempotency.keep", "59s")))
                .rootCause()
                .hasMessageContaining("homedelivery.idempotency.keep must be at least a minute");
    }

    private static IdempotencyProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("homedelivery.idempotency", IdempotencyProperties.class);
    }
}
