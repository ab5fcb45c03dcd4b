package com.homedelivery.notification.application;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.samskivert.mustache.MustacheException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateRendererTests {

    private static final Map<String, Object> WORDS = Map.ofEntries(
            entry("order", "1A2B3C4D"),
            entry("orderId", UUID.fromString("019c0000-0000-7000-8000-00001a2b3c4d")),
            entry(
                    "items",
                    List.of(
                            new Item(UUID.randomUUID(), "Pizza <Napoli> & more", 2, new BigDecimal("9.50")),
                            new Item(UUID.randomUUID(), "Cola", 1, new BigDecimal("2.00")))),
            entry("total", "21.00 USD"),
            entry("amount", "21.00 USD"),
            entry("refund", "9.50 USD"),
            entry("reason", "not paid in time"),
            entry("status", "CONFIRMED"),
            entry("since", "2026-01-31 12:00 UTC"),
            entry("attempts", 10),
            entry("userId", UUID.randomUUID()),
            entry("riderId", UUID.randomUUID()),
            entry("deliveryId", UUID.randomUUID()),
            entry("paymentId", UUID.randomUUID()),
            entry("refundId", UUID.randomUUID()),
            entry("productId", "p-1"),
            entry("quantity", 3),
            entry("threshold", 5));

    private final TemplateRenderer letters = new TemplateRenderer();

    @ParameterizedTest
    @EnumSource(Template.class)
    void everyTemplateHasALetter(Template template) {
        RenderedMessage letter = letters.write(template, "Ada", WORDS);
        assertThat(letter.subject()).isNotBlank().doesNotContain("{{");
        assertThat(letter.body())
                .startsWith("Hello Ada,")
                .endsWith("Home Delivery")
                .doesNotContain("{{");
    }

    @Test
    void anOrderIsListed() {
        RenderedMessage letter = letters.write(Template.ORDER_PLACED, null, WORDS);
        assertThat(letter.subject()).isEqualTo("We have your order 1A2B3C4D");
        assertThat(letter.body()).startsWith("Hello,\n\n").contains("""
                2 × Pizza <Napoli> & more
                1 × Cola
                Total: 21.00 USD
                """);
    }

    @Test
    void whatPeopleWriteStaysTextInThePage() {
        String page = letters.htmlOf(letters.write(Template.ORDER_PLACED, "<script>alert(1)</script>", WORDS));
        assertThat(page)
                .contains("Hello &lt;script&gt;alert(1)&lt;/script&gt;,", "2 × Pizza &lt;Napoli&gt; &amp; more")
                .doesNotContain("<script>");
    }

    @Test
    void bracesOfPeopleAreNotRead() {
        assertThat(letters.write(Template.WELCOME, "{{orderId}}", WORDS).body()).startsWith("Hello {{orderId}},");
    }

    @Test
    void aMissingWordIsAnError() {
        assertThatThrownBy(() -> letters.write(Template.LOW_STOCK, null, Map.of()))
                .isInstanceOf(MustacheException.class);
    }
}
