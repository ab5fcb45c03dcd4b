package com.homedelivery.notification.web;

import com.homedelivery.notification.application.PreviewTemplate;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Language;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.NotFoundException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people are told, for admins to look at. */
@RestController
@RequestMapping("/notifications/templates")
class TemplateController {

    private final PreviewTemplate preview;

    TemplateController(PreviewTemplate preview) {
        this.preview = preview;
    }

    /**
     * A template.
     *
     * @param kind {@code order}, {@code delivery}, {@code payment} or {@code stock}, which people choose, or another one
     * @param essential whether it comes by e-mail whatever people have chosen
     * @param urgent whether it comes in quiet hours
     */
    record TemplateResponse(
            String name,
            String kind,
            boolean essential,
            boolean urgent,
            List<String> channels,
            List<String> languages) {

        static TemplateResponse of(Template template) {
            return new TemplateResponse(
                    template.toString(),
                    template.kind().name().toLowerCase(Locale.ROOT),
                    template.isEssential(),
                    template.isUrgent(),
                    Arrays.stream(Channel.values())
                            .filter(template::isFor)
                            .map(Channel::toString)
                            .toList(),
                    Arrays.stream(Language.values()).map(Language::toString).toList());
        }
    }

    /** @param html the page of a mail */
    record PreviewResponse(
            String template,
            String channel,
            String language,
            String subject,
            String body,
            @Nullable String html) {}

    /** Lists the templates. */
    @GetMapping
    ApiResponse<List<TemplateResponse>> templates() {
        return ApiResponse.of(
                Arrays.stream(Template.values()).map(TemplateResponse::of).toList());
    }

    /** Shows a template with made-up values, by e-mail and in English unless asked otherwise. */
    @GetMapping("/{name}/preview")
    ApiResponse<PreviewResponse> preview(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable String language) {
        Template template = Arrays.stream(Template.values())
                .filter(candidate -> candidate.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Template"));
        Channel wanted = channel == null ? Channel.EMAIL : channel;
        if (!template.isFor(wanted)) {
            throw new NotFoundException("Template");
        }
        Language in = Language.of(language);
        PreviewTemplate.Preview shown = preview.preview(template, wanted, in);
        return ApiResponse.of(new PreviewResponse(
                name,
                wanted.toString(),
                in.toString(),
                shown.message().subject(),
                shown.message().body(),
                shown.html()));
    }
}
