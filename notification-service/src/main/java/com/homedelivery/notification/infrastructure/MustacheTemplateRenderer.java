package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.Money;
import com.homedelivery.notification.application.TemplateRenderer;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Language;
import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.notification.domain.Template;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Each template is a Mustache file {@code templates/<language>/<channel>/<name>.txt}: the subject in its first line, an
 * empty line, the body in plain text. What there is not in a language is written in English. {@code templates/page.html}
 * is the HTML page of all mails. A file is read when it is needed for the first time.
 */
@Component
class MustacheTemplateRenderer implements TemplateRenderer {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Map<Key, Text> texts = new ConcurrentHashMap<>();
    private final com.samskivert.mustache.Template page;
    private final String currency;

    MustacheTemplateRenderer(NotificationProperties properties) {
        currency = properties.currency();
        page = Mustache.compiler().compile(read(file("page.html")));
    }

    private record Key(Template template, Channel channel, Language language) {}

    private record Text(com.samskivert.mustache.Template subject, com.samskivert.mustache.Template body) {}

    @Override
    public RenderedMessage render(
            Template template, Channel channel, Language language, @Nullable String firstName, Map<String, ?> model) {
        Text text = texts.computeIfAbsent(new Key(template, channel, language), this::compile);
        Map<String, Object> all = new HashMap<>(model);
        all.put("greeting", greeting(language, firstName));
        return new RenderedMessage(
                text.subject().execute(all), text.body().execute(all).strip());
    }

    @Override
    public String renderHtml(RenderedMessage message, Language language) {
        List<List<String>> paragraphs = Arrays.stream(message.body().split("\n\n+"))
                .map(paragraph -> paragraph.lines().toList())
                .toList();
        return page.execute(
                Map.of("subject", message.subject(), "paragraphs", paragraphs, "language", language.toString()));
    }

    private static String greeting(Language language, @Nullable String firstName) {
        String hello = switch (language) {
            case EN -> "Hello";
            case DE -> "Guten Tag";
        };
        return firstName == null || firstName.isBlank() ? hello + "," : hello + " " + firstName + ",";
    }

    private Text compile(Key key) {
        ClassPathResource own = file(key, key.language());
        String[] text = read(own.exists() ? own : file(key, Language.EN)).split("\n\n", 2);
        Mustache.Compiler compiler = Mustache.compiler()
                .escapeHTML(false)
                .emptyStringIsFalse(true)
                .withFormatter(value -> format(value, key.language()));
        return new Text(compiler.compile(text[0]), compiler.compile(text[1]));
    }

    private String format(Object value, Language language) {
        return switch (value) {
            case Money(var amount) -> {
                DecimalFormat digits = new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(language.locale()));
                digits.setRoundingMode(RoundingMode.HALF_EVEN);
                yield digits.format(amount) + " " + currency;
            }
            case Instant time -> TIME.format(time);
            default -> String.valueOf(value);
        };
    }

    private static ClassPathResource file(Key key, Language language) {
        return file(language + "/" + key.channel() + "/" + key.template() + ".txt");
    }

    private static ClassPathResource file(String name) {
        return new ClassPathResource("templates/" + name);
    }

    private static String read(ClassPathResource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no template " + file.getPath(), e);
        }
    }
}
