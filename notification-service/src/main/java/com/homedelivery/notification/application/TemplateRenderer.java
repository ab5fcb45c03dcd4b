package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.notification.domain.Template;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * Puts things into words. Each template is a Mustache file {@code letters/<name>.txt}: the subject in its first line,
 * an empty line, the body in plain text. The same text in {@code letters/page.html} is what mail programs show.
 */
@Component
public class TemplateRenderer {

    private final Map<Template, com.samskivert.mustache.Template> subjects = new EnumMap<>(Template.class);
    private final Map<Template, com.samskivert.mustache.Template> bodies = new EnumMap<>(Template.class);
    private final com.samskivert.mustache.Template page;

    public TemplateRenderer() {
        Mustache.Compiler plain = Mustache.compiler().escapeHTML(false);
        for (Template template : Template.values()) {
            String[] text = read(template + ".txt").split("\n\n", 2);
            subjects.put(template, plain.compile(text[0]));
            bodies.put(template, plain.compile(text[1]));
        }
        page = Mustache.compiler().compile(read("page.html"));
    }

    /**
     * Writes a letter.
     *
     * @param firstName of whom it is for, or null
     * @param words what the template's names stand for; a name that is missing is an error
     */
    public RenderedMessage write(Template template, @Nullable String firstName, Map<String, ?> words) {
        Map<String, Object> all = new HashMap<>(words);
        all.put("greeting", firstName == null || firstName.isBlank() ? "Hello," : "Hello " + firstName + ",");
        return new RenderedMessage(
                Objects.requireNonNull(subjects.get(template)).execute(all),
                Objects.requireNonNull(bodies.get(template)).execute(all).strip());
    }

    /** The letter as an HTML page. What came from people stays text in it. */
    String htmlOf(RenderedMessage letter) {
        List<List<String>> paragraphs = Arrays.stream(letter.body().split("\n\n+"))
                .map(paragraph -> paragraph.lines().toList())
                .toList();
        return page.execute(Map.of("subject", letter.subject(), "paragraphs", paragraphs));
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("letters/" + name)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no letter " + name, e);
        }
    }
}
