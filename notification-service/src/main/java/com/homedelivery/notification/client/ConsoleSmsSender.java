package com.homedelivery.notification.client;

import com.homedelivery.notification.application.MessageSender;
import com.homedelivery.notification.domain.Channel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes SMS in the log instead of sending them, where there is no provider: which template, and how long, but neither the
 * number nor the text. The text can be read in the recipient's notifications.
 */
class ConsoleSmsSender implements MessageSender {

    private static final Logger log = LoggerFactory.getLogger(ConsoleSmsSender.class);

    private final int maxSegments;

    ConsoleSmsSender(int maxSegments) {
        this.maxSegments = maxSegments;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public @Nullable String send(Message message) {
        log.info(
                "SMS {} would be sent now: {} in {}, {} segment(s)",
                message.notificationId(),
                message.template(),
                message.language(),
                SmsText.of(message.content().body(), maxSegments).segments());
        return null;
    }
}
