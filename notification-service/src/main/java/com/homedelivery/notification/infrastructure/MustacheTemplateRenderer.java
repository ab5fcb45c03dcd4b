package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.Money;
import com.homedelivery.notification.application.TemplateRenderer;
import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.notification.domain.Template;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Each template is a Mustache file {@code mail-templates/<name>.txt}: the subject in its first line, an empty line, the
 * body in plain text. {@code mail-templates/page.html} is the HTML page of all of them.
 */
@Component
class MustacheTemplateRenderer implements TemplateRenderer {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Map<Template, com.samskivert.mustache.Template> subjects = new EnumMap<>(Template.class);
    private final Map<Template, com.samskivert.mustache.Template> bodies = new EnumMap<>(Template.class);
    private final com.samskivert.mustache.Template page;
    private final String currency;

    MustacheTemplateRenderer(NotificationProperties properties) {
        currency = properties.currency();
        Mustache.Compiler plain = Mustache.compiler().escapeHTML(false).withFormatter(this::format);
        for (Template template : Template.values()) {
            String[] text = read(template + ".txt").split("\n\n", 2);
            subjects.put(template, plain.compile(text[0]));
            bodies.put(template, plain.compile(text[1]));
        }
        page = Mustache.compiler().compile(read("page.html"));
    }

    @Override
    public RenderedMessage render(Template template, @Nullable String firstName, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("greeting", firstName == null || firstName.isBlank() ? "Hello," : "Hello " + firstName + ",");
        return new RenderedMessage(
                Objects.requireNonNull(subjects.get(template)).execute(all),
                Objects.requireNonNull(bodies.get(template)).execute(all).strip());
    }

    @Override
    public String renderHtml(RenderedMessage message) {
        List<List<String>> paragraphs = Arrays.stream(message.body().split("\n\n+"))
                .map(paragraph -> paragraph.lines().toList())
                .toList();
        return page.execute(Map.of("subject", message.subject(), "paragraphs", paragraphs));
    }

    private String format(Object value) {
        return switch (value) {
            case Money(var amount) -> amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " " + currency;
            case Instant time -> TIME.format(time);
            default -> String.valueOf(value);
        };
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("mail-templates/" + name)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no template " + name, e);
        }
    }
}
