package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.shared.work.Bell;
import com.homedelivery.shared.work.DueWork;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the {@link MailRoom} whenever mail is due. */
@Configuration(proxyBeanMethods = false)
class MailWork {

    @Bean
    Bell bell() {
        return new Bell();
    }

    @Bean
    DueWork dueMail(MailRoom mailRoom, Bell bell, Clock clock, NotificationProperties properties) {
        return new DueWork("mail", mailRoom::round, bell, clock, properties.gathering());
    }
}
