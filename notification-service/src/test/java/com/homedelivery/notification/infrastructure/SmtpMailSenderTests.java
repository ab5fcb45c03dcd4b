package com.homedelivery.notification.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.notification.application.MessageSender.DeferredException;
import com.homedelivery.notification.application.MessageSender.RejectedException;
import com.homedelivery.notification.application.MessageSender.ServerUnavailableException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMailSenderTests {

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 <ada@example.test>: Recipient address rejected, 550 5.1.1",
        "550 Nobody called ada@example.test, 550",
        "'550-5.7.26 ada@example.test, first of two lines', 550 5.7.26",
        "452 4.2.2 ada@example.test is over quota, 452 4.2.2",
        "552-ada@example.test is full, 552",
        "ada@example.test is not here,",
        "5501234567@example.test is not here,",
        "null,",
    })
    void onlyTheCodesOfARejectionAreExtracted(String reply, @Nullable String code) {
        assertThat(SmtpMailSender.statusCodeIn(reply)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 450, 451, 452, 454})
    void aTransientRejectionIsADeferral(int code) {
        assertThat(SmtpMailSender.translate(answered(code)))
                .isInstanceOf(DeferredException.class)
                .hasMessage(code + " 4.3.0");
    }

    @ParameterizedTest
    @ValueSource(ints = {550, 551, 552, 553, 554})
    void aPermanentRejectionIsARejection(int code) {
        assertThat(SmtpMailSender.translate(answered(code))).isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {530, 534, 535, 538})
    void aServerThatRejectsOurCredentialsIsUnavailable(int code) {
        assertThat(SmtpMailSender.translate(answered(code))).isInstanceOf(ServerUnavailableException.class);
    }

    @Test
    void aLostConnectionIsADeferral() throws Exception {
        List<MessagingException> failures = List.of(
                new MessagingException("Exception reading response", new SocketTimeoutException("Read timed out")),
                new SMTPSendFailedException(".", -1, "[EOF]", null, null, null, null),
                new SMTPAddressFailedException(new InternetAddress("ada@example.test"), "RCPT", -1, "[EOF]"));
        assertThat(failures)
                .allSatisfy(failure -> assertThat(SmtpMailSender.translate(failure))
                        .isInstanceOf(DeferredException.class)
                        .hasMessage("The connection was lost"));
    }

    private static SMTPSendFailedException answered(int code) {
        String reply = code + " " + code / 100 + ".3.0 Not now, ada@example.test";
        return new SMTPSendFailedException("MAIL", code, reply, null, null, null, null);
    }
}
