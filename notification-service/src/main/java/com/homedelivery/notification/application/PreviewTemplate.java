package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Language;
import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Renders templates with made-up values, so that an admin sees what people get. */
@Component
public class PreviewTemplate {

    private static final UUID EXAMPLE = UUID.fromString("019c0000-0000-7000-8000-00001a2b3c4d");
    private static final Map<String, ?> MODEL = Map.ofEntries(
            Map.entry("order", "1A2B3C4D"),
            Map.entry("orderId", EXAMPLE),
            Map.entry("items", List.of(new Item(EXAMPLE, "Pizza Napoli", 2, new BigDecimal("9.50")))),
            Map.entry("total", new Money(new BigDecimal("19"))),
            Map.entry("amount", new Money(new BigDecimal("19"))),
            Map.entry("refund", new Money(new BigDecimal("9.5"))),
            Map.entry("reason", "not paid in time"),
            Map.entry("status", "CONFIRMED"),
            Map.entry("since", Instant.parse("2026-01-31T12:00:00Z")),
            Map.entry("occurredAt", Instant.parse("2026-01-31T12:00:00Z")),
            Map.entry("attempts", 10),
            Map.entry("userId", EXAMPLE),
            Map.entry("riderId", EXAMPLE),
            Map.entry("deliveryId", EXAMPLE),
            Map.entry("paymentId", EXAMPLE),
            Map.entry("refundId", EXAMPLE),
            Map.entry("productId", EXAMPLE),
            Map.entry("productName", "Oat milk"),
            Map.entry("quantity", 3),
            Map.entry("threshold", 5),
            Map.entry("code", "123456"),
            Map.entry("link", "https://shop.example.com/…"),
            Map.entry("device", "Firefox on Linux"),
            Map.entry("host", "shop.example.com"),
            Map.entry("webhookId", EXAMPLE),
            Map.entry(SecurityAlertKind.NEW_DEVICE.name(), true));

    private final TemplateRenderer renderer;

    PreviewTemplate(TemplateRenderer renderer) {
        this.renderer = renderer;
    }

    /**
     * A message as somebody called Ada would get it.
     *
     * @param html the page of a mail; null on the other channels
     */
    public record Preview(RenderedMessage message, @Nullable String html) {}

    /** @throws IllegalArgumentException when there is no such template for the channel */
    public Preview preview(Template template, Channel channel, Language language) {
        if (!template.isFor(channel)) {
            throw new IllegalArgumentException(template + " is not for " + channel);
        }
        RenderedMessage message = renderer.render(template, channel, language, "Ada", MODEL);
        return new Preview(message, channel == Channel.EMAIL ? renderer.renderHtml(message, language) : null);
    }
}
