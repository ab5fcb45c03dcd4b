package com.homedelivery.notification.application;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MessageSender.Message;
import com.homedelivery.notification.support.SmtpProxy;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.RepeatedWork;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DispatchJobIT extends NotificationServiceTest {

    private static final String WELCOME = "Welcome to Home Delivery";

    @Autowired
    @Qualifier("mailDispatchJob")
    private DispatchJob mailDispatchJob;

    @Autowired
    @Qualifier("smtpMailSender")
    private MessageSender mailSender;

    @Autowired
    private NotificationProperties properties;

    @Test
    void mailWaitsUntilItsServerIsReachable() {
        MAIL_SERVER.cut();
        List<Person> people = Stream.generate(Person::someone).limit(12).toList();
        people.forEach(person -> events.publishAndAwait(registration(person, Role.USER)));
        await().during(ofMillis(1000))
                .atMost(SOON)
                .until(() -> people.stream()
                        .allMatch(person -> List.of("PENDING", "SENDING").contains(statusOf(person))));
        MAIL_SERVER.mend();
        people.forEach(person -> awaitMails(person, WELCOME));
        await().atMost(SOON)
                .until(() -> people.stream().allMatch(person -> statusOf(person).equals("SENT")));
    }

    @Test
    void rejectedMailIsGivenUpAfterAFewTries(CapturedOutput log) {
        Person person = personAt("refused");
        UUID id = person.id();
        events.publish(registration(person, Role.USER));
        awaitStatus(person, "FAILED");
        assertThat(count("select refusals from messages where user_id = ?", id)).isEqualTo(3);
        assertThat(jdbc.sql("select failure_reason from messages where user_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .contains("550", "Nobody of that name", person.email());
        assertThat(jdbc.sql("select data from outbox where type = 'notification.failed' and event_key = ?")
                        .param(id.toString())
                        .query(String.class)
                        .single())
                .contains("\"550 5.1.1\"")
                .doesNotContain(person.email());
        assertThat(log.getOut()).contains("was refused: 550 5.1.1").doesNotContain(person.email());
    }

    @Test
    void deferredMailIsSentOnceTheServerAcceptsIt(CapturedOutput log) {
        Person person = personAt("greylisted");
        events.publish(registration(person, Role.USER));
        staysWithMails(person, WELCOME);
        awaitStatus(person, "SENT");
        assertThat(SmtpProxy.TRANSIENT_FAILURES).isGreaterThan(properties.tries());
        assertThat(count("select refusals from messages where user_id = ?", person.id()))
                .isZero();
        assertThat(log.getOut()).contains("451 4.7.1").doesNotContain(person.email());
    }

    @Test
    void mailWhoseConnectionIsLostIsSentAgain() {
        Person person = personAt("cutoff");
        events.publish(registration(person, Role.USER));
        staysWithMails(person, WELCOME);
        awaitStatus(person, "SENT");
    }

    @Test
    void acceptedMailIsNotSentAgainWhenTheConnectionIsLost() {
        Person person = personAt("hasty");
        events.publish(registration(person, Role.USER));
        awaitStatus(person, "SENT");
        staysWithMails(person, WELCOME);
    }

    @Test
    void mailThatWasGivenUpIsCountedAndSentAgainByAnOperator(@Autowired MeterRegistry meters) {
        // It is counted a moment after it is recorded, also in the test before.
        await().atMost(SOON)
                .until(() ->
                        meters.counter("homedelivery.notification.mails.failed").count()
                                == count("select count(*) from outbox where type = 'notification.failed' and data like"
                                        + " '%\"email\"%'"));
        double before = meters.counter("homedelivery.notification.mails.failed").count();
        Person person = personAt("refused");
        events.publish(registration(person, Role.USER));
        awaitStatus(person, "FAILED");
        await().atMost(SOON)
                .until(() ->
                        meters.counter("homedelivery.notification.mails.failed").count() - before == 1);

        Person mended = new Person(person.id(), "mended" + person.id() + "@example.test");
        jdbc.sql("update recipients set email = ? where user_id = ?")
                .params(mended.email(), mended.id())
                .update();
        // As docs/operations.md says.
        jdbc.sql("""
            update messages set status = 'PENDING', refusals = 0, deferred_since = null, due_at = now()
            where status = 'FAILED' and id = (select id from messages where user_id = ?)
            """).param(mended.id()).update();
        awaitStatus(mended, "SENT");
        staysWithMails(mended, WELCOME);
    }

    @Test
    void mailToAnInvalidAddressIsGivenUpToo() {
        UUID id = UUID.randomUUID();
        Person person = new Person(id, "nobody at all, x@y");
        events.publish(registration(person, Role.USER));
        awaitStatus(person, "FAILED");
    }

    @Test
    void severalInstancesSendEachMailOnce() throws Exception {
        List<Person> people = Stream.generate(Person::someone).limit(30).toList();
        try (RepeatedWork _ = RepeatedWork.on(2, mailDispatchJob::round)) {
            people.forEach(person -> events.publish(registration(person, Role.USER)));
            people.forEach(person -> awaitMails(person, WELCOME));
        }
        people.forEach(person -> assertThat(subjectsOf(person)).hasSize(1));
    }

    @Test
    void afterACrashAMailIsSentAgainWithTheSameId() throws Exception {
        Person ada = Person.someone();
        MAIL_SERVER.cut();
        events.publishAndAwait(registration(ada, Role.USER));

        // An instance claims the mail, sends it, and crashes before it has recorded that.
        Message mail = claimAsAnInstanceThatCrashes(ada);
        MAIL_SERVER.mend();
        mailSender.send(mail);

        List<MimeMessage> mails = awaitMails(ada, WELCOME, WELCOME);
        assertThat(mails.get(0).getMessageID()).isEqualTo(mails.get(1).getMessageID());
        awaitStatus(ada, "SENT");
        staysWithMails(ada, WELCOME, WELCOME);
    }

    /** Somebody whose mail the server treats as the name says: see {@link SmtpProxy}. */
    private static Person personAt(String name) {
        UUID id = UUID.randomUUID();
        return new Person(id, name + "@" + id + ".test");
    }

    /** The worker of this instance is after the same mail, in vain. */
    private Message claimAsAnInstanceThatCrashes(Person person) {
        List<Message> claimed = new ArrayList<>();
        await().pollInterval(ofMillis(2)).atMost(SOON).until(() -> {
            mailDispatchJob.claim().items().stream()
                    .map(DispatchJob.Due::message)
                    .filter(mail -> mail.to().equals(person.email()))
                    .forEach(claimed::add);
            return !claimed.isEmpty();
        });
        return claimed.getFirst();
    }

    private void awaitStatus(Person person, String status) {
        await().atMost(SOON).until(() -> statusOf(person).equals(status));
    }

    private String statusOf(Person person) {
        return notificationsOf(person).isEmpty()
                ? ""
                : notificationsOf(person).getFirst().path("status").asString();
    }
}
