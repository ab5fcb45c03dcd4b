package com.homedelivery.notification.client;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MessageSender;
import com.homedelivery.notification.application.TwilioErrors;
import com.homedelivery.notification.domain.Channel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final String MESSAGING_SERVICE = "MG";
    private static final String MESSAGES = "/2010-04-01/Accounts/{sid}/Messages.json";
    private static final int LATEST = 50;

    /** Twilio's clock need not be ours. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** Longer Twilio keeps no message that it cannot hand on. */
    private static final Duration MAX_VALIDITY = Duration.ofHours(10);

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
                    .uri(MESSAGES, settings.accountSid())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form(message, text))
                    .retrieve()
                    .body(JsonNode.class);
            segments.increment(text.segments());
            return sent == null ? null : sent.path("sid").asString(null);
        } catch (RestClientResponseException e) {
            throw translate(e);
        } catch (RestClientException e) {
            throw wasNotReached(e)
                    ? new ServerUnavailableException(e.toString(), e)
                    : new UnknownOutcomeException(e.toString(), e);
        }
    }

    /** Whether no connection was made: then nothing was sent. */
    private static boolean wasNotReached(RestClientException failure) {
        return Stream.iterate(failure.getCause(), Objects::nonNull, Throwable::getCause)
                .anyMatch(ConnectException.class::isInstance);
    }

    /** Twilio has no keys of idempotency for messages: the text is looked for among the latest ones to the number. */
    @Override
    public Optional<String> find(Message message, Instant since) throws ServerUnavailableException {
        String text =
                SmsText.of(message.content().body(), settings.maxSegments()).text();
        try {
            JsonNode answer = client.obtain()
                    .get()
                    .uri(uri -> uri.path(MESSAGES)
                            .queryParam("To", "{to}")
                            .queryParam("PageSize", LATEST)
                            .build(settings.accountSid(), message.to()))
                    .retrieve()
                    .body(JsonNode.class);
            return answer == null
                    ? Optional.empty()
                    : answer.path("messages")
                            .valueStream()
                            .filter(sent -> sent.path("body").asString("").equals(text))
                            .filter(sent -> !createdAt(sent).isBefore(since.minus(CLOCK_SKEW)))
                            .map(sent -> sent.path("sid").asString(""))
                            .findFirst();
        } catch (RestClientException | DateTimeParseException e) {
            throw new ServerUnavailableException(e.toString(), e);
        }
    }

    private static Instant createdAt(JsonNode sent) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                sent.path("date_created").asString(""), Instant::from);
    }

    private MultiValueMap<String, String> form(Message message, SmsText text) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("To", message.to());
        form.add(settings.from().startsWith(MESSAGING_SERVICE) ? "MessagingServiceSid" : "From", settings.from());
        form.add("Body", text.text());
        Duration validity = message.template().kind().shelfLife();
        form.add(
                "ValidityPeriod",
                String.valueOf((validity.compareTo(MAX_VALIDITY) < 0 ? validity : MAX_VALIDITY).toSeconds()));
        if (!settings.callbackUrl().isEmpty()) {
            form.add("StatusCallback", callbackFor(message).toString());
        }
        return form;
    }

    private URI callbackFor(Message message) {
        return URI.create(settings.callbackUrl() + "?notification=" + message.notificationId());
    }

    /**
     * Translates an error of the API: 401, 403 and 503 are about us or about Twilio, 429 passes, after another 5xx nobody
     * knows, and of the others the code in the body tells whether it is about the number.
     */
    private static DeliveryException translate(RestClientResponseException failure) {
        int status = failure.getStatusCode().value();
        String reply = failure.getResponseBodyAsString();
        if (status == TOO_MANY_REQUESTS) {
            return new DeferredException("429", reply, failure);
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN || status == UNAVAILABLE) {
            return new ServerUnavailableException(status + " of the provider", failure);
        }
        if (failure.getStatusCode().is5xxServerError()) {
            return new UnknownOutcomeException(status + " of the provider", failure);
        }
        int code = codeIn(reply);
        String reason = status + " " + code;
        return TwilioErrors.isAboutNumber(code)
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
