package com.homedelivery.notification.client;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MessageSender;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who sends SMS: Twilio where an account is configured, else the log. */
@Configuration(proxyBeanMethods = false)
class SmsConfiguration {

    @Bean
    MessageSender smsSender(NotificationProperties properties, MeterRegistry meters) {
        NotificationProperties.Sms settings = properties.sms();
        return settings.isConfigured()
                ? new TwilioSmsSender(settings, meters)
                : new ConsoleSmsSender(settings.maxSegments());
    }
}
