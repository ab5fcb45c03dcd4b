package com.homedelivery.notification.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.notification.domain.WebhookSecret;
import org.junit.jupiter.api.Test;

class WebhookSignatureTests {

    /** The example of the Standard Webhooks specification's reference libraries. */
    @Test
    void signsAsTheReferenceLibrariesDo() {
        WebhookSecret secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(HttpWebhookSender.sign("msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}", secret))
                .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
