package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Language;
import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.notification.domain.Template;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders the messages of notifications. */
public interface TemplateRenderer {

    /**
     * Renders a template.
     *
     * @param firstName of the recipient, or null
     * @param model values of the template's names; a name that is missing is an error. {@link Money} is written with two
     *     decimals and the currency, an {@link java.time.Instant} to the minute, in UTC
     */
    RenderedMessage render(
            Template template, Channel channel, Language language, @Nullable String firstName, Map<String, ?> model);

    /** The message as an HTML page. What people have written is escaped in it. */
    String renderHtml(RenderedMessage message, Language language);
}
