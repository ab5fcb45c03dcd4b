package com.homedelivery.notification.infrastructure;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.notification.NotificationPropertiesFixtures;
import com.homedelivery.notification.application.Money;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Language;
import com.homedelivery.notification.domain.NotificationKind;
import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.samskivert.mustache.MustacheException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MustacheTemplateRendererTests {

    private static final Map<String, Object> MODEL = Map.ofEntries(
            entry("order", "1A2B3C4D"),
            entry("orderId", UUID.fromString("019c0000-0000-7000-8000-00001a2b3c4d")),
            entry(
                    "items",
                    List.of(
                            new Item(UUID.randomUUID(), "Pizza <Napoli> & more", 2, new BigDecimal("9.50")),
                            new Item(UUID.randomUUID(), "Cola", 1, new BigDecimal("2.00")))),
            entry("total", new Money(new BigDecimal("21"))),
            entry("amount", new Money(new BigDecimal("21"))),
            entry("refund", new Money(new BigDecimal("9.5"))),
            entry("reason", "not paid in time"),
            entry("status", "CONFIRMED"),
            entry("since", Instant.parse("2026-01-31T12:00:00Z")),
            entry("attempts", 10),
            entry("userId", UUID.randomUUID()),
            entry("riderId", UUID.randomUUID()),
            entry("deliveryId", UUID.randomUUID()),
            entry("paymentId", UUID.randomUUID()),
            entry("refundId", UUID.randomUUID()),
            entry("productId", "p-1"),
            entry("quantity", 3),
            entry("threshold", 5),
            entry("productName", "Oat milk"),
            entry("code", "123456"),
            entry("link", "https://shop.example.test/reset-password?token=abc"),
            entry("device", "Firefox"),
            entry("occurredAt", Instant.parse("2026-01-31T12:00:00Z")),
            entry("NEW_DEVICE", true),
            entry("host", "shop.example.test"),
            entry("webhookId", UUID.randomUUID()));

    private final MustacheTemplateRenderer renderer =
            new MustacheTemplateRenderer(NotificationPropertiesFixtures.defaults());

    @ParameterizedTest
    @EnumSource(value = Template.class, mode = EnumSource.Mode.EXCLUDE, names = "PHONE_CONFIRMATION")
    void everyMailIsRendered(Template template) {
        RenderedMessage message = renderer.render(template, Channel.EMAIL, Language.EN, "Ada", MODEL);
        assertThat(message.subject()).isNotBlank().doesNotContain("{{");
        assertThat(message.body())
                .startsWith("Hello Ada,")
                .endsWith("Home Delivery")
                .doesNotContain("{{");
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void everyTemplateThatPeopleChooseIsThereForEachChannelAndLanguage(Template template) {
        for (Channel channel : Channel.values()) {
            for (Language language : Language.values()) {
                if (template.isFor(channel)) {
                    RenderedMessage message = renderer.render(template, channel, language, "Ada", MODEL);
                    assertThat(message.subject()).isNotBlank().doesNotContain("{{");
                    assertThat(message.body()).isNotBlank().doesNotContain("{{");
                    boolean forCustomers = template.kind() != NotificationKind.OPERATIONS;
                    assertThat(getClass()
                                            .getResource(
                                                    "/templates/" + language + "/" + channel + "/" + template + ".txt")
                                    != null)
                            .as("%s, %s, %s", template, channel, language)
                            .isEqualTo(forCustomers || language == Language.EN);
                }
            }
        }
    }

    @Test
    void germanIsWrittenAsGermansWrite() {
        RenderedMessage message = renderer.render(Template.ORDER_PLACED, Channel.EMAIL, Language.DE, "Ada", MODEL);
        assertThat(message.subject()).isEqualTo("Wir haben Ihre Bestellung 1A2B3C4D");
        assertThat(message.body()).startsWith("Guten Tag Ada,").contains("Summe: 21,00 USD");
        assertThat(renderer.renderHtml(message, Language.DE)).contains("<html lang=\"de\">");
    }

    @ParameterizedTest
    @EnumSource(SecurityAlertKind.class)
    void everySecurityAlertHasItsText(SecurityAlertKind alert) {
        Map<String, Object> model =
                Map.of(alert.name(), true, "device", "", "occurredAt", Instant.parse("2026-01-31T12:00:00Z"));
        for (Language language : Language.values()) {
            RenderedMessage message = renderer.render(Template.SECURITY_ALERT, Channel.EMAIL, language, null, model);
            assertThat(message.subject()).isNotBlank();
            assertThat(message.body()).contains("2026-01-31 12:00 UTC").doesNotContain("Device:", "Gerät:");
            assertThat(message.body().split("\n\n")[1]).hasSizeGreaterThan(20);
        }
    }

    @Test
    void anOrderIsListed() {
        RenderedMessage message = renderer.render(Template.ORDER_PLACED, Channel.EMAIL, Language.EN, null, MODEL);
        assertThat(message.subject()).isEqualTo("We have your order 1A2B3C4D");
        assertThat(message.body()).startsWith("Hello,\n\n").contains("""
                2 × Pizza <Napoli> & more
                1 × Cola
                Total: 21.00 USD
                """);
    }

    @Test
    void onlyMoneyIsShownAsMoney() {
        Map<String, Object> model = new HashMap<>(MODEL);
        model.put("quantity", new BigDecimal("1.250"));
        assertThat(renderer.render(Template.LOW_STOCK, Channel.EMAIL, Language.EN, null, model)
                        .body())
                .contains("1.250")
                .doesNotContain("USD");
    }

    @Test
    void timesAreInUtc() {
        assertThat(renderer.render(Template.RIDER_SILENT, Channel.EMAIL, Language.EN, null, MODEL)
                        .subject())
                .isEqualTo("The rider of order 1A2B3C4D is silent since 2026-01-31 12:00 UTC");
    }

    @Test
    void whatPeopleWriteIsEscapedInThePage() {
        String page = renderer.renderHtml(
                renderer.render(Template.ORDER_PLACED, Channel.EMAIL, Language.EN, "<script>alert(1)</script>", MODEL),
                Language.EN);
        assertThat(page)
                .contains("Hello &lt;script&gt;alert(1)&lt;/script&gt;,", "2 × Pizza &lt;Napoli&gt; &amp; more")
                .doesNotContain("<script>");
    }

    @Test
    void bracesInANameAreNotInterpreted() {
        assertThat(renderer.render(Template.WELCOME, Channel.EMAIL, Language.EN, "{{orderId}}", MODEL)
                        .body())
                .startsWith("Hello {{orderId}},");
    }

    @Test
    void aMissingValueIsAnError() {
        assertThatThrownBy(() -> renderer.render(Template.LOW_STOCK, Channel.EMAIL, Language.EN, null, Map.of()))
                .isInstanceOf(MustacheException.class);
    }
}
