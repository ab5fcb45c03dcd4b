package com.homedelivery.notification.infrastructure;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.DispatchJob;
import com.homedelivery.notification.application.DispatchJobs;
import com.homedelivery.notification.application.DispatchSignals;
import com.homedelivery.notification.application.MessageSender;
import com.homedelivery.notification.application.WebhookDispatchJob;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.shared.work.PollingWorker;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the {@link DispatchJob} of each channel whenever one of its messages is due: no channel waits for another. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

    @Bean
    DispatchJob mailDispatchJob(DispatchJobs jobs, List<MessageSender> senders) {
        return jobs.of(senderFor(Channel.EMAIL, senders));
    }

    @Bean
    DispatchJob smsDispatchJob(DispatchJobs jobs, List<MessageSender> senders) {
        return jobs.of(senderFor(Channel.SMS, senders));
    }

    @Bean
    DispatchJob pushDispatchJob(DispatchJobs jobs, List<MessageSender> senders) {
        return jobs.of(senderFor(Channel.PUSH, senders));
    }

    @Bean
    PollingWorker mailWorker(
            DispatchJob mailDispatchJob, DispatchSignals signals, Clock clock, NotificationProperties properties) {
        return new PollingWorker("mail", mailDispatchJob::round, signals.of(Channel.EMAIL), clock, properties.linger());
    }

    @Bean
    PollingWorker smsWorker(
            DispatchJob smsDispatchJob, DispatchSignals signals, Clock clock, NotificationProperties properties) {
        return new PollingWorker("sms", smsDispatchJob::round, signals.of(Channel.SMS), clock, properties.linger());
    }

    @Bean
    PollingWorker pushWorker(
            DispatchJob pushDispatchJob, DispatchSignals signals, Clock clock, NotificationProperties properties) {
        return new PollingWorker("push", pushDispatchJob::round, signals.of(Channel.PUSH), clock, properties.linger());
    }

    @Bean
    WakeUpSignal webhookSignal() {
        return new WakeUpSignal();
    }

    @Bean
    PollingWorker webhookWorker(WebhookDispatchJob job, WakeUpSignal webhookSignal, Clock clock) {
        return new PollingWorker("webhooks", job::round, webhookSignal, clock);
    }

    private static MessageSender senderFor(Channel channel, List<MessageSender> senders) {
        return senders.stream()
                .filter(sender -> sender.channel() == channel)
                .findFirst()
                .orElseThrow();
    }
}
