package com.homedelivery.notification.client;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MessageSender;
import com.homedelivery.notification.domain.Channel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends SMS by Twilio's REST API: {@code POST /2010-04-01/Accounts/{sid}/Messages.json}, a form, with Basic
 * authentication. Its errors are at https://www.twilio.com/docs/api/errors. A connection is made with the first SMS.
 */
class TwilioSmsSender implements MessageSender {

    /**
     * Numbers to which nothing can be sent: no number (21211), not one for SMS (21614), has replied STOP (21610),
     * unreachable (30003), unknown (30005), a landline (30006), not from here (21612, 21408).
     */
    static final Set<Integer> UNKNOWN_NUMBER = Set.of(21211, 21614, 21610, 30003, 30005, 30006, 21612, 21408);

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String MESSAGING_SERVICE = "MG";

    private final NotificationProperties.Sms settings;
    private final SingletonSupplier<RestClient> client;
    private final Counter segments;

    TwilioSmsSender(NotificationProperties.Sms settings, MeterRegistry meters) {
        this.settings = settings;
        this.client = SingletonSupplier.of(() -> clientOf(settings));
        this.segments = Counter.builder("homedelivery.notification.sms.segments")
                .description("Segments of SMS that the provider has taken, which it charges for")
                .register(meters);
    }

    private static RestClient clientOf(NotificationProperties.Sms settings) {
        HttpClientSettings timeouts =
                HttpClientSettings.defaults().withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(10));
        return RestClient.builder()
                .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(timeouts))
                .baseUrl(settings.apiUrl())
                .defaultHeaders(headers -> headers.setBasicAuth(settings.accountSid(), settings.authToken()))
                .build();
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public @Nullable String send(Message message) throws DeliveryException {
        if (message.to().isEmpty()) {
            throw new UnknownAddressException("There is no number", "There is no number", null);
        }
        SmsText text = SmsText.of(message.content().body(), settings.maxSegments());
        try {
            JsonNode sent = client.obtain()
                    .post()
                    .uri("/2010-04-01/Accounts/{sid}/Messages.json", settings.accountSid())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form(message, text))
                    .retrieve()
                    .body(JsonNode.class);
            segments.increment(text.segments());
            return sent == null ? null : sent.path("sid").asString(null);
        } catch (RestClientResponseException e) {
            throw translate(e);
        } catch (RestClientException e) {
            throw new ServerUnavailableException(e.toString(), e);
        }
    }

    private MultiValueMap<String, String> form(Message message, SmsText text) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("To", message.to());
        form.add(settings.from().startsWith(MESSAGING_SERVICE) ? "MessagingServiceSid" : "From", settings.from());
        form.add("Body", text.text());
        if (!settings.callbackUrl().isEmpty()) {
            form.add("StatusCallback", callbackFor(message).toString());
        }
        return form;
    }

    private URI callbackFor(Message message) {
        return URI.create(settings.callbackUrl() + "?notification=" + message.notificationId());
    }

    /**
     * Translates an error of the API: 401, 403 and 5xx are about us or about Twilio, 429 passes, and of the others the
     * code in the body tells whether it is about the number.
     */
    private static DeliveryException translate(RestClientResponseException failure) {
        int status = failure.getStatusCode().value();
        String reply = failure.getResponseBodyAsString();
        if (status == TOO_MANY_REQUESTS) {
            return new DeferredException("429", reply, failure);
        }
        if (status == UNAUTHORIZED
                || status == FORBIDDEN
                || failure.getStatusCode().is5xxServerError()) {
            return new ServerUnavailableException(status + " of the provider", failure);
        }
        int code = codeIn(reply);
        String reason = status + " " + code;
        return UNKNOWN_NUMBER.contains(code)
                ? new UnknownAddressException(reason, reply, failure)
                : new RejectedException(reason, reply, failure);
    }

    private static int codeIn(String reply) {
        try {
            return JsonMapper.shared().readTree(reply).path("code").asInt(0);
        } catch (JacksonException e) {
            return 0;
        }
    }
}
