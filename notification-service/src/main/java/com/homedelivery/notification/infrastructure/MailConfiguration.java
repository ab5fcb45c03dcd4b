package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MailDispatchJob;
import com.homedelivery.shared.work.PollingWorker;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the {@link MailDispatchJob} whenever mail is due. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    WakeUpSignal mailSignal() {
        return new WakeUpSignal();
    }

    @Bean
    PollingWorker mailWorker(
            MailDispatchJob mailDispatchJob, WakeUpSignal mailSignal, Clock clock, NotificationProperties properties) {
        return new PollingWorker("mail", mailDispatchJob::round, mailSignal, clock, properties.linger());
    }
}
