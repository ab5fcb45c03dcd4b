package com.homedelivery.notification.infrastructure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.NotificationPropertiesFixtures;
import com.homedelivery.notification.application.MessageSender.DeferredException;
import com.homedelivery.notification.application.MessageSender.DeliveryException;
import com.homedelivery.notification.application.MessageSender.Message;
import com.homedelivery.notification.application.MessageSender.ServerUnavailableException;
import com.homedelivery.notification.application.MessageSender.UnknownAddressException;
import com.homedelivery.notification.domain.Language;
import com.homedelivery.notification.domain.RenderedMessage;
import com.homedelivery.notification.domain.Template;
import com.homedelivery.notification.support.Mailbox;
import com.homedelivery.notification.support.SmtpProxy;
import com.homedelivery.shared.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails that follow one another, sent to a real mail server. */
class SmtpConnectionPoolIT {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    private final SmtpProxy smtp = new SmtpProxy();
    private final MovableClock clock = MovableClock.standingAt(Instant.now());
    private SmtpConnectionPool pool;
    private SmtpMailSender mailSender;

    @BeforeEach
    void connect() throws Exception {
        NotificationProperties properties = NotificationPropertiesFixtures.defaults();
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        server.setHost("localhost");
        server.setPort(smtp.port());
        server.getJavaMailProperties().put("mail.smtp.timeout", (int) READ_TIMEOUT.toMillis());
        server.getJavaMailProperties().put("mail.smtp.quitwait", "false");
        pool = new SmtpConnectionPool(server, properties, clock);
        mailSender = new SmtpMailSender(server, pool, new MustacheTemplateRenderer(properties), properties, clock);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void mailsShareAConnection() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(mailsAfterSendingTo("ada")).isEqualTo(1);
        }
        assertThat(smtp.connections()).isEqualTo(1);
    }

    @Test
    void mailsSentAtOnceDoNotShareAConnection() throws Exception {
        mailsAfterSendingTo("ada");
        SmtpConnection busy = requireNonNull(pool.pollIdle());
        mailsAfterSendingTo("ada");
        assertThat(smtp.connections()).isEqualTo(2);
        busy.closeQuietly();
    }

    @Test
    void aConnectionThatIsNotUsedIsClosed() throws Exception {
        mailsAfterSendingTo("ada");
        clock.putForward(Duration.ofSeconds(9));
        pool.closeExpired();
        mailsAfterSendingTo("ada");
        assertThat(smtp.connections()).isEqualTo(1);
        clock.putForward(Duration.ofSeconds(10));
        mailsAfterSendingTo("ada");
        assertThat(smtp.connections()).isEqualTo(2);
        clock.putForward(Duration.ofSeconds(10));
        pool.closeExpired();
        assertThat(pool.pollIdle()).isNull();
    }

    @Test
    void aConnectionIsNotKeptForEver() throws Exception {
        for (int i = 0; i < 60; i++) {
            mailsAfterSendingTo("ada");
            clock.putForward(Duration.ofSeconds(6));
        }
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @Test
    void noConnectionIsKeptAfterThePoolIsClosed() throws Exception {
        pool.close();
        mailsAfterSendingTo("ada");
        assertThat(pool.pollIdle()).isNull();
    }

    @Test
    void aConnectionThatBreaksBetweenMailsFailsNoMail() throws Exception {
        mailsAfterSendingTo("ada");
        smtp.breakConnections();
        assertThat(mailsAfterSendingTo("ada")).isEqualTo(1);
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tired", "weary"})
    void aServerThatAcceptsNoMoreMailOnAConnectionRejectsNoMail(String who) throws Exception {
        mailsAfterSendingTo(who);
        assertThat(mailsAfterSendingTo("ada")).isEqualTo(1);
        assertThat(smtp.connections()).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotReplyIsUnavailable() throws Exception {
        mailsAfterSendingTo("mute");
        assertThatThrownBy(() -> mailsAfterSendingTo("ada")).isInstanceOf(ServerUnavailableException.class);
        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(mailsAfterSendingTo("ada")).isEqualTo(1);
    }

    @Test
    void aServerThatIsUnreachableBetweenMailsIsUnavailable() throws Exception {
        mailsAfterSendingTo("ada");
        smtp.cut();
        assertThatThrownBy(() -> mailsAfterSendingTo("ada")).isInstanceOf(ServerUnavailableException.class);
    }

    @Test
    void aFailureOfTheMailItselfIsReportedOnAUsedConnectionToo() throws Exception {
        mailsAfterSendingTo("ada");
        assertThatThrownBy(() -> mailsAfterSendingTo("refused")).isInstanceOf(UnknownAddressException.class);
        mailsAfterSendingTo("ada");
        assertThatThrownBy(() -> mailsAfterSendingTo("greylisted")).isInstanceOf(DeferredException.class);
        mailsAfterSendingTo("ada");
        assertThatThrownBy(() -> mailsAfterSendingTo("cutoff"))
                .isInstanceOf(DeferredException.class)
                .hasMessage("The connection was lost");
        mailsAfterSendingTo("ada");
        // After a failure a connection is not used again.
        assertThat(smtp.connections()).isEqualTo(4);
    }

    /** Sends a mail to somebody new of this name, and returns how many the person then has. */
    private int mailsAfterSendingTo(String name) throws DeliveryException {
        String address = name + "@" + UUID.randomUUID() + ".test";
        mailSender.send(new Message(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Template.WELCOME,
                Language.EN,
                address,
                new RenderedMessage("Hello", "Hello")));
        return await().until(() -> Mailbox.messagesOf(address).size(), count -> count > 0);
    }
}
