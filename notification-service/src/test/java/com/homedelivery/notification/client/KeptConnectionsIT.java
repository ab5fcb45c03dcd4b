package com.homedelivery.notification.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MailSender.CarrierAway;
import com.homedelivery.notification.application.MailSender.Mail;
import com.homedelivery.notification.application.MailSender.MailDeferred;
import com.homedelivery.notification.application.MailSender.MailRefused;
import com.homedelivery.notification.support.MailServerDoor;
import com.homedelivery.shared.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.json.JsonMapper;

/** Mails that follow one another, at the door of a real mail server. */
class KeptConnectionsIT {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    private final MailServerDoor door = new MailServerDoor();
    private final HttpClient http = HttpClient.newHttpClient();
    private Instant now = Instant.now();
    private SmtpConnections connections;
    private SmtpMailSender carrier;

    @BeforeEach
    void connect() throws Exception {
        NotificationProperties properties = new Binder(
                        new MapConfigurationPropertySource(Map.of("n.from", "no-reply@example.test")))
                .bind("n", NotificationProperties.class)
                .get();
        Clock clock = new MovableClock();
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        server.setHost("localhost");
        server.setPort(door.port());
        server.getJavaMailProperties().put("mail.smtp.timeout", (int) READ_TIMEOUT.toMillis());
        server.getJavaMailProperties().put("mail.smtp.quitwait", "false");
        connections = new SmtpConnections(server, properties, clock);
        carrier = new SmtpMailSender(server, connections, properties, clock);
    }

    @AfterEach
    void hangUp() {
        connections.close();
    }

    @Test
    void mailsShareAConnection() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(mailsAfter("ada")).isEqualTo(1);
        }
        assertThat(door.connections()).isEqualTo(1);
    }

    @Test
    void twoMailsAtATimeDoNot() throws Exception {
        mailsAfter("ada");
        SmtpConnection busy = requireNonNull(connections.takeKept());
        mailsAfter("ada");
        assertThat(door.connections()).isEqualTo(2);
        busy.hangUp();
    }

    @Test
    void aConnectionThatIsNotUsedIsGivenUp() throws Exception {
        mailsAfter("ada");
        now = now.plusSeconds(9);
        connections.hangUpUnused();
        mailsAfter("ada");
        assertThat(door.connections()).isEqualTo(1);
        now = now.plusSeconds(10);
        mailsAfter("ada");
        assertThat(door.connections()).isEqualTo(2);
        now = now.plusSeconds(10);
        connections.hangUpUnused();
        assertThat(connections.takeKept()).isNull();
    }

    @Test
    void aConnectionIsNotKeptForEver() throws Exception {
        for (int i = 0; i < 60; i++) {
            mailsAfter("ada");
            now = now.plusSeconds(6);
        }
        assertThat(door.connections()).isEqualTo(2);
    }

    @Test
    void nothingIsKeptAfterTheEnd() throws Exception {
        connections.close();
        mailsAfter("ada");
        assertThat(connections.takeKept()).isNull();
    }

    @Test
    void aConnectionThatDiesBetweenMailsIsNoMailsFault() throws Exception {
        mailsAfter("ada");
        door.hangUp();
        assertThat(mailsAfter("ada")).isEqualTo(1);
        assertThat(door.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tired", "weary"})
    void aServerThatHasHadEnoughOfAConnectionRefusesNoMail(String who) throws Exception {
        mailsAfter(who);
        assertThat(mailsAfter("ada")).isEqualTo(1);
        assertThat(door.connections()).isEqualTo(2);
    }

    @Test
    void aServerThatSaysNothingMoreIsAway() throws Exception {
        mailsAfter("mute");
        assertThatThrownBy(() -> mailsAfter("ada")).isInstanceOf(CarrierAway.class);
        assertThat(door.connections()).isEqualTo(1);
        assertThat(mailsAfter("ada")).isEqualTo(1);
    }

    @Test
    void aServerThatWentAwayBetweenMailsIsAway() throws Exception {
        mailsAfter("ada");
        door.shut();
        assertThatThrownBy(() -> mailsAfter("ada")).isInstanceOf(CarrierAway.class);
    }

    @Test
    void whatGoesWrongWithAMailIsAboutTheMailOnAUsedConnectionToo() throws Exception {
        mailsAfter("ada");
        assertThatThrownBy(() -> mailsAfter("refused")).isInstanceOf(MailRefused.class);
        mailsAfter("ada");
        assertThatThrownBy(() -> mailsAfter("greylisted")).isInstanceOf(MailDeferred.class);
        mailsAfter("ada");
        assertThatThrownBy(() -> mailsAfter("cutoff"))
                .isInstanceOf(MailDeferred.class)
                .hasMessage("The connection was lost");
        mailsAfter("ada");
        // After a failure a connection is not used again.
        assertThat(door.connections()).isEqualTo(4);
    }

    /** Hands over a mail to somebody new of this name, and tells how many the person then has. */
    private int mailsAfter(String name) throws Exception {
        String address = name + "@" + UUID.randomUUID() + ".test";
        carrier.deliver(new Mail(UUID.randomUUID(), address, "Hello", "Hello", "<p>Hello</p>"));
        return await().until(() -> mailsOf(address), count -> count > 0);
    }

    private int mailsOf(String address) throws IOException, InterruptedException {
        URI messages = TestServers.current().mail().messagesOf(address);
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(messages).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 404
                ? 0
                : JsonMapper.shared().readTree(answer.body()).size();
    }

    private final class MovableClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
