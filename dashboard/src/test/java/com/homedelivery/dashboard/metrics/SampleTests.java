package com.homedelivery.dashboard.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleTests {

    @Test
    void readsWhatServicesTell() {
        assertThat(Sample.parse("""
                        # HELP homedelivery_order_open Orders that have not ended
                        # TYPE homedelivery_order_open gauge
                        homedelivery_order_open{application="order-service",status="PENDING"} 3.0
                        process_uptime_seconds 17.25
                        """))
                .containsExactly(
                        new Sample(
                                "homedelivery_order_open",
                                Map.of("application", "order-service", "status", "PENDING"),
                                3),
                        new Sample("process_uptime_seconds", Map.of(), 17.25));
    }

    @Test
    void readsLabelsWithEveryKindOfCharacter() {
        Sample sample = Sample.parse("x{uri=\"/a/{id}\",quote=\"say \\\"no\\\"\",lines=\"1\\n2\",back=\"a\\\\n\",} 1")
                .getFirst();
        assertThat(sample.labels())
                .isEqualTo(Map.of("uri", "/a/{id}", "quote", "say \"no\"", "lines", "1\n2", "back", "a\\n"));
    }

    @Test
    void readsNumbersOfAllKinds() {
        assertThat(Sample.parse("a +Inf\nb -Inf\nc NaN\nd 1.5E-4\ne 7 1700000000000\n"))
                .extracting(Sample::value)
                .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 1.5e-4, 7.0);
    }

    @Test
    void passesOverWhatIsNoSample() {
        assertThat(Sample.parse("<html>\n\n{}\nonly_a_name\n")).isEmpty();
    }
}
