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
import com.homedelivery.notification.application.MailSender.NotDelivered;
import com.homedelivery.notification.support.Mailbox;
import com.homedelivery.notification.support.SmtpProxy;
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

/** Mails that follow one another, on the way to a real mail server. */
class KeptConnectionsIT {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    private final SmtpProxy smtp = new SmtpProxy();
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
        server.setPort(smtp.port());
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
        assertThat(smtp.connections()).isEqualTo(1);
    }

    @Test
    void twoMailsAtATimeDoNot() throws Exception {
        mailsAfter("ada");
        SmtpConnection busy = requireNonNull(connections.takeKept());
        mailsAfter("ada");
        assertThat(smtp.connections()).isEqualTo(2);
        busy.hangUp();
    }

    @Test
    void aConnectionThatIsNotUsedIsGivenUp() throws Exception {
        mailsAfter("ada");
        now = now.plusSeconds(9);
        connections.hangUpUnused();
        mailsAfter("ada");
        assertThat(smtp.connections()).isEqualTo(1);
        now = now.plusSeconds(10);
        mailsAfter("ada");
        assertThat(smtp.connections()).isEqualTo(2);
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
        assertThat(smtp.connections()).isEqualTo(2);
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
        smtp.breakConnections();
        assertThat(mailsAfter("ada")).isEqualTo(1);
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tired", "weary"})
    void aServerThatHasHadEnoughOfAConnectionRefusesNoMail(String who) throws Exception {
        mailsAfter(who);
        assertThat(mailsAfter("ada")).isEqualTo(1);
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @Test
    void aServerThatSaysNothingMoreIsAway() throws Exception {
        mailsAfter("mute");
        assertThatThrownBy(() -> mailsAfter("ada")).isInstanceOf(CarrierAway.class);
        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(mailsAfter("ada")).isEqualTo(1);
    }

    @Test
    void aServerThatWentAwayBetweenMailsIsAway() throws Exception {
        mailsAfter("ada");
        smtp.cut();
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
        assertThat(smtp.connections()).isEqualTo(4);
    }

    /** Hands over a mail to somebody new of this name, and tells how many the person then has. */
    private int mailsAfter(String name) throws NotDelivered {
        String address = name + "@" + UUID.randomUUID() + ".test";
        carrier.deliver(new Mail(UUID.randomUUID(), address, "Hello", "Hello", "<p>Hello</p>"));
        return await().until(() -> Mailbox.messagesOf(address).size(), count -> count > 0);
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
