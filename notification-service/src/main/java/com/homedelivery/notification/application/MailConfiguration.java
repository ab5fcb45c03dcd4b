package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.shared.work.PollingWorker;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the {@link MailDispatchJob} whenever mail is due. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    WakeUpSignal bell() {
        return new WakeUpSignal();
    }

    @Bean
    PollingWorker dueMail(
            MailDispatchJob mailDispatchJob, WakeUpSignal bell, Clock clock, NotificationProperties properties) {
        return new PollingWorker("mail", mailDispatchJob::round, bell, clock, properties.gathering());
    }
}
